"""Measures every figure of the README and prints them, in the folder of this file.

python3 measure.py [--quick]

Wall clock and CPU time of whole processes, the best of three; ngspice at N = 64 once, and at
N = 128 up to 0.15 us only, from which its whole run is extrapolated by the number of points. --quick
leaves out ngspice at N = 128 and the array of 1024 x 1024 cells.
"""

import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
IONSPICE = HERE.parent.parent / "ionspice"


def netlist(folder, n, kind, stop="2u"):
    path = pathlib.Path(folder) / f"{kind}{n}.cir"
    text = subprocess.run(
        [sys.executable, HERE / "generate.py", str(n), kind, stop],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    path.write_text(text)
    return path


def timed(command, runs=3, environment=None):
    """Returns the best wall clock and CPU time in s, and the largest memory in MB."""
    wall, cpu = [], []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.monotonic()
        subprocess.run(
            command, check=True, capture_output=True, env={**os.environ, **(environment or {})}
        )
        wall.append(time.monotonic() - begun)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(wall), min(cpu), after.ru_maxrss / 1024


def show(what, result):
    print(f"{what:50} wall {result[0]:8.2f} s   CPU {result[1]:8.2f} s", flush=True)
    return result


def ionspice(folder, path, runs=3, environment=None):
    out = path.with_suffix(".out")
    command = [IONSPICE, "run", "-q", "--no-plot", f"--out={out}", path]
    return timed(command, runs, environment)


def points(raw):
    head = pathlib.Path(raw).read_bytes()[:4000].decode("latin-1")
    return int(re.search(r"No\. Points: *(\d+)", head).group(1))


def last(path):
    row = (path.with_suffix(".out") / "tran.csv").read_text().strip().splitlines()[-1]
    return row.split(",")[-2:]


def main():
    quick = "--quick" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        ionspice(folder, netlist(folder, 8, "device"))  # makes the class archive
        device = netlist(folder, 64, "device")
        ours = show("64 x 64, hp, IonSpice", ionspice(folder, device))
        print("  states at the end:", *last(device))
        sources = netlist(folder, 64, "sources")
        same = show("64 x 64, sources, IonSpice", ionspice(folder, sources))
        print("  states at the end:", *last(sources))
        raw = f"{folder}/n64.raw"
        theirs = show(
            "64 x 64, sources, ngspice", timed(["ngspice", "-b", "-r", raw, sources], 1)
        )
        print(f"  hp 1/{theirs[0] / ours[0]:.1f}, sources 1/{theirs[0] / same[0]:.1f} of ngspice")
        array = netlist(folder, 64, "xbar")
        show("64 x 64, hp, one xbar line, IonSpice", ionspice(folder, array))
        print("  states at the end:", *last(array))
        large = show("128 x 128, hp, IonSpice", ionspice(folder, netlist(folder, 128, "device")))
        show("128 x 128, hp, one xbar line", ionspice(folder, netlist(folder, 128, "xbar")))
        if quick:
            return
        part = netlist(folder, 128, "sources", "0.15u")
        some = show(
            "128 x 128, sources, ngspice, to 0.15 us",
            timed(["ngspice", "-b", "-r", f"{folder}/n128.raw", part], 1),
        )
        whole = some[0] * points(raw) / points(f"{folder}/n128.raw")
        print(f"  extrapolated by points: {whole:.0f} s, hp 1/{whole / large[0]:.0f} of that")
        huge = netlist(folder, 1024, "xbar", "1u")
        result = ionspice(folder, huge, 1, {"IONSPICE_JAVA_OPTS": "-Xmx1800m"})
        show("1024 x 1024, hp, one pulse, -Xmx1800m", result)
        print(f"  memory of the process {result[2]:.0f} MB; states at the end:", *last(huge))


main()
