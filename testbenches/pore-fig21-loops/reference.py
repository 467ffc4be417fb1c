"""Periodic orbits of tau x' = x_eq(u(t)) - x with numpy; prints expect.csv, or with an argument
first-cycle.expect.csv. Units uA, uS, s."""
import sys
import numpy as np

N = 400000


def x_eq(u):
    return 1 / (1 + np.exp(-(u - 0.5) / 0.1))


def march(f, x0):
    """x over one period: exponential steps with the midpoint of x_eq; also the map's factor."""
    h = 1 / (f * N)
    t = (np.arange(N) + 0.5) * h
    middle = x_eq(np.sin(2 * np.pi * f * t))
    e = np.exp(-h)
    x = np.empty(N + 1)
    x[0] = x0
    for k in range(N):
        x[k + 1] = middle[k] + (x[k] - middle[k]) * e
    return x, np.exp(-1 / f)


def periodic(f):
    x, a = march(f, 0.0)
    return march(f, x[-1] / (1 - a))[0]


t = np.arange(N + 1) / N
u = np.sin(2 * np.pi * t)
print("measure,block,value")
if len(sys.argv) > 1:
    x = march(10, x_eq(0))[0]
    print(f"x0,0,{x[0]:.9g}\nxmax,0,{x.max():.9g}")
    print(f"gtop,0,{1e-6 * (0.1 + 0.9 * x[N // 4]):.9g}")
    sys.exit()
for block, f in enumerate((0.01, 0.03, 0.1, 0.3, 1, 10)):
    x = periodic(f)
    i = (0.1 + 0.9 * x) * (u - 0.2)
    at = np.where((u[:-1] - 0.2) * (u[1:] - 0.2) <= 0)[0]
    share = (0.2 - u[at]) / (u[at + 1] - u[at])
    crossing = x[at] + share * (x[at + 1] - x[at])
    slope = 2 * np.pi * np.cos(2 * np.pi * t)
    print(f"imax,{block},{1e-6 * i.max():.9g}")
    print(f"xup,{block},{crossing[0]:.9g}\nxdown,{block},{crossing[1]:.9g}")
    print(f"iup,{block},0\nidown,{block},0")
    for name, part in (("areaup", u > 0.2), ("arealow", u < 0.2)):
        print(f"{name},{block},{1e-6 * np.trapezoid(np.where(part, i * slope, 0), t):.9g}")
