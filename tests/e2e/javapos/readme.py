#!/usr/bin/env python3
"""The shortest program of driver/javapos/README.md, with the jpos.xml and the jpos.properties that
stand there, compiled and run as written; only the places of profile and library are this machine's.

readme.py SOURCE-FOLDER JAVA CLASS-PATH LIBRARY   (from ctest)
"""

import re
import subprocess
import sys
from pathlib import Path

SOURCE, JAVA, CLASS_PATH, LIBRARY = sys.argv[1:5]
sys.path.insert(0, str(Path(SOURCE) / "tests/e2e"))
from checked_jni import complaints  # noqa: E402
from left_behind import folder_of_a_test  # noqa: E402

PROGRAM = "ShortestProgram"


def blocks(language):
    text = Path(SOURCE, "driver/javapos/README.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def only(language):
    found = blocks(language)
    if len(found) != 1:
        raise SystemExit(f"not ok - the README has {len(found)} blocks of {language}, not one")
    return found[0]


def replaced(text, old, new):
    if text.count(old) != 1:
        raise SystemExit(f"not ok - '{old}' stands {text.count(old)} times in the README's example")
    return text.replace(old, str(new))


def run(*command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=120, check=False)
    print(done.stdout, end="", flush=True)
    if done.returncode != 0:
        raise SystemExit(f"not ok - {command[0]} ended with {done.returncode}")
    return done.stdout


def main():
    with folder_of_a_test("mp-readme-") as folder:
        profile = folder / "TILL1.profile"
        profile.write_text(f"lane = TILL1\nfolder = {folder}\nwallet = training\n",
                           encoding="utf-8")
        entry = replaced(only("xml"), "/etc/mobilepay/TILL1.profile", profile)
        entry = replaced(entry, "/usr/lib/mobilepay/libmobilepay_javapos.so", LIBRARY)
        (folder / "jpos.xml").write_text(entry, encoding="utf-8")
        properties = folder / "jpos" / "res" / "jpos.properties"
        properties.parent.mkdir(parents=True)
        properties.write_text(replaced(only("properties"), "/etc/mobilepay/jpos.xml",
                                       folder / "jpos.xml"), encoding="utf-8")
        source = folder / f"{PROGRAM}.java"
        source.write_text(only("java"), encoding="utf-8")
        path = f"{folder}:{CLASS_PATH}"
        javac = Path(JAVA).resolve().parent / "javac"
        run(str(javac), "-Xlint:all", "-Werror", "-cp", path, "-d", str(folder), str(source))
        output = run(JAVA, "-Xcheck:jni", "-cp", path, PROGRAM)
        if "refunded" not in output or complaints(output):
            raise SystemExit("not ok - the program did not say what it did")
    print("ok - the shortest program compiles and runs as written")


if __name__ == "__main__":
    main()
