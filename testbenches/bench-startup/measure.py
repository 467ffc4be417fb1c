"""Runs the commands of a file (label, tab, command) in turn; prints wall and CPU time in ms."""

import os
import shlex
import statistics
import subprocess
import sys
import time

rounds = int(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    commands = [line.rstrip("\n").split("\t") for line in file]
wall = {label: [] for label, _ in commands}
cpu = {label: [] for label, _ in commands}
for number in range(rounds + 1):
    for label, command in commands:
        begun = time.perf_counter()
        process = subprocess.Popen(
            shlex.split(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{command}: exit {os.waitstatus_to_exitcode(status)}")
        if number > 0:  # The first round fills the file cache.
            wall[label].append(1e3 * (time.perf_counter() - begun))
            cpu[label].append(1e3 * (usage.ru_utime + usage.ru_stime))
print("| | wall, fastest | median | CPU, least | median |\n|---|---|---|---|---|")
for label, _ in commands:
    row = [min(wall[label]), statistics.median(wall[label])]
    row += [min(cpu[label]), statistics.median(cpu[label])]
    print(f"| {label.strip()} | " + " | ".join(f"{x:.1f}" for x in row) + " |")
