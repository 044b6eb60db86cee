"""What the demo shows: a line for each thing done, with both sides' books beside each other."""

import shutil
import sys
import textwrap


class Lines:
    """Collects the lines, says each as soon as it is known, and prints the table at the end."""

    HEADS = ("", "what was done", "the till was told", "the server says", "the journal says")

    def __init__(self):
        self._rows = []
        self._section = ""

    def section(self, title):
        self._section = title
        print(f"\n{title}", flush=True)

    def add(self, done, told, server, journal, wrong):
        """`wrong` is a list of what differs from what has to be; empty: PASS."""
        verdict = "FAIL" if wrong else "PASS"
        self._rows.append((self._section, verdict, done, told, server, journal))
        print(f"  {verdict}  {done}", flush=True)
        for one in wrong:
            print(f"        {one}", flush=True)

    @property
    def failed(self):
        return sum(1 for row in self._rows if row[1] != "PASS")

    def show(self):
        width = max(100, min(shutil.get_terminal_size((132, 24)).columns, 160))
        rest = width - 4 - 4 * 2
        widths = (4, rest * 34 // 100, rest * 20 // 100, rest * 22 // 100, rest * 24 // 100)
        rule = "  ".join("-" * w for w in widths)
        print()
        self._line(self.HEADS, widths)
        section = None
        for row in self._rows:
            if row[0] != section:
                section = row[0]
                print(rule)
            self._line(row[1:], widths)
        print(rule)
        total = len(self._rows)
        print(f"{total - self.failed} of {total} as they have to be")
        sys.stdout.flush()

    @staticmethod
    def _line(cells, widths):
        wrapped = [textwrap.wrap(cell, w) or [""] for cell, w in zip(cells, widths)]
        for i in range(max(len(cell) for cell in wrapped)):
            parts = [cell[i] if i < len(cell) else "" for cell in wrapped]
            print("  ".join(part.ljust(w) for part, w in zip(parts, widths)).rstrip())
