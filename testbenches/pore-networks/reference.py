"""Pairs of the pore of Fig. 29 with scipy; prints expect.csv, with an argument loops.expect.csv.
Units V, uA, uS, ms."""
import sys
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq


def x_eq(u):
    return 1 / (1 + np.exp(-(u - 0.5) / 0.1))


def g(x):
    return 0.1 + 0.9 * x


def rate(u):
    return (np.exp((u - 1) / 0.2) + np.exp(-u / 0.2)) / 0.5


def current(u):
    return g(x_eq(u)) * u


def sine(t):
    return 2 * np.sin(0.2 * np.pi * t)


def opposed(v, x1, x2):
    """Voltage of the first pore; the second sees u - v."""
    return v * g(x2) / (g(x1) + g(x2))


def loops():
    def series(t, x):
        v = sine(t)
        u = opposed(v, x[0], x[1])
        return [(x_eq(u) - x[0]) * rate(u), (x_eq(u - v) - x[1]) * rate(u - v)]

    def alone(sign):
        return lambda t, x: (x_eq(sign * sine(t)) - x) * rate(sign * sine(t))

    def solve(f, count):
        return solve_ivp(
            f, (0, 40), [x_eq(0)] * count, "LSODA", dense_output=True, rtol=1e-10, atol=1e-12,
            max_step=0.02,
        ).sol

    t = np.linspace(30, 40, 200001)
    v = sine(t)
    s = solve(series, 2)
    x1, x2 = s(t)
    i = g(x1) * opposed(v, x1, x2)
    p1, p2 = solve(alone(1), 1), solve(alone(-1), 1)
    ip = (g(p1(t)[0]) + g(p2(t)[0])) * v
    yield from (("imax", 1e-6 * i.max()), ("imin", 1e-6 * i.min()))
    yield from (("x1", s(33)[0]), ("x2", s(33)[1]), ("x3", s(35)[0]))
    yield from (("pmax", 1e-6 * ip.max()), ("pmin", 1e-6 * ip.min()), ("px", p1(35)[0]))


def static():
    for name, v in (("1", 1), ("2", 2), ("_back", -2)):
        u = brentq(lambda u: current(u) + current(u - v), min(0, v), max(0, v), xtol=1e-14)
        yield "same" + name, 1e-6 * current(v / 2)
        yield "opposed" + name, 1e-6 * current(u)
        yield "anti" + name, 1e-6 * (current(v) - current(-v))
        if v > 0:
            yield "u" + name, u


print("measure,block,value")
for name, value in loops() if len(sys.argv) > 1 else static():
    print(f"{name},0,{value:.9g}")
