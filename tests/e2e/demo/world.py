"""The programs of the demo: the simulator, and tills that call mpctl. Python's own library only."""

import json
import os
import select
import signal
import ssl
import subprocess
import time
import urllib.request
from decimal import Decimal
from pathlib import Path

PATIENCE = 60.0
POLL_DELAY_MS = 200


class Failed(Exception):
    """Something the demo needs did not happen; the text says what."""


def load(text):
    """JSON whose amounts stay exact."""
    return json.loads(text, parse_float=Decimal)


def wait_until(what, condition, patience=PATIENCE):
    """Asks again until the condition gives something true, and returns that."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    raise Failed(f"waited {patience:.0f} s in vain: {what}")


class Mpsim:
    """The stand-in for MobilePay's server; it can be stopped and started with its memory kept."""

    keeps_memory = True

    def __init__(self, program, folder, exchanges=None):
        self._program = str(program)
        self._folder = folder
        self._exchanges = exchanges
        self._port = 0
        self._process = None
        self._early_polls = []
        self.ready = {}

    def start(self):
        command = [self._program, "--json", "--port", str(self._port),
                   "--poll-delay", str(POLL_DELAY_MS), "--tls-dir", str(self._folder / "tls")]
        if self.keeps_memory:
            command += ["--state", str(self._folder / "state")]
        if self._exchanges:
            command += ["--exchanges", str(self._exchanges)]
        with open(self._folder / "mpsim.log", "ab") as log:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log,
                                             stdin=subprocess.DEVNULL)
        # The ready line is the only one; a simulator that dies instead closes its end.
        if not select.select([self._process.stdout], [], [], PATIENCE)[0]:
            raise Failed("mpsim did not say that it is ready")
        line = self._process.stdout.readline()
        if not line:
            raise Failed(f"mpsim does not start; see {self._folder / 'mpsim.log'}")
        self.ready = load(line)
        self._port = int(self.ready["url"].rsplit(":", 1)[1])

    def stop(self):
        if self._process is None:
            return
        self._early_polls = self.early_polls()
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._process = None

    def _call(self, method, path, body=None):
        context = ssl.create_default_context(cafile=self.ready["ca"])
        request = urllib.request.Request(
            self.ready["controlUrl"] + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"})
        # No proxy of the environment: the simulator is on this machine.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                             urllib.request.HTTPSHandler(context=context))
        with opener.open(request, timeout=PATIENCE) as answer:
            text = answer.read().decode()
        return load(text) if text.strip() else {}

    def shopper(self, deed, **more):
        """What the next shoppers do, until changed."""
        self._call("POST", "/shopper", {"deed": deed, **more})

    def fault(self, **fault):
        self._call("POST", "/faults", fault)

    def forget_faults(self):
        self._call("DELETE", "/faults")

    def requests(self):
        """The log of the calls, oldest first."""
        return self._call("GET", "/record")["requests"]

    def early_polls(self):
        """Polls that came before their time, in this life of the simulator and the earlier ones."""
        return self._early_polls + self._call("GET", "/record")["earlyPolls"]

    @staticmethod
    def let_poll_delay_pass():
        """Each mpctl is a process of its own and cannot know what delay the server named to the one
        before; people are slower than it, a script is not."""
        time.sleep(POLL_DELAY_MS / 1000)

    def ledger(self):
        return self._call("GET", "/ledger")

    def payment(self, payment_id):
        for payment in self.ledger()["payments"]:
            if payment["paymentId"] == payment_id:
                return payment
        raise Failed(f"the server does not know the payment {payment_id}")

    def payments_of(self, merchant_pos_id):
        return [p for p in self.ledger()["payments"] if p["merchantPosId"] == merchant_pos_id]


class Till:
    """A lane with a folder, a journal and a profile of its own, driven by mpctl."""

    def __init__(self, program, folder, lane, sim):
        self._program = str(program)
        self.lane = lane
        self.folder = folder / lane
        self.folder.mkdir()
        secret = self.folder / "secret"
        secret.touch(mode=0o600)
        secret.write_text(sim.ready["clientSecret"], encoding="utf-8")
        self.profile = self.folder / f"{lane}.profile"
        settings = {
            "lane": lane,
            "folder": self.folder,
            "api.url": sim.ready["apiUrl"],
            "token.url": sim.ready["tokenUrl"],
            "client.id": sim.ready["clientId"],
            "client.secret": f"file:{secret}",
            "merchant.vat": "DK90000028",
            "merchant.brand": "MPPOSCERT1",
            "merchant.location": "00001",
            "tls.ca": sim.ready["ca"],
            "timeout.default": "20 s",
            "timeout.cancel.reserve": "1 s",
            "log.level": "trace",
        }
        self.profile.write_text("".join(f"{name} = {value}\n" for name, value in settings.items()),
                                encoding="utf-8")

    def _command(self, words):
        return [self._program, *words, "--profile", str(self.profile), "--json"]

    def run(self, *words):
        """One command to its end: what it printed, with its exit code as `exitCode`."""
        done = subprocess.run(self._command(words), stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=2 * PATIENCE, check=False)
        if not done.stdout.strip():
            raise Failed(f"mpctl {' '.join(words)} printed nothing: {done.stderr.decode()}")
        answer = load(done.stdout.decode())
        if answer.get("exitCode", 0) != done.returncode:
            raise Failed(f"mpctl {' '.join(words)} says exit code {answer.get('exitCode')}, "
                         f"but ended with {done.returncode}")
        answer["exitCode"] = done.returncode
        return answer

    def begin(self, *words):
        """Starts a command and leaves it running."""
        with open(self.folder / "mpctl.log", "ab") as log:
            return subprocess.Popen(self._command(words), stdin=subprocess.DEVNULL, stdout=log,
                                    stderr=log)

    def journal(self, reference):
        """The rows about one transaction, oldest first."""
        answer = self.run("journal", "show", reference)
        if "rows" not in answer:
            raise Failed(f"the journal of {self.lane} cannot be shown: {answer['error']}")
        return answer["rows"]

    def open_rows(self):
        return self.run("journal", "list", "--open")["rows"]


def kill(process):
    """As a power cut does it: no clean-up."""
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def built(folder, name, places):
    """A program of the build."""
    for place in places:
        path = Path(folder) / place / name
        if path.exists():
            return path
    raise Failed(f"{name} is not built in {folder}: run  installer/dev demo")
