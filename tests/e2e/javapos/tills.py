#!/usr/bin/env python3
"""Tills written against the real JavaPOS controls sell, void and refund against mpsim.

tills.py BUILD-FOLDER SOURCE-FOLDER JAVA CLASS-PATH LIBRARY   (from ctest)
"""

import subprocess
import sys
import tempfile
from pathlib import Path

BUILD, SOURCE, JAVA, CLASS_PATH, LIBRARY = sys.argv[1:6]
sys.path.insert(0, str(Path(SOURCE) / "tests/e2e/demo"))
from world import Failed, Mpsim, Till, built, kill, wait_until  # noqa: E402

PATIENCE = 120


class JavaTill:
    """A machine with a lane, its devices in a jpos.xml written by mpctl."""

    def __init__(self, folder, lane, sim, **settings):
        mpctl = built(BUILD, "mpctl", ["installer/ctl"])
        till = Till(mpctl, folder, lane, sim)
        with open(till.profile, "a", encoding="utf-8") as profile:
            for name, value in settings.items():
                profile.write(f"{name.replace('_', '.')} = {value}\n")
        self.lane = lane
        self.jpos = till.folder / "jpos.xml"
        self.cat = f"{lane}Cat"
        self.value = f"{lane}Value"
        subprocess.run([str(mpctl), "registry", "jpos", "write", str(self.jpos), "--profile",
                        str(till.profile), "--cat-name", self.cat,
                        "--electronic-value-name", self.value], check=True,
                       stdout=subprocess.DEVNULL)

    def command(self, *words):
        return [JAVA, "-Xcheck:jni", "-Djpos.config.regPopulatorClass="
                "jpos.config.simple.xml.SimpleXmlRegPopulator",
                f"-Djpos.config.populatorFile={self.jpos}",
                f"-Dorg.mobilepay.unifiedpos.nativeLibrary={LIBRARY}", "-cp", CLASS_PATH, *words]

    def run(self, *words):
        done = subprocess.run(self.command(*words), stdin=subprocess.DEVNULL, timeout=PATIENCE,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              check=False)
        print(done.stdout, end="", flush=True)
        if done.returncode != 0 or "not ok" in done.stdout or "in native" in done.stdout:
            raise Failed(f"{' '.join(words)} failed")
        return done.stdout

    def start(self, *words):
        return subprocess.Popen(self.command(*words), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def active(sim, lane):
    """Payments that hold or may still take money, beside those that were captured."""
    return [p for p in sim.payments_of(lane)
            if p["state"].lower() in ("prepared", "initiated", "paired", "issuedtouser", "reserved")]


def killed_in_a_sale(sim, folder):
    till = JavaTill(folder, "KILLED", sim)
    sim.shopper("walk-away")
    process = till.start("till.Interrupted", "begin", till.cat)
    for line in process.stdout:
        if line.strip() == "selling":
            break
    else:
        raise Failed("the till did not sell")
    kill(process)
    process.stdout.close()
    sim.shopper("approve")
    if not active(sim, till.lane):
        raise Failed("the sale had no payment at the server")
    till.run("till.Interrupted", "after", till.cat, till.value, "0")
    if active(sim, till.lane):
        raise Failed(f"money is in the air: {active(sim, till.lane)}")
    print("ok - a killed till leaves no money in the air")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sim = Mpsim(built(BUILD, "mpsim", ["tests/simulator"]), folder)
        sim.start()
        try:
            shop = JavaTill(folder, "SHOP", sim)
            output = shop.run("till.Shop", shop.cat, shop.value)
            habits = JavaTill(folder, "HABITS", sim, reference_rule="sequence")
            habits.run("till.OldHabits", habits.cat)
            cake = [line for line in output.splitlines() if line.startswith("SALE")][1]
            reference = cake.split("transaction ")[1].split()[0]
            other = JavaTill(folder, "OTHER", sim)
            other.run("till.Interrupted", "refund", other.cat, reference, "100000")
            unheard = JavaTill(folder, "UNHEARD", sim)
            unheard.run("till.Interrupted", "unheard", unheard.cat)
            unheard.run("till.Interrupted", "after", unheard.cat, unheard.value, "1")
            killed_in_a_sale(sim, folder)
            wait_until("no early polls", lambda: sim.early_polls() == [])
        finally:
            sim.stop()


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"not ok - {failed}")
        sys.exit(1)
