"""Steady state of the Hodgkin-Huxley channels with scipy; prints expect.csv."""
import numpy as np
from scipy.optimize import brentq, minimize_scalar


def f(z):
    return 1.0 if abs(z) < 1e-12 else z / np.expm1(z)


# u in mV, rates in 1/ms: Bisquert 2024, eqs 9-14
rates = {
    "m": (lambda u: f((25 - u) / 10), lambda u: 4 * np.exp(-u / 18)),
    "h": (lambda u: 0.07 * np.exp(-u / 20), lambda u: 1 / (np.exp((30 - u) / 10) + 1)),
    "n": (lambda u: 0.1 * f((10 - u) / 10), lambda u: 0.125 * np.exp(-u / 80)),
}


def inf(g, u):
    a, b = rates[g]
    return a(u) / (a(u) + b(u))


def tau(g, u):
    a, b = rates[g]
    return 1 / (a(u) + b(u))


def i_na(u):
    return 120 * inf("m", u) ** 3 * inf("h", u) * (u - 115)  # uA/cm2


def i_open(u):
    return 120 * inf("m", u) ** 3 * (u - 115)


def i_k(u):
    return 36 * inf("n", u) ** 4 * (u + 12)


def least(function, low, high):
    r = minimize_scalar(function, bounds=(low, high), method="bounded", options={"xatol": 1e-10})
    return r.fun, r.x


print("measure,block,value")
for name, function, low, high in (
    ("ina", i_na, 0, 60),
    ("iopen", i_open, 0, 110),
    ("ik", i_k, -30, -12),
):
    value, at = least(function, low, high)
    print(f"{name}_min,0,{value * 1e-6:.9g}\n{name}_at,0,{at * 1e-3:.9g}")
print(f"ik100,0,{i_k(100) * 1e-6:.9g}\nina100,0,{i_na(100) * 1e-6:.9g}")
for g in "mhn":
    print(f"{g}0,0,{inf(g, 0):.9g}")
    print(f"half_{g},0,{brentq(lambda u: inf(g, u) - 0.5, -30, 60) * 1e-3:.9g}")
    value, at = least(lambda u: -tau(g, u), -50, 60)
    print(f"tau{g},0,{-value * 1e-3:.9g}\ntau{g}_at,0,{at * 1e-3:.9g}")
