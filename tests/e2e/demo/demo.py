#!/usr/bin/env python3
"""Sells, voids and refunds against the simulator, over HTTPS, and shows both sides' books.

Ends with a table and exit code 0 when every line is as it has to be. Needs the programs of a build
and Python's own library, nothing else; everything happens in a folder of its own.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from left_behind import leave_behind  # noqa: E402
from engine import Engine
from lines import Lines
from windows import WindowsTills
from world import Failed, Mpsim, Till, built


def tills(program, folder, sim):
    """Gives the till of a lane, a new one only the first time."""
    known = {}

    def till(lane):
        if lane not in known:
            known[lane] = Till(program, folder, lane, sim)
        return known[lane]

    return till


def show(build, folder, exchanges, windows):
    lines = Lines()
    sim = Mpsim(built(build, "mpsim", ["tests/simulator", "bin"]), folder, exchanges)
    mpctl = built(build, "mpctl", ["installer/ctl", "bin"])
    sim.start()
    try:
        print(f"The simulator answers at {sim.ready['apiUrl']}; everything lies in {folder}")
        new_till = tills(mpctl, folder, sim)
        Engine(sim, new_till, lines).run()
        # Last: the engine adds up all that the server knows.
        if windows:
            WindowsTills(windows, folder, sim, lines).run()
    finally:
        sim.stop()
    lines.show()
    return lines.failed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True, metavar="FOLDER", help="the build's folder")
    parser.add_argument("--windows", action="append", default=[], metavar="BITS=FOLDER",
                        help="show tills on Windows too, with the build of that bitness")
    parser.add_argument("--keep", action="store_true", help="leave profiles, journals and logs")
    parser.add_argument("--exchanges", metavar="FILE", type=Path,
                        help="have the simulator write what went over the wire, a line an exchange")
    options = parser.parse_args()
    if options.exchanges:
        options.exchanges.unlink(missing_ok=True)
    # Not the till's proxy settings, and no locale: what is shown is the same everywhere.
    for name in list(os.environ):
        if name.lower() in ("http_proxy", "https_proxy", "all_proxy"):
            del os.environ[name]
    begin = time.monotonic()
    # Short: the name of a lane's control socket has to fit in 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="mp-demo-"))
    failed = 1
    try:
        windows = {int(bits): build for bits, build in
                   (one.split("=", 1) for one in options.windows)}
        failed = show(options.bin, folder, options.exchanges, windows)
    except Failed as error:
        print(f"FAIL  {error}", file=sys.stderr)
    finally:
        leave_behind(folder)
        if options.keep or failed:
            print(f"Profiles, journals and logs: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{'FAIL' if failed else 'PASS'} after {time.monotonic() - begin:.0f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
