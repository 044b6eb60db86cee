"""The OPOS door as a till sees it: through a control, the registry and COM, under Wine."""

import argparse
import os
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from left_behind import folder_of_a_test, leave_behind  # noqa: E402
from machine import CONTROL, HERE, SERVICES, Machine, windows_path
from windows_mpsim import WindowsMpsim, world

OPTIONS = argparse.Namespace()
TRAINING = {"wallet": "training"}
CASES = HERE.parents[1] / "conformance"
# What every Windows has.
WINDOWS = {"advapi32.dll", "bcrypt.dll", "crypt32.dll", "gdi32.dll", "iphlpapi.dll", "kernel32.dll",
           "mpr.dll", "msvcrt.dll", "ole32.dll", "oleaut32.dll", "rstrtmgr.dll", "shell32.dll",
           "user32.dll", "version.dll", "winhttp.dll", "ws2_32.dll"}
CONTENT = "the till is content"


def setUpModule():
    global machine, sim
    folder = unittest.enterModuleContext(folder_of_a_test("opos-e2e-"))
    environment = {**os.environ, "MPSIM_SECRET": ""}
    machine = Machine(OPTIONS.home or folder / "home", OPTIONS.build, OPTIONS.bits, environment)
    machine.register()
    machine.register("opos_test_control.dll")
    # With the home goes its journal, and with the journal what the server knew.
    (machine.home / "mpsim").mkdir(exist_ok=True)
    server = machine.sibling(OPTIONS.server or OPTIONS.build, None)
    sim = WindowsMpsim(server, machine.home / "mpsim")
    sim.start()
    environment["MPSIM_SECRET"] = sim.ready["clientSecret"]
    machine.write_device("Training", machine.profile("TRAIN1", TRAINING))
    machine.write_device("Lane1", machine.profile("LANE1", sim.settings()))
    for number in (2, 3):
        machine.write_device(f"Lane{number}", machine.profile(f"LANE{number}", sim.settings()))


def tearDownModule():
    sim.stop()
    machine.stop()
    if OPTIONS.home:
        leave_behind(OPTIONS.home)


class Tills(unittest.TestCase):
    """Tills that shops write."""

    def script(self, device, category):
        code, text = machine.script(device, category)
        self.assertEqual((code, text.splitlines()[-1:]), (0, [CONTENT]), text)

    def test_a_script_sells_without_a_network(self):
        self.script("Training", "cat")

    def test_a_script_sells_voids_and_refunds_by_a_cat(self):
        self.script("Lane1", "cat")

    def test_a_script_sells_voids_and_refunds_by_an_electronic_value_reader_writer(self):
        self.script("Lane1", "evrw")

    def till(self, scenario, device, category="cat", **more):
        code, text = machine.till(scenario, device, category, **more)
        self.assertEqual(code, 0, text)
        self.assertIn(CONTENT, text)
        return text

    def test_a_program_with_events_sells_by_a_cat(self):
        self.till("sell", "Lane1")

    def test_a_program_with_events_sells_by_an_electronic_value_reader_writer(self):
        self.till("sell", "Lane1", "evrw")

    def test_a_control_dropped_without_close_gives_the_lane_back(self):
        self.till("forget", "Training")

    def test_a_till_that_runs_no_messages_sells_and_closes(self):
        self.till("deaf", "Training")

    def test_a_handler_that_takes_its_time_gets_every_event(self):
        self.till("slow", "Training")

    def test_a_session_leaves_the_machines_registry_as_it_was(self):
        def exported():
            name = "before-and-after.reg"
            code, text = machine.reg("export", r"HKLM\SOFTWARE", rf"C:\{name}", "/y")
            self.assertEqual(code, 0, text)
            return (machine.home / ".wine" / "drive_c" / name).read_bytes()

        before = exported()
        self.till("sell", "Training")
        self.assertEqual(exported(), before)

    def test_a_secret_that_windows_encrypts_for_this_machine_opens_the_shop(self):
        folder = machine.folder("secrets")
        code, text = machine.mpctl("secret", "set", rf"{folder}\client",
                                   said=sim.ready["clientSecret"].encode() + b"\n")
        self.assertEqual(code, 0, text)
        stored = (machine.home / ".wine/drive_c/ProgramData/MobilePay/secrets/client").read_bytes()
        self.assertNotIn(sim.ready["clientSecret"].encode(), stored)
        settings = {**sim.settings(), "client.secret": rf"dpapi:{folder}\client"}
        machine.write_device("Dpapi", machine.profile("DPAPI", settings))
        self.till("sell", "Dpapi")

    def test_tills_of_several_sessions_sell_side_by_side_from_one_folder(self):
        machine.write_device("Session2", machine.profile("TRAIN2", TRAINING))
        holder = machine.start_till("hold", "Training")
        self.addCleanup(holder.kill)
        holder.await_line("holding")
        self.till("sell", "Session2")
        holder.say("enough")
        self.assertEqual(holder.wait(), 0, holder.lines)

    def test_the_server_agrees(self):
        before = len(sim.payments_of("LANE1"))
        self.till("sell", "Lane1")
        states = {p["state"] for p in sim.payments_of("LANE1")[before:]}
        self.assertEqual(states, {"Captured"}, sim.ledger())


