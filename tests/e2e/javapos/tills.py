#!/usr/bin/env python3
"""Tills written against the real JavaPOS controls sell, void and refund against mpsim.

tills.py BUILD-FOLDER SOURCE-FOLDER JAVA CLASS-PATH LIBRARY   (from ctest)
"""

import re
import subprocess
import sys
import threading
from pathlib import Path

BUILD, SOURCE, JAVA, CLASS_PATH, LIBRARY = sys.argv[1:6]
sys.path[:0] = [str(Path(SOURCE) / "tests/e2e"), str(Path(SOURCE) / "tests/e2e/demo")]
from checked_jni import complaints  # noqa: E402
from left_behind import folder_of_a_test  # noqa: E402
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
        self.folder = till.folder
        self.jpos = till.folder / "jpos.xml"
        self.cat = f"{lane}Cat"
        self.value = f"{lane}Value"
        subprocess.run([str(mpctl), "registry", "jpos", "write", str(self.jpos), "--profile",
                        str(till.profile), "--cat-name", self.cat,
                        "--electronic-value-name", self.value, "--javapos", "1.14.3"], check=True,
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
        process.stdin.close()
        code = process.wait()
        stop.cancel()
        if code != 0 or "not ok" in output or complaints(output):
            raise Failed(f"{' '.join(words)} failed")
        return output

    def start(self, *words, **options):
        return subprocess.Popen(self.command(*words, **options), stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def begin_sale(self, *words):
        """Starts a program that says when it sells."""
        process = self.start(*words)
        for line in process.stdout:
            if line.strip() == "selling":
                return process
        raise Failed(f"{' '.join(words)} did not sell")


def active(sim, *lanes):
    """Payments that hold or may still take money, beside those that were captured."""
    return [p for p in sim.ledger()["payments"] if p["merchantPosId"] in lanes
            and p["state"].lower() in ("prepared", "initiated", "paired", "issuedtouser", "reserved")]


def only_payment(sim, lane):
    payments = sim.payments_of(lane)
    if len(payments) != 1:
        raise Failed(f"{lane} has {len(payments)} payments at the server, not one")
    return payments[0]


def unheard(sim, folder):
    """A sale whose answer nobody heard is what the next life finds."""
    till = JavaTill(folder, "UNHEARD", sim)
    till.run("till.Interrupted", "unheard", till.cat)
    sale = only_payment(sim, till.lane)
    till.run("till.Listeners", "announced", till.cat)
    till.run("till.Interrupted", "after", till.cat, till.value, "1", sale["paymentId"])


def state_is(sim, lane, state):
    return lambda: [p for p in sim.payments_of(lane) if p["state"] == state]


def capture_was_asked_for(sim, lane):
    """The decision is durable then: it is written before the request leaves."""
    def asked():
        return [r for p in sim.payments_of(lane) for r in sim.requests()
                if r["url"].endswith(f"/{p['paymentId']}/capture")]
    return asked


def killed_in_a_sale(sim, folder):
    """Before the shopper approved; approved, but the till does not know; decided, not captured."""
    polls = {"kind": "drop-before", "method": "GET", "path": "*/payments/*"}
    captures = {"kind": "error", "method": "POST", "path": "*/payments/*/capture"}
    points = (("ASKED", "walk-away", None, lambda: active(sim, "ASKED"), False),
              ("APPROVED", "approve", polls, state_is(sim, "APPROVED", "Reserved"), False),
              ("DECIDED", "approve", captures, capture_was_asked_for(sim, "DECIDED"), True))
    for lane, deed, fault, reached, taken in points:
        till = JavaTill(folder, lane, sim)
        sim.shopper(deed)
        if fault:
            sim.fault(**fault, times=0)
        process = till.begin_sale("till.Interrupted", "begin", till.cat)
        wait_until(f"the sale of {lane} gets there", reached)
        kill(process)
        process.stdout.close()
        process.stdin.close()
        sale = only_payment(sim, lane)
        if sale["state"] == "Captured":
            raise Failed(f"the sale of {lane} was over before the till was killed")
        sim.forget_faults()
        sim.shopper("approve")
        sim.let_poll_delay_pass()
        till.run("till.Interrupted", "after", till.cat, till.value, str(int(taken)),
                 sale["paymentId"] if taken else "none")
        ended = sim.payment(sale["paymentId"])["state"]
        if ended != ("Captured" if taken else "CancelledByClient") or active(sim, lane):
            raise Failed(f"the sale of {lane} is {ended}, in the air: {active(sim, lane)}")
        print(f"ok - a till killed where its sale was {lane.lower()} leaves no money in the air")


def leaves_in_a_sale(sim, folder):
    """No other life follows: the cancel must have come from the one that left."""
    sim.shopper("walk-away")
    for how in ("async", "sync"):
        till = JavaTill(folder, f"LEFT{how}", sim)
        process = till.begin_sale("till.Leaving", till.cat, how)
        wait_until("a payment that nobody answers", lambda: active(sim, till.lane))
        output, _ = process.communicate("leave\n", timeout=20)
        if process.returncode != 3 or complaints(output):
            raise Failed(f"the till left with {process.returncode} and said {output}")
        state = only_payment(sim, till.lane)["state"]
        if state != "CancelledByClient":
            raise Failed(f"the till has left, and its payment is {state}")
        print(f"ok - an exit in the middle of a sale ({how}) cancels its payment")
    sim.shopper("approve")


def together(sim, folder):
    """One after the other they would never have two active payments."""
    sim.shopper("approve", answerAfterMs=4000)
    for how in ((), ("apart",)):
        tills = [JavaTill(folder, f"PAIR{len(how)}{end}", sim) for end in "AB"]
        lanes = [till.lane for till in tills]
        both = tills[0].folder / "both.xml"
        merged = [till.jpos.read_text(encoding="utf-8") for till in tills]
        entries = re.search(r"<JposEntry .*</JposEntry>", merged[1], re.DOTALL).group()
        both.write_text(merged[0].replace("</JposEntries>", entries + "\n</JposEntries>"),
                        encoding="utf-8")
        tills[0].jpos = both
        process = tills[0].start("till.Together", tills[0].cat, tills[1].cat, *how)
        wait_until("two active payments at once", lambda: len(active(sim, *lanes)) == 2)
        output, _ = process.communicate(timeout=PATIENCE)
        print(output, end="", flush=True)
        if process.returncode != 0 or complaints(output):
            raise Failed("two devices did not sell together")
    sim.shopper("approve")


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
    till.run("-Xint", "till.Cycles", "150", till.cat, till.value)


def presence(sim, folder):
    till = JavaTill(folder, "PRESENT", sim)

    def check_in():
        sim.shopper("approve", checkInFirst=True, merchantPosId=till.lane,
                    phoneNumber="+4520031804")

    till.talk({"detecting": check_in, "reading": check_in}, "till.Presence", till.value)


def main():
    with folder_of_a_test("mp-tills-") as folder:
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
            unheard(sim, folder)
            killed_in_a_sale(sim, folder)
            leaves_in_a_sale(sim, folder)
            together(sim, folder)
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
