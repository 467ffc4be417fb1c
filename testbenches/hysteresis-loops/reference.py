"""Loops of pores from their periodic orbits, with numpy (pore_orbit.py beside this folder); prints
expect.csv, or with an argument fig29, fig30, fig31 the table of that netlist. Units: A, V, W."""
import sys
import numpy as np

sys.path.insert(0, __file__.rsplit("/", 2)[0] if "/" in __file__ else "..")
from pore_orbit import N, T, orbit


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def gates(vb, vm, va, vd, tau0):
    x_eq = lambda u: sigmoid((u - vb) / vm)
    rate = lambda u: np.logaddexp((u - va) / (2 * vm), -(u - vd) / (2 * vm))
    return x_eq, lambda u: np.exp(rate(u)) / tau0


def pore(gl, gh, e0, x_eq, rate, amplitude, f):
    x = orbit(x_eq, rate, amplitude, f)
    u = amplitude * np.sin(2 * np.pi * T)
    return u, 1e-6 * (gl + (gh - gl) * x) * (u - e0), u > e0


def capacitive(amplitude, f):
    """i = GL u + Q0 dp/dt with p = x - 1/2; the rate is constant, 1/ms."""
    x_eq = lambda u: sigmoid(u / 0.1)
    x = orbit(x_eq, lambda u: np.full_like(u, 1e3), amplitude, f)
    u = amplitude * np.sin(2 * np.pi * T)
    return u, 1e-7 * u + 1e-9 * 1e3 * (x_eq(u) - x), np.full(N + 1, True)


def loops(name):
    if name == "fig29":
        x_eq, rate = gates(0.5, 0.1, 1, 0, 0.5e-3)
        return [pore(0.1, 1, 0, x_eq, rate, 1.5, f) for f in (10, 100, 1e3, 1e4)]
    if name == "fig30":
        x_eq, rate = gates(0, 0.1, 0.5, -0.5, 0.1e-3)
        return [pore(1, 0.1, 0, x_eq, rate, 1.5, 1e3)]
    if name == "fig31":
        return [capacitive(1.5, 100)]
    x_eq = lambda u: sigmoid((u - 0.5) / 0.1)
    one = lambda u: np.ones_like(u)
    return [pore(0.1, 1, 0.2, x_eq, one, 1, f) for f in (0.01, 0.03, 0.1, 0.3, 1, 10)]


name = sys.argv[1] if len(sys.argv) > 1 else "fig21"
print("measure,block,value")
for k, (u, i, above) in enumerate(loops(name), 1):
    slope = np.gradient(u, T, edge_order=2)
    high = np.trapezoid(np.where(above, i * slope, 0), T)
    low = np.trapezoid(np.where(above, 0, i * slope), T)
    up, down = i[0], i[N // 2]
    for measure, value in (
        ("most", i.max()), ("area", high + low), ("total", abs(high) + abs(low)), ("up", up), ("down", down)
    ):
        print(f"{measure}{k},0,{value:.9g}")