class Cycles(unittest.TestCase):
    """Till programs that load and unload the door again and again, with a sale each time."""

    device = "Training"
    patience = 1200

    def test_many_sessions_leave_nothing_behind(self):
        code, text = machine.till("cycles", self.device, number=200, patience=self.patience)
        print(text, file=sys.stderr)
        self.assertEqual(code, 0)


class CyclesOverHttps(Cycles):
    """The long way: each sale is one of the server."""

    device = "Lane1"
    patience = 3300


class Ends(unittest.TestCase):
    """What becomes of a sale when its program goes."""

    amount = 770000

    def start(self, *words, **more):
        """A till that does not outlive the test."""
        till = machine.start_till(*words, **more)
        self.addCleanup(till.kill)
        return till

    @staticmethod
    def states(number):
        """Of one test's sale on the server; the lane is its own."""
        return [p["state"] for p in sim.payments_of(f"LANE{number}")]

    def selling(self, scenario, number):
        """A till whose sale waits for the shopper."""
        till = self.start(scenario, f"Lane{number}", number=self.amount)
        till.await_line("selling")
        self.await_sale(number, till)
        return till

    def await_sale(self, number, till):
        """Until it waits for the shopper; if it never does, with what was seen instead."""
        try:
            world.wait_until("the sale is on the server",
                             lambda: self.states(number) == ["Initiated"])
        except world.Failed as failed:
            raise world.Failed(f"{failed}; the till: {till.lines}, its log: "
                               f"{machine.log(f'LANE{number}')}, the server: {sim.ledger()}, "
                               f"{sim.requests()}") from failed

    def settled(self, number):
        """Nothing of the sale is left on the server, once a till has the lane again."""
        holder = self.start("hold", f"Lane{number}")
        holder.await_line("holding")
        world.wait_until("the sale is cancelled",
                         lambda: self.states(number) == ["CancelledByClient"])
        holder.say("enough")
        self.assertEqual(holder.wait(), 0, holder.lines)

    def pressed(self, device, number):
        """A button that is pressed while a synchronous sale waits makes none, and may abort it."""
        till = self.start("press", device, number=self.amount)
        till.await_line("selling")
        self.await_sale(number, till)
        till.say("press")
        self.assertEqual(till.wait(), 0, till.lines)
        self.assertEqual(self.states(number), ["CancelledByClient"])

    def test_the_devices_key_says_which_messages_run_during_a_sale(self):
        machine.write_device("Pump4", machine.profile("LANE4", {**sim.settings(), "pump": "none"}))
        machine.write_value("CAT", "Pump4", "pump", "all")
        self.pressed("Pump4", 4)

    def test_the_profile_says_which_messages_run_during_a_sale(self):
        machine.write_device("Pump5", machine.profile("LANE5", {**sim.settings(), "pump": "all"}))
        self.pressed("Pump5", 5)

    def setUp(self):
        sim.shopper("absent")

    def tearDown(self):
        sim.shopper("approve")

    def test_a_till_killed_in_the_middle_of_a_sale_is_settled_at_its_return(self):
        self.selling("die", 2).kill()
        self.settled(2)

    def test_a_till_that_leaves_in_the_middle_of_a_sale_ends_and_is_settled(self):
        till = self.selling("exit", 3)
        till.say("enough")
        self.assertEqual(till.wait(), 0, till.lines)
        self.settled(3)


