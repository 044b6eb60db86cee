#!/usr/bin/env python3
"""Tills written against the real JavaPOS controls sell, void and refund against mpsim.

tills.py BUILD-FOLDER SOURCE-FOLDER JAVA CLASS-PATH LIBRARY   (from ctest)
"""

import subprocess
import sys
import tempfile
import threading
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

    def command(self, *words, class_path=CLASS_PATH):
        return [JAVA, "-Xcheck:jni", "-Djpos.config.regPopulatorClass="
                "jpos.config.simple.xml.SimpleXmlRegPopulator",
                f"-Djpos.config.populatorFile={self.jpos}",
                f"-Dorg.mobilepay.unifiedpos.nativeLibrary={LIBRARY}", "-cp", class_path, *words]

    def run(self, *words, **options):
        return self.talk({}, *words, **options)

    def talk(self, answers, *words, **options):
        """Runs a program to its end; `answers` are called when it says the words they stand for."""
        process = self.start(*words, **options)
        stop = threading.Timer(PATIENCE, process.kill)
        stop.start()
        output = ""
        for line in process.stdout:
            print(line, end="", flush=True)
            output += line
            answers.get(line.strip(), lambda: None)()
        process.stdout.close()
        code = process.wait()
        stop.cancel()
        if code != 0 or any(word in output for word in ("not ok", "in native", "WARNING: JNI")):
            raise Failed(f"{' '.join(words)} failed")
        return output

    def start(self, *words, **options):
        return subprocess.Popen(self.command(*words, **options), stdin=subprocess.DEVNULL,
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


def older_suites(sim, folder):
    """The same payments through the controls of JavaPOS 1.14 and of 1.15."""
    for suite in ("1.14.3", "1.15.8"):
        till = JavaTill(folder, "S" + suite.replace(".", ""), sim)
        xerces = ":" + CLASS_PATH.split(":")[1].replace("1.15.8", "xerces")
        path = CLASS_PATH.replace("1.15.8", suite) + (xerces if suite != "1.15.8" else "")
        till.run("till.Payments", till.cat, till.value, class_path=path)
        print(f"ok - every payment in a suite of {suite}")


def end_of_day(sim, folder):
    till = JavaTill(folder, "DAY", sim)
    till.run("till.EndOfDay", "open", till.cat)
    sim.fault(kind="error", method="POST", path="*/payments/*/capture", times=0)
    till.run("till.EndOfDay", "blocked", till.cat)
    sim.forget_faults()
    sim.let_poll_delay_pass()
    till.run("till.EndOfDay", "close", till.cat)


def open_and_close(sim, folder):
    till = JavaTill(folder, "CYCLES", sim)
    till.run("-Xint", "till.Cycles", "300", till.cat)


def presence(sim, folder):
    till = JavaTill(folder, "PRESENT", sim)

    def check_in():
        sim.shopper("approve", checkInFirst=True, merchantPosId=till.lane,
                    phoneNumber="+4520031804")

    till.talk({"detecting": check_in, "reading": check_in}, "till.Presence", till.value)


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
            older_suites(sim, folder)
            end_of_day(sim, folder)
            presence(sim, folder)
            open_and_close(sim, folder)
            wait_until("no early polls", lambda: sim.early_polls() == [])
        finally:
            sim.stop()


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"not ok - {failed}")
        sys.exit(1)
