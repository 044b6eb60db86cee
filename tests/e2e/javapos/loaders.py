#!/usr/bin/env python3
"""The jpos.xml that mpctl writes, on the loaders of three JavaPOS releases with each populator.

loaders.py BUILD-FOLDER SOURCE-FOLDER JAVA TILL-FOLDER SERVICE-JAR LIBRARY   (from ctest)
"""

import subprocess
import sys
import zipfile
from pathlib import Path

BUILD, SOURCE, JAVA, TILLS, SERVICE, LIBRARY = sys.argv[1:7]
sys.path[:0] = [str(Path(SOURCE) / "tests/e2e"), str(Path(SOURCE) / "tests/e2e/demo")]
from checked_jni import complaints  # noqa: E402
from left_behind import folder_of_a_test  # noqa: E402
from world import Failed, built  # noqa: E402

SIMPLE = "jpos.config.simple.xml.SimpleXmlRegPopulator"
XERCES = "jpos.config.simple.xml.XercesRegPopulator"
VALIDATING = "jpos.config.simple.xml.Xerces2RegPopulator"
JAVAX = "jpos.config.simple.xml.JavaxRegPopulator"
JDK_PARSER = ("-Djavax.xml.parsers.SAXParserFactory="
              "com.sun.org.apache.xerces.internal.jaxp.SAXParserFactoryImpl")

OTHER_VENDOR = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE JposEntries PUBLIC "-//JavaPOS//DTD//EN" "jpos/res/jcl.dtd">
<JposEntries>
  <JposEntry logicalName="OtherVendor">
    <creation factoryClass="till.EmptyServiceFactory" serviceClass="till.EmptyService"/>
    <vendor name="Another vendor" url="https://example.com"/>
    <jpos category="CAT" version="1.14"/>
    <product name="Another" description="A device of another vendor" url="https://example.com"/>
    <prop name="port" type="String" value="1"/>
  </JposEntry>
</JposEntries>
"""

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
    file.write_text(OTHER_VENDOR, encoding="utf-8")
    command = [str(built(BUILD, "mpctl", ["installer/ctl"])), "registry", "jpos", "write",
               str(file), "--profile", str(profile)]
    # Loaders that do not look at the DTD take the category all the same.
    release = "1.14.3" if with_value else suite
    said = subprocess.run(command + ["--javapos", release], check=True, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True).stderr
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
    with folder_of_a_test("mp-loaders-") as folder:
        for number, (suite, populator, xerces, options, value) in enumerate(COMBINATIONS):
            file = write(folder / str(number), suite, value)
            if populator == VALIDATING:
                put_dtd_beside(file, suite)
            devices = ["MobilePayCAT"] + (["MobilePayElectronicValueRW"] if value else [])
            done = subprocess.run(
                [JAVA, "-Xcheck:jni", *options, f"-Dorg.mobilepay.unifiedpos.nativeLibrary={LIBRARY}", "-cp",
                 class_path(suite, xerces), "till.Loaders", str(file), populator, *devices],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                text=True, timeout=120, check=False, cwd=file.parent)
            good = done.returncode == 0 and not complaints(done.stdout)
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
