"""The end of a test's folder, as tests/unit/left_behind.h has it for the tests in C++.

left_behind.py JAVA WORD...: runs a Java program whose temporary folder ends so.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# What holds secrets because it has to: the test's own file, what the simulator remembers and is known by.
BELONGING = ("secret", "state", "tls")
# What is Windows' own.
OF_WINDOWS = ("windows", "Program Files", "Program Files (x86)")


def leave_behind(folder):
    """Where MOBILEPAY_LEFT_BEHIND names a place (`installer/dev` does), what was written in the folder
    is kept there for tests/security/canaries, which searches it for secrets."""
    place = os.environ.get("MOBILEPAY_LEFT_BEHIND")
    if not place:
        return
    # A socket cannot be copied, and a file may go while it is: the rest is copied all the same.
    with contextlib.suppress(OSError):
        shutil.copytree(folder, tempfile.mkdtemp(prefix=f"{Path(folder).name}-", dir=place),
                        symlinks=True, ignore=shutil.ignore_patterns(*BELONGING, *OF_WINDOWS),
                        copy_function=shutil.copyfile, dirs_exist_ok=True)


@contextlib.contextmanager
def folder_of_a_test(prefix):
    """It goes with the test. Short: the name of a lane's control socket has to fit in 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        yield folder
    finally:
        leave_behind(folder)
        shutil.rmtree(folder, ignore_errors=True)


def main():
    java, *words = sys.argv[1:]
    with folder_of_a_test("mp-java-") as folder:
        return subprocess.run([java, f"-Djava.io.tmpdir={folder}", *words], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
