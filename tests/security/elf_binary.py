"""What the linker made for Linux, as readelf and nm show it."""

import subprocess
from pathlib import Path

# What the compiler writes for those flags on x86-64. The note of -fcf-protection is no proof: the linker
# drops it when one object, such as Debian's crt1.o, was made without.
LANDING = bytes.fromhex("f30f1efa")  # endbr64, at the begin of functions
PROBE = bytes.fromhex("48830c2400")  # orq $0,(%rsp), on the way through a large frame
BYTES_A_LANDING = 2000  # of code, at most

# Each has a variant that knows the size of the target; with the flag nobody calls these.
UNCHECKED = {"sprintf", "snprintf", "vsprintf", "vsnprintf", "strcpy", "strncpy", "strcat",
             "strncat", "fgets", "fread", "realpath", "readlink"}


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True,
                          env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}).stdout


class ElfBinary:
    def __init__(self, path):
        self.path = path
        self.header = output("readelf", "--wide", "--file-header", path)
        self.segments = output("readelf", "--wide", "--program-headers", path)
        self.dynamic = output("readelf", "--wide", "--dynamic", path)
        self.code = self._code(path)
        self.imports = {line.split()[-1].split("@")[0] for line in
                        output("nm", "--dynamic", "--undefined-only", path).splitlines()}

    def _code(self, path):
        line = next(line for line in output("readelf", "--wide", "--sections", path).splitlines()
                    if ".text" in line.split("]")[-1].split()[:1])
        start, size = (int(number, 16) for number in line.split("]")[1].split()[3:5])
        return Path(path).read_bytes()[start:start + size]

    def segment(self, name):
        return next((line for line in self.segments.splitlines()
                     if line.split()[:1] == [name]), "")

    def missing(self):
        """What is not there, in words."""
        wanted = {
            "position independent code (PIE)": "DYN" in self.header,
            "relocations read-only (RELRO)": self.segment("GNU_RELRO"),
            "all symbols bound at the start (NOW)": "NOW" in self.dynamic,
            "a stack that cannot be executed": "RWE" not in self.segment("GNU_STACK")
                                               and self.segment("GNU_STACK"),
            "no segment both written and executed": "RWE" not in self.segments,
            "no relocations in the code (TEXTREL)": "TEXTREL" not in self.dynamic,
            "guarded stacks (-fstack-protector)": "__stack_chk_fail" in self.imports,
            "checked copies (_FORTIFY_SOURCE)": not self.imports & UNCHECKED,
        }
        if "X86-64" in self.header:
            wanted |= {
                "jumps that land where they may (-fcf-protection)":
                    self.code.count(LANDING) * BYTES_A_LANDING >= len(self.code),
                "large frames probed page by page (-fstack-clash-protection)": PROBE in self.code,
            }
        return [what for what, there in wanted.items() if not there]

    def exports(self):
        return {line.split()[-1] for line in
                output("nm", "--dynamic", "--defined-only", self.path).splitlines() if line}