class Faults(unittest.TestCase):
    """What a technician sees of a wrong set-up."""

    def opening(self, device, claim=0):
        _, text = machine.till("open", device, number=claim)
        return text

    def test_an_unknown_device(self):
        self.assertIn("open 109 result 302", self.opening("NoSuchDevice"))

    def test_a_device_that_stands_in_the_other_view_only(self):
        profile = machine.profile("TRAIN1", TRAINING)
        machine.write_device("OtherView", profile, bits=96 - OPTIONS.bits)
        self.assertIn("open 109 result 302", self.opening("OtherView"))
        _, text = machine.mpctl("registry", "opos", "list")
        self.assertIn(f"{96 - OPTIONS.bits} CAT OtherView", text)
        self.assertNotIn(f"{OPTIONS.bits} CAT OtherView", text)

    def event_log(self, device, claim=0):
        """What opening it leaves in the event log, which Wine shows on a channel of its own."""
        _, text = machine.till("open", device, number=claim, WINEDEBUG="-all,warn+eventlog")
        return text

    def test_a_missing_profile_is_a_line_of_the_event_log_with_the_way_out(self):
        machine.write_device("Lost", machine.profile("LOST", TRAINING))
        (machine.home / ".wine/drive_c/ProgramData/MobilePay/profiles/LOST.profile").unlink()
        text = self.event_log("Lost")
        self.assertIn("OpenService: ", text)
        self.assertIn("LOST.profile", text)

    def test_a_wrong_prog_id(self):
        machine.write_raw_device("CAT", "WrongProgId", "MobilePay.Kat")
        self.assertIn("open 104 result 303", self.opening("WrongProgId"))

    def test_a_dll_that_is_not_there(self):
        machine.write_raw_device("CAT", "NoDll", "NoDll.CAT")
        classes = r"HKLM\SOFTWARE\Classes"
        class_id = "{0D0E3C2A-7B1F-4A43-9D0C-5E0D6C5702FF}"
        machine.reg("add", rf"{classes}\NoDll.CAT\CLSID", "/ve", "/d", class_id, "/f")
        machine.reg("add", rf"{classes}\CLSID\{class_id}\InprocServer32", "/ve", "/d",
                    r"C:\missing.dll", "/f")
        self.assertIn("open 104 result 304", self.opening("NoDll"))

    def test_a_missing_profile(self):
        machine.write_device("Gone", machine.profile("GONE", TRAINING))
        (machine.home / ".wine/drive_c/ProgramData/MobilePay/profiles/GONE.profile").unlink()
        self.assertIn("open 104 result 403", self.opening("Gone"))

    def test_a_missing_certificate(self):
        settings = {**sim.settings(), "tls.ca": r"C:\missing.pem"}
        machine.write_device("NoCa", machine.profile("NOCA", settings))
        self.assertIn("enable 111 extended 1001", self.opening("NoCa"))

    def test_a_missing_certificate_is_a_line_of_the_event_log_with_file_and_setting(self):
        settings = {**sim.settings(), "tls.ca": r"C:\missing.pem"}
        machine.write_device("NoCa", machine.profile("NOCA", settings))
        text = self.event_log("NoCa")
        for words in ("SetPropertyNumber: ", "missing.pem", "setting tls.ca"):
            self.assertIn(words, text)

    def test_a_lane_that_another_till_holds(self):
        holder = machine.start_till("hold", "Training")
        self.addCleanup(holder.kill)
        holder.await_line("holding")
        self.assertIn("claim 112 extended 1003", self.opening("Training", 300))
        text = self.event_log("Training", 300)
        for words in ("ClaimDevice: ", "'TRAIN1' is held by pid ", "opos_till.exe",
                      "close that program", "setting 'lane'"):
            self.assertIn(words, text)
        holder.say("enough")
        self.assertEqual(holder.wait(), 0, holder.lines)


class Conformance(unittest.TestCase):
    """The rules of UnifiedPOS, the same cases as for the other doors."""

    def test_the_cases_hold_through_the_controls(self):
        lanes = machine.folder("Conformance")
        code, text = machine.run(str(machine.built("opos_conformance.exe")), windows_path(CASES),
                                 lanes, CONTROL["cat"], CONTROL["evrw"], patience=600)
        self.assertEqual(code, 0, "\n".join(line for line in text.splitlines()
                                            if not line.startswith("ok - ")))
        self.assertRegex(text, r"[1-9]\d+ cases, 0 surprises")


class Binary(unittest.TestCase):
    """The DLL as a file."""

    def headers(self, option, dll="mobilepay_opos.dll"):
        tool = "x86_64-w64-mingw32-objdump" if OPTIONS.bits == 64 else "i686-w64-mingw32-objdump"
        return subprocess.run([tool, option, str(machine.built(dll))], check=True,
                              capture_output=True, text=True).stdout

    def imported(self, dll):
        return {line.split()[-1].lower() for line in self.headers("-p", dll).splitlines()
                if "DLL Name:" in line}

    def test_it_needs_nothing_but_windows(self):
        self.assertEqual(self.imported("mobilepay_opos.dll") - WINDOWS, set())

    def test_the_library_for_java_needs_nothing_but_windows(self):
        self.assertEqual(self.imported("mobilepay_javapos.dll") - WINDOWS, set())

    def test_it_exports_what_com_calls(self):
        table = self.headers("-p").split("[Ordinal/Name Pointer] Table")[1].split("\n\n")[0]
        names = {line.split()[-1] for line in table.splitlines() if "Dll" in line}
        self.assertEqual(names, {"DllCanUnloadNow", "DllGetClassObject", "DllRegisterServer",
                                 "DllUnregisterServer"})


