"""Periodic orbit of the pore of Fig. 30 with numpy; prints expect.csv. Units uA, uS, ms, kHz."""
import os
import sys
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from pore_orbit import N, T, orbit


def falling(x, u):
    """x where u falls through zero (the middle of the period)."""
    return x[N // 2]


def area(i, u, part):
    """The integral of i du over a part of the period."""
    slope = 2 * np.pi * np.max(u) * np.cos(2 * np.pi * T)
    return np.trapezoid(np.where(part, i * slope, 0), T)


def rate(u):
    return (np.exp((u - 0.5) / 0.2) + np.exp(-(u + 0.5) / 0.2)) / 0.1


x = orbit(lambda u: 1 / (1 + np.exp(-u / 0.1)), rate, 1.5, 1)
u = 1.5 * np.sin(2 * np.pi * T)
i = (1 - 0.9 * x) * u
print("measure,block,value")
print(f"right,0,{1e-6 * area(i, u, u > 0):.9g}\nleft,0,{1e-6 * area(i, u, u < 0):.9g}")
print(f"imax,0,{1e-6 * i.max():.9g}\nxdown,0,{falling(x, u):.9g}\ntau0,0,{1e-3 / rate(0):.9g}")
