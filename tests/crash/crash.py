#!/usr/bin/env python3
"""Kills mpctl at every system call that matters, in every flow, over real HTTPS and a real disk,
lets recovery work, and compares the server's ledger, the journal and what the till was told.

A first run of each flow lists its calls; then each is the end of one process. The last line counts
points and violations; the exit code is 0 without any violation.
"""

import argparse
import base64
import collections
import hashlib
import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from books import Books, Ledger
from flows import FAST, FLOWS, UNDO, USED, Step
from tills import Failed, Point, Programs, Server, Till

# What may happen at a call of that name. Bytes can get through in part.
IN_PART = ("before", "first", "half", "most", "after")
WHOLE = ("before", "after")
MOMENTS = {"write": IN_PART, "pwrite": ("before", "half", "after")}
RECOVERIES = 40  # of 100 ms each: a shopper's last moment and a server's delays are over by then
LEAST = 2500  # distinct points of the whole matrix
# The client's secret (plain, and as it goes over the wire), tokens, and what the server tells of a shopper.
CANARIES = (b"mpsim-secret", b"mpsim-token", base64.b64encode(b"6a1f3f0e-52a7-4c3e-9b57-"),
            b"c0ffee0000", b"LOYALTY-4520031804")
IN_MEMORY = ("tmpfs", "ramfs")


def number(*parts):
    """The same number for the same words, on every machine."""
    return int.from_bytes(hashlib.sha256("|".join(map(str, parts)).encode()).digest()[:8], "big")


class Case:
    """One point of one flow: its lanes, and what their tills heard."""

    def __init__(self, programs, folder, name, flow, point):
        self.flow = flow
        self.point = point
        self.name = name
        self._programs = programs
        self._folder = folder
        self._folder.mkdir()
        self._tills = {}
        self._first = {}
        self.heard = []
        self.killed = False
        self.fault = ""

    def _till(self, lane):
        if lane not in self._tills:
            self._tills[lane] = Till(self._programs, self._folder, f"{self.name}{lane}",
                                     self.flow.settings)
        return self._tills[lane]

    def _do(self, step, **more):
        words = tuple(word.format(reference=self._first.get("reference", ""),
                                  order=self._first.get("orderId", "")) for word in step.words)
        heard = self._till(step.lane).run(words, stop=step.stop, when=step.when, **more)
        self.heard.append(heard)
        if heard.answer.get("reference"):
            self._first = self._first or heard.answer
        return heard

    def use(self):
        if self.flow.wants_use():
            self._do(USED)
            self._first = {}

    def prepare(self):
        for step in self.flow.prepare:
            self._do(step)

    def kill(self, record=None):
        self.killed = self._do(self.flow.victim, point=self.point, record=record).died

    def recover(self):
        """By the next sale of the till, or at once by mpctl recover; until nothing is open."""
        if self.point and number(self.flow.name, self.point) % 2:
            self._do(Step(("sale", "3.00")))
        for till in list(self._tills.values()):
            for _ in range(RECOVERIES):
                code = till.run(("recover",)).code
                if code == 0:
                    break
                time.sleep(0.1)
            else:
                self.fault = f"recovery of {till.lane} ends with {code} for ever"

    def judge(self, ledger):
        rows = [row for till in self._tills.values() for row in till.rows()]
        wrong = Books(ledger, [t.lane for t in self._tills.values()], rows, self.heard,
                      undo=self.flow.settings == UNDO).compare()
        if self.fault:
            wrong.append(self.fault)
        return wrong + self._secrets()

    def _secrets(self):
        wrong = []
        for file in self._folder.rglob("*"):
            if file.name == "secret" or not file.is_file():
                continue
            text = file.read_bytes()
            wrong += [f"{canary.decode()} stands in {file}" for canary in CANARIES
                      if canary in text]
        wrong += [f"{canary.decode()} was printed by {' '.join(one.words)}" for one in self.heard
                  for canary in CANARIES if canary.decode() in f"{one.said}{one.answer}"]
        return wrong

    def attempt(self, what):
        """A phase that cannot be finished is a violation of its own, not the end of the run."""
        if self.fault:
            return
        try:
            what()
        except Failed as error:
            self.fault = str(error)

    def drop(self):
        shutil.rmtree(self._folder, ignore_errors=True)


