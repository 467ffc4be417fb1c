"""Periodic orbit of the capacitive pore of Fig. 31 with numpy; prints expect.csv. Units uA, uS,
ms, kHz, nC."""
import os
import sys
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from pore_orbit import N, T, orbit


def p_eq(u):
    return 1 / (1 + np.exp(-u / 0.1)) - 0.5


p = orbit(p_eq, lambda u: 1 + 0 * u, 1.5, 0.1)
u = 1.5 * np.sin(2 * np.pi * T)
i = 0.1 * u + p_eq(u) - p
print("measure,block,value")
print(f"iup,0,{1e-6 * i[0]:.9g}\nidown,0,{1e-6 * i[N // 2]:.9g}")
print(f"p0,0,{p[0]:.9g}\npmax,0,{p.max():.9g}\nimax,0,{1e-6 * i.max():.9g}")
k = np.argmax(i > 0.6)
share = (0.6 - i[k - 1]) / (i[k] - i[k - 1])
print(f"iat,0,{u[k - 1] + share * (u[k] - u[k - 1]):.9g}")
v = i * 1.5 * 2 * np.pi * np.cos(2 * np.pi * T)
half = N // 2
print(f"right,0,{1e-6 * np.trapezoid(v[: half + 1], T[: half + 1]):.9g}")
print(f"left,0,{1e-6 * np.trapezoid(v[half:], T[half:]):.9g}")
