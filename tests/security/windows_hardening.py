#!/usr/bin/env python3
"""Looks at what the linker made for Windows, with objdump: where programs and libraries may be put, what
may be executed, and what a library exports.

Says each thing that is wrong; the exit code is 0 when nothing is."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ANYWHERE = {"DYNAMIC_BASE": "addresses drawn by chance (ASLR)",
            "NX_COMPAT": "data that cannot be executed (DEP)"}
WIDE = {"HIGH_ENTROPY_VA": "addresses drawn out of all 64 bits"}


def headers(path):
    return subprocess.run(["objdump", "-p", path], check=True, capture_output=True, text=True,
                          env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}).stdout


def missing(text):
    """What is not there, in words."""
    flags = re.search(r"^DllCharacteristics\s+\S+((?:\n\t+\w+)*)", text, re.MULTILINE)
    there = set(flags.group(1).split()) if flags else set()
    wanted = ANYWHERE | (WIDE if "pei-x86-64" in text else {})
    return [words for flag, words in wanted.items() if flag not in there]


def exports(text):
    """The whole table of names."""
    _, begin, rest = text.partition("[Ordinal/Name Pointer] Table")
    if not begin:
        return set()
    rows = rest.split("\n\n")[0].splitlines()[1:]
    return {row.split()[-1] for row in rows if row.strip()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binaries", nargs="+", metavar="FILE")
    parser.add_argument("--exports", nargs=2, action="append", default=[],
                        metavar=("LIBRARY", "LIST"), help="exports what the list names, no more")
    options = parser.parse_args()
    binaries = options.binaries + [library for library, _ in options.exports]
    wrong = [f"{path}: without {what}" for path in binaries for what in missing(headers(path))]
    for library, names in options.exports:
        listed = set(Path(names).read_text(encoding="ascii").split())
        found = exports(headers(library))
        wrong += [f"{library}: exports {name}, which {names} does not list"
                  for name in sorted(found - listed)]
        wrong += [f"{library}: does not export {name}" for name in sorted(listed - found)]
    for line in wrong:
        print(line)
    print(f"{len(binaries)} binaries, {len(options.exports)} libraries' exports, "
          f"{len(wrong)} findings")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
