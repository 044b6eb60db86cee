"""Tills on Windows, through the registry and COM, under Wine: the OPOS door against the same server."""

import os
import sys
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "opos"))
import machine as wine  # noqa: E402  (the door's tests own it)

from engine import words_of_payment, words_of_rows  # noqa: E402
from world import Failed, load  # noqa: E402

CONTENT = "the till is content"
CATEGORIES = (("cat", "CAT"), ("evrw", "ElectronicValueRW"))


class WindowsTills:
    """Of each bitness that is built: scripts that wait for each call, and programs with events."""

    TITLE = "Tills on Windows, through COM"

    def __init__(self, builds, folder, sim, lines):
        """`builds`: the folder of a Windows build by its bits."""
        self._builds = builds
        self._sim = sim
        self._lines = lines
        self._home = folder / "home"
        self._environment = {**os.environ, "MPSIM_SECRET": sim.ready["clientSecret"]}

    def run(self):
        self._lines.section(self.TITLE)
        self._sim.shopper("approve")
        machine = None
        try:
            for bits, build in self._builds.items():
                machine = wine.Machine(self._home, build, bits, self._environment)
                machine.register()
                machine.register("opos_test_control.dll")
                for category, name in CATEGORIES:
                    self._script(machine, category, name)
                    self._program(machine, category, name)
        except wine.Failed as error:
            raise Failed(str(error)) from error
        finally:
            if machine is not None:
                machine.stop()

    def _device(self, machine, lane):
        settings = {
            "api.url": self._sim.ready["apiUrl"],
            "token.url": self._sim.ready["tokenUrl"],
            "client.id": self._sim.ready["clientId"],
            "client.secret": "env:MPSIM_SECRET",
            "merchant.vat": "DK90000028",
            "merchant.brand": "MPPOSCERT1",
            "merchant.location": "00001",
            "tls.ca": wine.windows_path(self._sim.ready["ca"]),
            "timeout.cancel.reserve": "1 s",
        }
        profile = machine.profile(lane, settings)
        machine.write_device(lane, profile)
        return profile

    def _script(self, machine, category, name):
        lane = f"S{machine.bits}{category.upper()}"
        profile = self._device(machine, lane)
        code, text = machine.script(lane, category)
        self._line(machine, f"{machine.bits}-bit VBScript, {name}, synchronous: sale, void, sale, "
                   "refund in part", lane, profile, code, text, captured="112.45", refunded="62.50")

    def _program(self, machine, category, name):
        lane = f"P{machine.bits}{category.upper()}"
        profile = self._device(machine, lane)
        code, text = machine.till("sell", lane, category)
        self._line(machine, f"{machine.bits}-bit C++ program, {name}, asynchronous: sale, void, "
                   "sale, refund in part, two more sales", lane, profile, code, text,
                   captured="132.45", refunded="62.50")

    def _line(self, machine, done, lane, profile, code, text, captured, refunded):
        steps = [line.strip() for line in text.splitlines() if line.strip()]
        wrong = [] if code == 0 and steps[-1:] == [CONTENT] else [f"exit code {code}: {text}"]
        payments = self._sim.payments_of(lane)
        _, printed = machine.run(str(machine.built("mpctl.exe")), "journal", "list", "--profile",
                                 profile, "--json")
        rows = load(printed)["rows"]
        wrong += self._books(payments, rows, Decimal(captured), Decimal(refunded))
        self._lines.add(done, ", ".join(steps[:-1]) or "nothing",
                        "; ".join(map(words_of_payment, payments)) or "nothing",
                        words_of_rows(rows), wrong)

    @staticmethod
    def _books(payments, rows, captured, refunded):
        """Both sides' sums, each against what the till asked for."""
        def total(*kinds):
            return sum((Decimal(r["amount"]) for r in rows
                        if r["outcome"] == "approved" and r["operation"] in kinds), Decimal(0))

        sums = [
            ("captured, says the server", sum((p["captured"] for p in payments), Decimal(0)),
             captured),
            ("refunded, says the server", sum((p["refunded"] for p in payments), Decimal(0)),
             refunded),
            ("sold, says the journal", total("sale"), captured),
            ("paid back, says the journal", total("refund", "voidSale"), refunded),
            ("rows open", [r for r in rows if r["outcome"] == "open"], []),
        ]
        return [f"{name}: {is_now}, has to be {wanted}" for name, is_now, wanted in sums
                if is_now != wanted]
