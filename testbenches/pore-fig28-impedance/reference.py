"""Impedance of the pore, Bisquert 2024 eqs 55-58, in closed form; prints expect.csv, with an
argument inductive.expect.csv. Units V, uS,
megohm, ms, nF; frequencies in 1/ms."""
import sys
import numpy as np

CM, RS = 0.001, 1.0


def impedance(u, vb, nd):
    x = 1 / (1 + np.exp(-(u - vb) / 0.1))
    tau = 1 / (np.exp((u - 0.3) / 0.15) + np.exp(-(u + 0.4) / (nd * 0.1)))
    gb = 0.1 + 0.9 * x
    ga = 0.9 * u * x * (1 - x) / 0.1
    return lambda w: RS + 1 / (1j * w * CM + gb + ga / (1 + 1j * w * tau))


def row(name, block, ohm):
    print(f"{name},{block},{1e6 * ohm:.9g}")


inductive = len(sys.argv) > 1
print("measure,block,value")
for block, u in enumerate((0.1, 0.2, 0.3) if inductive else (-0.3, 0.0, 0.3)):
    z = impedance(u, 0, 2)
    row("re1", block, z(1).real)
    row("im1", block, z(1).imag)
    row("rdc", block, z(1e-3).real)
    row("top", block, np.max(z(np.logspace(-3, 3, 60001)).imag))
    if not inductive:
        row("re100", block, z(100).real)
        row("im100", block, z(100).imag)
        z = impedance(u, 0.2 / 3, 3)
        row("bre1", block, z(1).real)
        row("bim1", block, z(1).imag)
        row("brdc", block, z(1e-3).real)
