"""The simulator as the Windows program that ships, under Wine."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "demo"))
import world  # noqa: E402  (the demo's own simulator control)

from machine import windows_path  # noqa: E402


class WindowsMpsim(world.Mpsim):
    """Started by a machine; asked over HTTPS from outside, like the Linux one."""

    def __init__(self, machine, folder):
        super().__init__(machine.built("mpsim.exe"), folder)
        self._machine = machine
        self._running = None

    def start(self):
        self._running = self._machine.start(
            self._program, "--json", "--port", "0", "--poll-delay", "200", "--tls-dir",
            windows_path(self._folder / "tls"), "--state", windows_path(self._folder / "state"))
        self.ready = world.load(self._running.await_line("{"))
        self.windows_ca = self.ready["ca"]
        self.ready["ca"] = str(self._folder / "tls" / "ca.pem")

    def stop(self):
        if self._running is not None:
            self._running.kill()
            self._running = None

    def settings(self):
        """Of a profile whose lane talks to this simulator."""
        return {
            "api.url": self.ready["apiUrl"],
            "token.url": self.ready["tokenUrl"],
            "client.id": self.ready["clientId"],
            "client.secret": "env:MPSIM_SECRET",
            "merchant.vat": "DK90000028",
            "merchant.brand": "MPPOSCERT1",
            "merchant.location": "00001",
            "tls.ca": self.windows_ca,
            "timeout.cancel.reserve": "1 s",
            # A sale that finds no server fails at once; Wine on a loaded machine can take its time.
            "timeout.connect": "30 s",
        }