class Registration(unittest.TestCase):
    """regsvr32 and back."""

    prog_id = r"HKLM\SOFTWARE\Classes\MobilePay.CAT"

    def test_what_is_registered_goes_again(self):
        self.assertEqual(machine.reg("query", self.prog_id)[0], 0)
        machine.unregister()
        try:
            self.assertNotEqual(machine.reg("query", self.prog_id)[0], 0)
            _, text = machine.till("open", "Training")
            self.assertIn("open 104 result 303", text)
        finally:
            machine.register()

    def test_a_device_opens_by_its_logical_name_until_it_is_removed(self):
        profile = machine.profile("TRAIN1", TRAINING)
        machine.write_device("Named", profile, logical=["Till 1"])
        for name in ("Named", "Till 1"):
            self.assertIn("open 0 result 0", machine.till("open", name)[1])
        code, text = machine.mpctl("registry", "opos", "remove", "Named")
        self.assertEqual((code, "Named" in text), (0, False), text)
        for name in ("Named", "Till 1"):
            self.assertIn("open 109 result 302", machine.till("open", name)[1])


    def test_a_device_that_is_written_again_has_its_new_names_alone(self):
        profile = machine.profile("TRAIN1", TRAINING)
        machine.write_device("Renamed", profile, logical=["Old name"])
        machine.write_device("Renamed", profile, logical=["New name"])
        self.assertIn("open 109 result 302", machine.till("open", "Old name")[1])
        self.assertIn("open 0 result 0", machine.till("open", "New name")[1])

    def test_a_name_that_leads_to_another_vendors_device_stays_as_it_is(self):
        machine.write_raw_device("CAT", "Other", "Other.CAT")
        machine.write_raw_name("CAT", "Terminal", "Other")
        profile = machine.profile("TRAIN1", TRAINING)
        for name in ("Terminal", "Other"):
            code, text = machine.mpctl("registry", "opos", "write", "Ours", name, "--profile",
                                       profile, "--bits", str(OPTIONS.bits))
            self.assertEqual(code, 3, text)
            self.assertIn("another vendor", text)
        _, text = machine.reg("query", rf"{SERVICES}\CAT", "/v", "Terminal")
        self.assertIn("Other", text)
        self.assertIn("open 109 result 302", machine.till("open", "Ours")[1])


class BothBitnesses(unittest.TestCase):
    """A 32- and a 64-bit program on one lane."""

    def setUp(self):
        if not OPTIONS.other:
            self.skipTest("only one bitness is built")

    def test_they_exclude_each_other(self):
        other = machine.sibling(OPTIONS.other, 96 - OPTIONS.bits)
        other.register()
        other.register("opos_test_control.dll")
        other.write_device("Training", machine.profile("TRAIN1", TRAINING))
        for first, second in ((machine, other), (other, machine)):
            holder = first.start_till("hold", "Training")
            self.addCleanup(holder.kill)
            holder.await_line("holding")
            _, text = second.till("open", "Training", number=300)
            self.assertIn("claim 112 extended 1003", text)
            holder.say("enough")
            self.assertEqual(holder.wait(), 0, holder.lines)
            _, text = second.till("open", "Training", number=5000)
            self.assertIn("claim 0 extended 0", text)

    def test_one_that_is_unregistered_leaves_the_other_its_registration(self):
        other = machine.sibling(OPTIONS.other, 96 - OPTIONS.bits)
        other.register()
        other.register("opos_test_control.dll")
        other.write_device("Training", machine.profile("TRAIN1", TRAINING))
        for gone, stays in ((other, machine), (machine, other)):
            gone.unregister()
            try:
                self.assertIn("open 0 result 0", stays.till("open", "Training")[1])
                # The name may lead to the other's class, which this view has not.
                self.assertRegex(gone.till("open", "Training")[1], "open 104 result 30[34]")
            finally:
                gone.register()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, help="build folder of the preset")
    parser.add_argument("--bits", type=int, choices=(32, 64), required=True)
    parser.add_argument("--other", help="build folder of the other bitness")
    parser.add_argument("--server", help="build folder that mpsim.exe comes from; default: --build")
    parser.add_argument("--home", help="Windows to use, kept; default: one of its own")
    parser.add_argument("--control-cat", help="ProgID of another control object for CAT")
    parser.add_argument("--control-evrw", help="ProgID of another control for ElectronicValueRW")
    OPTIONS, rest = parser.parse_known_args()
    CONTROL["cat"] = OPTIONS.control_cat or CONTROL["cat"]
    CONTROL["evrw"] = OPTIONS.control_evrw or CONTROL["evrw"]
    unittest.main(argv=[sys.argv[0], "-v", *rest])
