#!/usr/bin/env python3
"""JavaPOS tills in a Windows Java, under Wine, sell, void and refund against mpsim.

windows_tills.py WINDOWS-BUILD JAR-BUILD SOURCE-FOLDER JAVA-EXE: the DLL and the programs come from
the first, the jars from the second, a build for this machine.
"""

import os
import sys
from decimal import Decimal
from pathlib import Path

BUILD, JARS, SOURCE, JAVA = sys.argv[1:5]
sys.path[:0] = [str(Path(SOURCE) / "tests/e2e"), str(Path(SOURCE) / "tests/e2e/opos")]
from checked_jni import complaints, without_the_jdks  # noqa: E402
from left_behind import folder_of_a_test  # noqa: E402
from machine import Failed, Machine, windows_path  # noqa: E402
from windows_mpsim import WindowsMpsim  # noqa: E402


class Java:
    """The Java of a Windows machine, with the suite's jars and ours."""

    def __init__(self, machine):
        self._machine = machine
        tills = Path(JARS) / "tests/e2e/javapos"
        jars = [tills / "till-programs.jar", *sorted((tills / "1.15.8").glob("*.jar")),
                Path(JARS) / "driver/javapos/java/mobilepay-unifiedpos.jar"]
        self._class_path = ";".join(windows_path(jar) for jar in jars)
        self._library = windows_path(machine.built("mobilepay_javapos.dll"))

    def must(self, *words):
        code, text = self._machine.run(
            JAVA, "-Xcheck:jni", "-Xmx256m", f"-Dtill.library={self._library}",
            f"-Dorg.mobilepay.unifiedpos.nativeLibrary={self._library}",
            "-Djpos.config.regPopulatorClass=jpos.config.simple.xml.SimpleXmlRegPopulator",
            "-Djpos.config.populatorFile=C:\\jpos.xml", "-cp", self._class_path, *words)
        print(without_the_jdks(text), end="", flush=True)
        if code != 0 or "not ok" in text or complaints(text):
            raise Failed(f"{' '.join(words)} ends with {code}")


def main():
    with folder_of_a_test("javapos-windows-") as folder:
        environment = {**os.environ, "MPSIM_SECRET": ""}
        machine = Machine(folder / "home", BUILD, 64, environment)
        (machine.home / "mpsim").mkdir(parents=True)
        sim = WindowsMpsim(machine, machine.home / "mpsim")
        try:
            sim.start()
            environment["MPSIM_SECRET"] = sim.ready["clientSecret"]
            machine.must(str(machine.built("mpctl.exe")), "registry", "jpos", "write",
                         "C:\\jpos.xml", "--profile", machine.profile("SHOP", sim.settings()),
                         "--cat-name", "ShopCat", "--electronic-value-name", "ShopValue", "--javapos", "1.15.8")
            java = Java(machine)
            java.must("till.Shop", "ShopCat", "ShopValue")
            java.must("conformance.Main", windows_path(Path(SOURCE) / "tests/conformance"))
            books = [sum(Decimal(payment[what] or 0) for payment in sim.payments_of("SHOP"))
                     for what in ("captured", "refunded")]
            # What till.Shop sells, and what it gives back.
            if books != [Decimal("1010.45"), Decimal("91.95")]:
                raise Failed(f"the server has captured and refunded {books}")
        finally:
            sim.stop()
            machine.stop()
    print("ok - tills in a Windows Java")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"not ok - {failed}")
        sys.exit(1)
