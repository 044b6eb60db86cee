#!/usr/bin/env python3
"""Looks at what the linker made, for Linux or for Windows: whether programs and libraries are hardened, and
whether a library exports what its lists name and no more.

Says each thing that is wrong; the exit code is 0 when nothing is."""

import argparse
import sys
from pathlib import Path

from elf_binary import ElfBinary
from pe_binary import PeBinary


def opened(path):
    with open(path, "rb") as file:
        return PeBinary(path) if file.read(2) == b"MZ" else ElfBinary(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binaries", nargs="*", metavar="FILE")
    parser.add_argument("--exports", nargs="+", action="append", default=[], metavar=("LIBRARY", "LIST"),
                        help="a library, and the lists of all that it exports")
    options = parser.parse_args()
    paths = options.binaries + [library for library, *_ in options.exports]
    binaries = {path: opened(path) for path in paths}
    wrong = [f"{path}: without {what}" for path, binary in binaries.items() for what in binary.missing()]
    for library, *lists in options.exports:
        listed = {name for names in lists for name in Path(names).read_text(encoding="ascii").split()}
        found = binaries[library].exports()
        wrong += [f"{library}: exports {name}, which is not listed" for name in sorted(found - listed)]
        wrong += [f"{library}: does not export {name}" for name in sorted(listed - found)]
    for line in wrong:
        print(line)
    print(f"{len(binaries)} binaries, {len(options.exports)} libraries' exports, {len(wrong)} findings")
    return 1 if wrong or not binaries else 0


if __name__ == "__main__":
    sys.exit(main())
