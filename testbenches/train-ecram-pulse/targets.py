"""Targets of train-ecram-pulse: a table of the waveform, or with `times` eight values.

They are the closed form of the synapse's response to one gate pulse.

While the gate is at V the state obeys ds/dt = -s k + i/qv with k = 1/tauv + i/(qv smax), i = V/rg, and
afterwards it decays with tauv (edges of 1 ns are left out). The channel is rw exp(-beta s) beside gds,
in a divider with the load. Plain Python.
"""
import math
import sys

TAUV, QV, R0 = 0.4e-3, 2e-9, 15e3  # the teacher
V, RG, BETA, SMAX, LOAD, SUPPLY = 0.5, 194.955e3, 1.5592308, 1.0, 10e3, 0.1
START, WIDTH = 0.1e-3, 1e-3


def state(t):
    i = V / RG
    k = 1 / TAUV + i / (QV * SMAX)
    rise = lambda age: i / QV / k * (1 - math.exp(-k * age))
    if t < START:
        return 0.0
    if t < START + WIDTH:
        return rise(t - START)
    return rise(WIDTH) * math.exp(-(t - START - WIDTH) / TAUV)


def output(t):
    g = math.exp(BETA * state(t)) / R0
    return SUPPLY / (1 + g * LOAD)


if sys.argv[1:] == ["times"]:
    for t in [0.05e-3, 0.3e-3, 0.6e-3, 1.0e-3, 1.3e-3, 1.6e-3, 2.0e-3, 2.5e-3]:
        print(f"at={t * 1e3:.6g}m v(d)={output(t):.9g}")
else:
    print('"time [s]","v(d) [V]"')
    for k in range(126):
        print(f"{k * 20e-6:.6g},{output(k * 20e-6):.10g}")
