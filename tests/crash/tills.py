"""Tills for the crash matrix: lanes driven by mpctl, which can be made to die at a system call."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "e2e" / "demo"))
from world import Failed, Mpsim, built, load  # noqa: E402,F401  (what the demo runs, we kill)

PATIENCE = 60.0
KILLED = -signal.SIGKILL


class Server(Mpsim):
    """The simulator, in a hurry."""

    keeps_memory = False  # written with each request, that of a thousand lanes takes most of the time

    def __init__(self, build, folder):
        super().__init__(built(build, "mpsim", ["tests/simulator", "bin"]), folder)

    def start(self):
        super().start()
        self.rules(pollDelayMs=10)

    def rules(self, **rules):
        self._call("POST", "/rules", rules)

    def forget_faults(self):
        self._call("DELETE", "/faults")

    def advance(self, milliseconds):
        self._call("POST", "/clock", {"advanceMs": milliseconds})


@dataclass(frozen=True)
class Point:
    """Where a process dies: the ordinal-th call of that name on that target, over all threads."""

    call: str
    target: str
    ordinal: int
    moment: str = "before"

    def __str__(self):
        return f"{self.call} {self.target} {self.ordinal} {self.moment}"


@dataclass
class Heard:
    """One command that a till gave, and what became of it."""

    lane: str
    words: tuple
    code: int
    answer: dict = field(default_factory=dict)
    said: str = ""

    @property
    def died(self):
        return self.code == KILLED


class Programs:
    """What is run: mpctl, the library that kills it, and the simulator's data for profiles."""

    def __init__(self, build, killer, sim):
        self.mpctl = str(built(build, "mpctl", ["installer/ctl", "bin"]))
        self.killer = str(killer)
        self.sim = sim


class Till:
    """A lane with a folder, a journal and a profile of its own."""

    def __init__(self, programs, folder, lane, more=()):
        self.lane = lane
        self.folder = folder / lane
        self._programs = programs
        self.folder.mkdir()
        secret = self.folder / "secret"
        secret.touch(mode=0o600)
        ready = programs.sim.ready
        secret.write_text(ready["clientSecret"], encoding="utf-8")
        self.profile = self.folder / "profile"
        settings = {
            "lane": lane,
            "folder": self.folder,
            "api.url": ready["apiUrl"],
            "token.url": ready["tokenUrl"],
            "client.id": ready["clientId"],
            "client.secret": f"file:{secret}",
            "merchant.vat": "DK90000028",
            "merchant.brand": "MPPOSCERT1",
            "merchant.location": "00001",
            "tls.ca": ready["ca"],
            "timeout.default": "10 s",
            "timeout.cancel.reserve": "500 ms",
            "log.level": "trace",
            **dict(more),
        }
        self.profile.write_text("".join(f"{name} = {value}\n" for name, value in settings.items()),
                                encoding="utf-8")

    def run(self, words, point=None, record=None, stop=None, when=""):
        """One command to its end, or to its death at `point`. `record` names a file for the list
        of its calls. `stop` is a signal to send once it has said `when`."""
        environment = dict(os.environ)
        if point or record:
            environment["LD_PRELOAD"] = self._programs.killer
        if point:
            environment["MOBILEPAY_CRASH_AT"] = str(point)
        if record:
            environment["MOBILEPAY_CRASH_RECORD"] = str(record)
        process = subprocess.Popen(
            [self._programs.mpctl, *words, "--profile", str(self.profile), "--json"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=environment)
        said = b""
        if stop:
            for line in process.stderr:
                said += line
                if line.startswith(when.encode()):
                    process.send_signal(stop)
                    break
        try:
            out, err = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Failed(f"mpctl {' '.join(words)} did not end within {PATIENCE:.0f} s") from None
        heard = Heard(self.lane, tuple(words), process.returncode, said=(said + err).decode())
        # A line that was cut is nothing that a till could read.
        if out.endswith(b"\n"):
            heard.answer = load(out.decode())
        elif not heard.died:
            raise Failed(f"mpctl {' '.join(words)} printed {out!r} and {err.decode()!r}")
        return heard

    def rows(self):
        """The journal, oldest first; opening it has checked all of it."""
        answer = self.run(("journal", "list")).answer
        if "rows" not in answer:
            raise Failed(f"the journal of {self.lane} cannot be read: {answer}")
        return answer["rows"]
