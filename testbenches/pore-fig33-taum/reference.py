"""The pore of Fig. 33 with numpy; prints expect.csv, with an argument tau.expect.csv. Units uA, uS,
s, Hz."""
import os
import sys
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from pore_orbit import N, T, orbit


def falling(x, u):
    """x where u falls through zero (the middle of the period)."""
    return x[N // 2]


def rate(u):
    return 1 + np.exp((u - 1) / 0.2) + np.exp(-(u + 1) / 0.2)


print("measure,block,value")
if len(sys.argv) > 1:
    for k, u in enumerate((0, 0.5, 1, 1.5)):
        print(f"t{k},0,{1 / rate(u):.9g}")
    # d(rate)/du = 0 at zero by symmetry.
    print(f"top,0,{1 / rate(0):.9g}\ntop_at,0,0")
    sys.exit()
x = orbit(lambda u: 1 / (1 + np.exp(-(u - 0.5) / 0.1)), rate, 1.5, 0.1)
u = 1.5 * np.sin(2 * np.pi * T)
i = (0.1 + 0.9 * x) * u
print(f"imax,0,{1e-6 * i.max():.9g}\nxdown,0,{falling(x, u):.9g}")
k = int(round(N * np.arcsin(1 / 1.5) / (2 * np.pi)))
print(f"ihigh,0,{1e-6 * (0.1 + 0.9 * x[N // 2 - k]):.9g}\nilow,0,{1e-6 * (0.1 + 0.9 * x[k]):.9g}")