class Matrix:
    def __init__(self, options, folder):
        self._options = options
        self._folder = folder
        self._pool = ThreadPoolExecutor(options.jobs)
        self._began = time.monotonic()
        self._made = 0
        self.points = set()
        self.kills = 0
        self.missed = 0
        self.violations = 0

    def run(self):
        (self._folder / "server").mkdir()
        for flow in FLOWS:
            if self._options.flow in ("", flow.name):
                self._flow(flow)

    def _flow(self, flow):
        begin = time.monotonic()
        sim = Server(self._options.bin, self._folder / "server")
        sim.start()
        try:
            programs = Programs(self._options.bin, self._options.killer, sim)
            points = [self._options.at] if self._options.at else self._points(flow, programs, sim)
            cases = [self._case(flow, programs, point) for point in points]
            self._phases(flow, cases, sim)
            ledger = Ledger(sim.ledger())
            found = list(self._pool.map(lambda case: self._judged(case, ledger), cases))
        finally:
            sim.stop()
        self._count(flow, cases, found, time.monotonic() - begin)

    def _case(self, flow, programs, point):
        self._made += 1
        name = f"C{self._made}"
        return Case(programs, self._folder / name, name, flow, point)

    def _phases(self, flow, cases, sim, record=None):
        for weather, phase in ((FAST, Case.use), (flow.before, Case.prepare),
                               (flow.during, Case.kill), (flow.after, Case.recover)):
            weather.ask(sim)
            more = {"record": record} if record and phase is Case.kill else {}
            list(self._pool.map(lambda case: case.attempt(lambda: phase(case, **more)), cases))

    def _points(self, flow, programs, sim):
        """The calls of a run of the flow to its end, by name, target and ordinal."""
        record = self._folder / "calls"
        record.unlink(missing_ok=True)
        case = self._case(flow, programs, None)
        self._phases(flow, [case], sim, record)
        if case.fault:
            raise Failed(f"{flow.name}, when nobody is killed: {case.fault}")
        counts = collections.Counter(record.read_text(encoding="ascii").splitlines())
        points = []
        for line, count in sorted(counts.items()):
            call, target = line.split()
            moments = MOMENTS.get(call, WHOLE)
            for ordinal in range(1, count + 1):
                key = number(*self._draw(), flow.name, call, target, ordinal)
                points.append(Point(call, target, ordinal, moments[key % len(moments)]))
        if not self._options.slice:
            return points

        def drawn(point):
            return number(self._options.slice, flow.name, point)

        # A slice has something of every flow.
        return ([point for point in points if drawn(point) % self._options.of == 0]
                or sorted(points, key=drawn)[:1])

    def _draw(self):
        """What moments are drawn with: of each slice others, of the whole matrix always the same."""
        return (self._options.slice,) if self._options.slice else ()

    def _judged(self, case, ledger):
        wrong = []

        def judge():
            wrong.extend(case.judge(ledger))

        case.attempt(judge)
        if case.fault and not wrong:
            wrong.append(case.fault)
        return wrong

    def _count(self, flow, cases, found, seconds):
        for case, wrong in zip(cases, found):
            if case.killed:
                self.kills += 1
                self.points.add((flow.name, case.point.call, case.point.target,
                                 case.point.ordinal))
            else:
                self.missed += 1
            for text in wrong:
                print(f"  VIOLATION  --flow '{flow.name}' --at '{case.point}': {text}", flush=True)
            if wrong:
                self.violations += 1
                print(f"             its files: {self._folder / case.name}", flush=True)
            elif not self._options.keep:
                case.drop()
        rate = len(cases) / seconds if seconds else 0
        print(f"{flow.name:36} {len(cases):4} points  {rate:5.1f} a second  "
              f"{sum(map(bool, found))} violations", flush=True)

    def enough(self):
        """A part of the matrix was asked for, or the whole has as many points as it should."""
        part = self._options.slice or self._options.flow or self._options.at
        reached = self.missed <= max(3, self.kills / 10) or bool(self._options.at)
        return reached and len(self.points) >= (1 if part else LEAST)

    def tell(self):
        seconds = time.monotonic() - self._began
        missed = f", {self.missed} not reached" if self.missed else ""
        few = "" if self.enough() else f" (at least {LEAST} are wanted, and few not reached)"
        print(f"{len(self.points)} distinct points{few} (flow, system call, ordinal), killed at each"
              f"{missed}; {seconds:.0f} s, {len(self.points) / seconds:.1f} points a second; "
              f"{self.violations} violations", flush=True)


def fileSystemOf(folder):
    """The kind of the file system that holds the folder."""
    mounts = {}
    for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines():
        _, place, kind, *_ = line.split()
        mounts[place] = kind
    return next(mounts[str(place)] for place in (folder, *folder.parents) if str(place) in mounts)


def pointOf(text):
    call, target, ordinal, moment = text.split()
    return Point(call, target, int(ordinal), moment)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True, metavar="FOLDER", help="the build's folder")
    parser.add_argument("--killer", required=True, metavar="FILE", help="the library that kills")
    parser.add_argument("--flow", default="", help="this one only")
    parser.add_argument("--at", type=pointOf, metavar="POINT",
                        help="this point only, as a violation names it; with --flow")
    parser.add_argument("--slice", default="", metavar="TEXT",
                        help="one of --of parts of the points, chosen by this text")
    parser.add_argument("--of", type=int, default=10, metavar="N")
    parser.add_argument("--jobs", type=int, default=4 * (os.cpu_count() or 1), metavar="N")
    parser.add_argument("--keep", action="store_true", help="leave profiles, journals and logs")
    options = parser.parse_args()
    for name in list(os.environ):
        if name.lower() in ("http_proxy", "https_proxy", "all_proxy"):
            del os.environ[name]
    folder = Path(tempfile.mkdtemp(prefix="mp-crash-"))
    if fileSystemOf(folder) in IN_MEMORY:
        folder.rmdir()
        parser.error(f"{folder.parent} is no disk but memory, and a sync there proves nothing: "
                     "name a folder on a disk in TMPDIR")
    matrix = Matrix(options, folder)
    code = 1
    try:
        matrix.run()
        code = 0 if matrix.enough() and not matrix.violations else 1
    except Failed as error:
        print(f"FAIL  {error}", file=sys.stderr)
    if code == 0 and not options.keep:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"Profiles, journals and logs: {folder}")
    matrix.tell()
    return code


if __name__ == "__main__":
    sys.exit(main())
