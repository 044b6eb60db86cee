"""What the linker made for Windows, as objdump shows it."""

import re
import subprocess

ANYWHERE = {"DYNAMIC_BASE": "addresses drawn by chance (ASLR)",
            "NX_COMPAT": "data that cannot be executed (DEP)"}
WIDE = {"HIGH_ENTROPY_VA": "addresses drawn out of all 64 bits"}


class PeBinary:
    def __init__(self, path):
        self.headers = subprocess.run(["objdump", "-p", path], check=True, capture_output=True, text=True,
                                      env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}).stdout

    def missing(self):
        """What is not there, in words."""
        flags = re.search(r"^DllCharacteristics\s+\S+((?:\n\t+\w+)*)", self.headers, re.MULTILINE)
        there = set(flags.group(1).split()) if flags else set()
        wanted = ANYWHERE | (WIDE if "pei-x86-64" in self.headers else {})
        return [words for flag, words in wanted.items() if flag not in there]

    def exports(self):
        """The whole table of names."""
        _, begin, rest = self.headers.partition("[Ordinal/Name Pointer] Table")
        if not begin:
            return set()
        rows = rest.split("\n\n")[0].splitlines()[1:]
        return {row.split()[-1] for row in rows if row.strip()}
