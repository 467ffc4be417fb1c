"""Runs the circuits of this bench in IonSpice and in ngspice, in turn, and prints a table.

    python3 run.py [--reltol=1e-3] [--repeat=3] [--errors] [name ...]

Wall and CPU (user + system, all threads) are the least of the repetitions, of the whole process:
start, reading, simulation, raw file. `difference` is the largest over the saved signals: root mean
square over time, straight lines between points, divided by the signal's range. --errors gives the
same measure of both against IonSpice with a hundredth of reltol.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time

import numpy

import circuits

HERE = os.path.dirname(os.path.abspath(__file__))
IONSPICE = os.path.join(HERE, "..", "..", "ionspice")
LIMIT = 900  # seconds


def run(command, folder):
    """Returns (wall, CPU) in seconds, None when it failed or took too long."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    with open(os.path.join(folder, "log"), "w") as log:
        try:
            ended = subprocess.run(command, cwd=folder, stdout=log, stderr=log, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return None
    wall = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return None if ended.returncode else (wall, cpu)


def read(path):
    """Returns the first plot of a raw file as {name: values}, the scale under ''."""
    with open(path, "rb") as file:
        content = file.read()
    mark = content.index(b"Binary:\n")
    head = content[:mark].decode()
    count = int(re.search(r"No. Variables: *(\d+)", head).group(1))
    points = int(re.search(r"No. Points: *(\d+)", head).group(1))
    kind = complex if re.search(r"Flags:.*complex", head) else float
    names = [line.split()[1].lower() for line in head.split("Variables:\n")[1].split("\n")[:count]]
    rows = numpy.frombuffer(content, dtype=kind, offset=mark + 8, count=count * points)
    rows = rows.reshape(points, count)
    plot = dict(zip(names, rows.T))
    plot[""] = rows[:, 0].real
    return plot


def difference(a, b):
    """Returns the largest root-mean-square difference over the range, and its signal."""
    worst = (0.0, "")
    scale = list(b)[0]
    for name, values in b.items():
        if name in ("", scale) or name not in a:
            continue
        x, y, mine, other = a[""], b[""], a[name], values
        if len(x) == len(y) and numpy.allclose(x, y, rtol=1e-6, atol=0):
            off = abs(mine - other)
            square = numpy.mean(off**2)
        else:
            grid = numpy.union1d(x, y)
            off = numpy.interp(grid, x, mine) - numpy.interp(grid, y, other)
            square = numpy.average(off**2, weights=numpy.gradient(grid))
        size = abs(other).max() if numpy.iscomplexobj(other) else other.max() - other.min()
        worst = max(worst, (float(numpy.sqrt(square) / size), name))
    return worst


def strict(text, reltol):
    """Returns a netlist with a hundredth of reltol."""
    return with_reltol(text, 0.01 * reltol)


def with_reltol(text, reltol):
    title, rest = text.split("\n", 1)
    return f"{title}\n.options reltol={reltol:g}\n{rest}"


def ours(folder, raw):
    return [IONSPICE, "-b", "-r", raw, os.path.join(folder, "ours.cir")]


def bench(name, reltol, repeat, errors):
    with tempfile.TemporaryDirectory() as folder:
        for file, text in (
            ("ours.cir", circuits.netlist(name)),
            ("theirs.cir", circuits.netlist(name, ngspice=True)),
        ):
            with open(os.path.join(folder, file), "w") as out:
                out.write(with_reltol(text, reltol) if reltol else text)
        best = {}
        for _ in range(repeat):
            for who, command in (
                ("ngspice", ["ngspice", "-n", "-b", "-r", "theirs.raw", "theirs.cir"]),
                ("ionspice", ours(folder, "ours.raw")),
            ):
                took = run(command, folder)
                if took is None:
                    print(f"| {name} | {who} did not end in {LIMIT} s or failed |", flush=True)
                    return
                known = best.get(who, took)
                best[who] = tuple(map(min, known, took))
        mine = read(os.path.join(folder, "ours.raw"))
        other = read(os.path.join(folder, "theirs.raw"))
        off, signal = difference(mine, other)
        (wall, cpu), (their_wall, their_cpu) = best["ionspice"], best["ngspice"]
        line = (
            f"| {name} | {wall:.2f} | {their_wall:.2f} | {wall / their_wall:.2f} | {cpu:.2f} "
            f"| {their_cpu:.2f} | {cpu / their_cpu:.2f} | {len(mine[''])} | {len(other[''])} "
            f"| {off:.1e} {signal} |"
        )
        if errors:
            with open(os.path.join(folder, "ours.cir"), "w") as out:
                out.write(strict(circuits.netlist(name), reltol or 1e-3))
            if run(ours(folder, "strict.raw"), folder):
                exact = read(os.path.join(folder, "strict.raw"))
                line += f" {difference(mine, exact)[0]:.1e} | {difference(other, exact)[0]:.1e} |"
        print(line, flush=True)


def main():
    options = dict(a[2:].split("=") if "=" in a else (a[2:], "1") for a in sys.argv[1:] if a[:2] == "--")
    names = [a for a in sys.argv[1:] if a[:2] != "--"] or circuits.NAMES
    errors = "errors" in options
    # The launcher builds the jar and its class archive at the first run; that is not measured.
    subprocess.run([IONSPICE, "--version"], check=True, stdout=subprocess.DEVNULL)
    head = "| circuit | wall, s | ngspice | ratio | CPU, s | ngspice | ratio | points | ngspice "
    head += "| difference |" + (" error | ngspice |" if errors else "")
    print(head)
    print("|---" * (head.count("|") - 1) + "|", flush=True)
    for name in names:
        reltol = float(options["reltol"]) if "reltol" in options else None
        bench(name, reltol, int(options.get("repeat", 3)), errors)


if __name__ == "__main__":
    main()
