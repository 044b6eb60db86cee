#!/usr/bin/env python3
"""The jpos.xml that mpctl writes, on the loaders of three JavaPOS releases with each populator.

loaders.py BUILD-FOLDER SOURCE-FOLDER JAVA TILL-FOLDER SERVICE-JAR LIBRARY   (from ctest)
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

BUILD, SOURCE, JAVA, TILLS, SERVICE, LIBRARY = sys.argv[1:7]
sys.path.insert(0, str(Path(SOURCE) / "tests/e2e/demo"))
from world import Failed, built  # noqa: E402

SIMPLE = "jpos.config.simple.xml.SimpleXmlRegPopulator"
XERCES = "jpos.config.simple.xml.XercesRegPopulator"
VALIDATING = "jpos.config.simple.xml.Xerces2RegPopulator"
JAVAX = "jpos.config.simple.xml.JavaxRegPopulator"
JDK_PARSER = ("-Djavax.xml.parsers.SAXParserFactory="
              "com.sun.org.apache.xerces.internal.jaxp.SAXParserFactoryImpl")

# suite, populator, Xerces on the class path, further options, ElectronicValueRW in the file
COMBINATIONS = [
    ("1.15.8", SIMPLE, False, [], True),
    ("1.15.8", JAVAX, False, [], True),
    ("1.15.8", SIMPLE, True, [JDK_PARSER], True),
    ("1.14.3", SIMPLE, True, [], True),
    ("1.14.3", XERCES, True, [], True),
    ("1.14.3", VALIDATING, True, [], True),
    ("1.14.2", SIMPLE, True, [], True),
    ("1.14.2", XERCES, True, [], True),
    # The DTD of 1.14.2 does not know the category: one such entry would take all devices down.
    ("1.14.2", VALIDATING, True, [], False),
]


def write(folder, suite, with_value):
    folder.mkdir()
    profile = folder / "LOADER.profile"
    profile.write_text(f"lane = LOADER\nfolder = {folder}\nwallet = training\n", encoding="utf-8")
    file = folder / "jpos.xml"
    command = [str(built(BUILD, "mpctl", ["installer/ctl"])), "registry", "jpos", "write",
               str(file), "--profile", str(profile)]
    # Loaders that do not look at the DTD take the category all the same.
    said = subprocess.run(command + ([] if with_value else ["--javapos", suite]), check=True,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
    if ("left out" in said) == with_value:
        raise Failed(f"mpctl wrote ElectronicValueRW for {suite} and said: {said}")
    return file


def put_dtd_beside(file, suite):
    """The validating populator looks for the DTD on disk, at the relative system id."""
    with zipfile.ZipFile(next(Path(TILLS, suite).glob("javapos-*.jar"))) as jar:
        jar.extract("jpos/res/jcl.dtd", file.parent)


def class_path(suite, xerces):
    parts = [f"{TILLS}/till-programs.jar", f"{TILLS}/{suite}/*", SERVICE]
    if xerces:
        parts.append(f"{TILLS}/xerces/*")
    return ":".join(parts)


def main():
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        for number, (suite, populator, xerces, options, value) in enumerate(COMBINATIONS):
            file = write(Path(name) / str(number), suite, value)
            if populator == VALIDATING:
                put_dtd_beside(file, suite)
            devices = ["MobilePayCAT"] + (["MobilePayElectronicValueRW"] if value else [])
            done = subprocess.run(
                [JAVA, *options, f"-Dorg.mobilepay.unifiedpos.nativeLibrary={LIBRARY}", "-cp",
                 class_path(suite, xerces), "till.Loaders", str(file), populator, *devices],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                text=True, timeout=120, check=False, cwd=file.parent)
            good = done.returncode == 0
            wrong += 0 if good else 1
            print(f"{'ok' if good else 'not ok'} - {suite} {populator.rsplit('.', 1)[1]}"
                  f"{' with Xerces' if xerces else ''}")
            if not good:
                print(done.stdout)
    if wrong:
        raise Failed(f"{wrong} of {len(COMBINATIONS)} loaders do not serve our devices")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"not ok - {failed}")
        sys.exit(1)
