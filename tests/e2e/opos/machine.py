"""A Windows of its own under Wine, with our programs and DLLs registered. Python's own library only."""

import subprocess
import tempfile
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent
WINE = HERE.parents[2] / "installer" / "windows" / "wine"
PATIENCE = 240.0
CONTROL = {"cat": "OposTest.CAT", "evrw": "OposTest.ElectronicValueRW"}
SERVICES = r"HKLM\SOFTWARE\OLEforRetail\ServiceOPOS"


class Failed(Exception):
    """Something the test needs did not happen; the text says what."""


def windows_path(path):
    """How a program under Wine names a file of this machine."""
    return "Z:" + str(path).replace("/", "\\")


class Program:
    """A running program whose lines can be waited for."""

    def __init__(self, command, environment):
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL, env=environment, text=True,
                                         encoding="utf-8", errors="replace")
        self._arrived = threading.Condition()
        self._ended = False
        self.lines = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            with self._arrived:
                self.lines.append(line.strip())
                self._arrived.notify_all()
        with self._arrived:
            self._ended = True
            self._arrived.notify_all()

    def await_line(self, start):
        """The first line that begins so."""
        def found():
            return next((line for line in self.lines if line.startswith(start)), None)

        with self._arrived:
            self._arrived.wait_for(lambda: found() is not None or self._ended, PATIENCE)
            if found() is None:
                raise Failed(f"no line '{start}' in {self.lines}")
            return found()

    def say(self, line):
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def kill(self):
        """As the task manager does it: no clean-up. Harmless when it has ended."""
        self._process.kill()
        self._end()

    def wait(self):
        self._process.wait(PATIENCE)
        self._end()
        return self._process.returncode

    def _end(self):
        self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            pass  # what was said last, nobody read
        self._process.stdout.close()


class Machine:
    """One Windows (registry, drive C:), with the build of one bitness."""

    def __init__(self, home, build, bits, environment):
        self.home = Path(home)
        self.build = Path(build)
        self.bits = bits
        self.environment = environment

    def sibling(self, build, bits):
        """The same Windows, with another build; without bits, for its programs alone."""
        return Machine(self.home, build, bits, self.environment)

    def _command(self, words):
        width = ["--arch", str(self.bits)] if self.bits else []
        return [str(WINE), "run", "--home", str(self.home), *width, *words]

    def built(self, name):
        for path in sorted(self.build.rglob(name)):
            return path
        raise Failed(f"{name} is not built in {self.build}")

    def run(self, *words, patience=PATIENCE, said=b"", **more):
        """A program to its end: exit code and what it printed. It hears what is `said`, and has
        `more` in its environment."""
        # Into a file: Wine's desktop, which the first program with a window starts, would hold a pipe
        # open long after that program has ended.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(self._command(words), input=said, stdout=output,
                                  stderr=subprocess.STDOUT, timeout=patience, check=False,
                                  env={**self.environment, **more})
            output.seek(0)
            text = output.read().decode("utf-8", "replace").replace("\r", "")
        return done.returncode, text

    def must(self, *words):
        code, text = self.run(*words)
        if code != 0:
            raise Failed(f"{' '.join(map(str, words))} ends with {code}:\n{text}")
        return text

    def start(self, *words):
        return Program(self._command(words), self.environment)

    def stop(self):
        subprocess.run([str(WINE), "stop", "--home", str(self.home)], check=False,
                       capture_output=True, timeout=PATIENCE)

    # ---- what an installer does ----

    def register(self, dll="mobilepay_opos.dll"):
        self._regsvr32(windows_path(self.built(dll)))

    def unregister(self, dll="mobilepay_opos.dll"):
        self._regsvr32("/u", windows_path(self.built(dll)))

    def _regsvr32(self, *words):
        """Twice, if need be: on a busy machine Wine now and then does not get a program started."""
        for patience in (60, PATIENCE):
            try:
                code, text = self.run("regsvr32", "/s", *words, patience=patience)
            except subprocess.TimeoutExpired:
                continue
            if code == 0:
                return
            raise Failed(f"regsvr32 {' '.join(words)} ends with {code}:\n{text}")
        raise Failed(f"regsvr32 {' '.join(words)} does not end")

    def reg(self, *words):
        view = f"/reg:{self.bits}"
        return self.run("reg", *words, view)

    def mpctl(self, *words, **more):
        return self.run(str(self.built("mpctl.exe")), *words, **more)

    def write_device(self, name, profile, bits=None, logical=()):
        self.must(str(self.built("mpctl.exe")), "registry", "opos", "write", name, *logical,
                  "--profile", profile, "--bits", str(bits or self.bits))

    def write_raw_device(self, category, name, prog_id):
        code, text = self.reg("add", rf"{SERVICES}\{category}\{name}", "/ve", "/d", prog_id, "/f")
        if code != 0:
            raise Failed(text)

    def write_raw_name(self, category, name, device):
        self._add(rf"{SERVICES}\{category}", name, device)

    def write_value(self, category, device, name, value):
        self._add(rf"{SERVICES}\{category}\{device}", name, value)

    def _add(self, key, name, value):
        code, text = self.reg("add", key, "/v", name, "/d", value, "/f")
        if code != 0:
            raise Failed(text)

    def profile(self, lane, settings):
        """Writes a profile where a technician would; its path as Windows has it."""
        folder = self.home / ".wine" / "drive_c" / "ProgramData" / "MobilePay"
        (folder / "profiles").mkdir(parents=True, exist_ok=True)
        text = "".join(f"{name} = {value}\n" for name, value in {"lane": lane, **settings}.items())
        (folder / "profiles" / f"{lane}.profile").write_text(text, encoding="utf-8")
        return rf"C:\ProgramData\MobilePay\profiles\{lane}.profile"

    def folder(self, name):
        """A folder where a technician would make one; its path as Windows has it."""
        (self.home / ".wine" / "drive_c" / "ProgramData" / "MobilePay" / name).mkdir(
            parents=True, exist_ok=True)
        return rf"C:\ProgramData\MobilePay\{name}"

    def log(self, lane):
        """What a lane has written there; empty where nothing was worth a line."""
        file = self.home / ".wine/drive_c/ProgramData/MobilePay" / f"{lane}.log"
        return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""

    # ---- tills ----

    def till(self, scenario, device, category="cat", number=0, **more):
        return self.run(*self._till(scenario, device, category, number), **more)

    def start_till(self, scenario, device, category="cat", number=0):
        return self.start(*self._till(scenario, device, category, number))

    def _till(self, scenario, device, category, number):
        return (str(self.built("opos_till.exe")), scenario, CONTROL[category], device, category,
                str(number))

    def script(self, device, category="cat"):
        return self.run("cscript", "//nologo", windows_path(HERE / "till" / "sell.vbs"),
                        CONTROL[category], device)
