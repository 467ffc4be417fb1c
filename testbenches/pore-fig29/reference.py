"""Periodic orbits of the pore of Fig. 29 with numpy; prints expect.csv, with the argument
"amplitudes" or "reversible" the table of that netlist. Units uA, uS, ms, kHz."""
import os
import sys
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from pore_orbit import N, T, orbit


def falling(x, u):
    """x where u falls through zero (the middle of the period)."""
    return x[N // 2]


def pore(vb, va):
    """x_eq and 1/tau with Vm = 0.1 V, VD = 0, nA = nD = 2, tau0 = 0.5 ms."""
    return (
        lambda u: 1 / (1 + np.exp(-(u - vb) / 0.1)),
        lambda u: (np.exp((u - va) / 0.2) + np.exp(-u / 0.2)) / 0.5,
    )


what = sys.argv[1] if len(sys.argv) > 1 else ""
print("measure,block,value")
if what == "reversible":
    for block, top in enumerate((1, 1.5)):
        x = orbit(*pore(0.3, 0.6), top, 1)
        print(f"gtop,{block},{1e-6 * (0.1 + 0.9 * x[N // 4]):.9g}")
else:
    sets = [(1, 0.1), (0.7, 0.1), (0.5, 0.1)]
    if what != "amplitudes":
        sets = [(1.5, f) for f in (0.01, 0.1, 1, 10)]
    for block, (top, f) in enumerate(sets):
        x = orbit(*pore(0.5, 1), top, f)
        u = top * np.sin(2 * np.pi * T)
        print(f"imax,{block},{1e-6 * np.max((0.1 + 0.9 * x) * u):.9g}")
        print(f"xdown,{block},{falling(x, u):.9g}")
