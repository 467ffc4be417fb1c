"""Voltage steps on the pore of Figs 26 and 27 with scipy; prints expect.csv, with the argument "off"
or "fig27" the table of that netlist. Units V, uA, uS, ms, nF."""
import sys
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq


def x_eq(u):
    return 1 / (1 + np.exp(-(u + 0.1) / 0.2))


def tau(u):
    return 1 / (np.exp((u - 0.1) / 0.4) + np.exp(-(u + 0.3) / 0.4))


def g(x):
    return 0.1 + 0.9 * x


def step(gs, cm, before, after):
    """The solution u(t), x(t), and where it ends."""

    def rest(v):
        return brentq(lambda u: (v - u) * gs - g(x_eq(u)) * u, -2, 2, xtol=1e-14)

    u0, end = rest(before), rest(after)
    s = solve_ivp(
        lambda t, y: [((after - y[0]) * gs - g(y[1]) * y[0]) / cm, (x_eq(y[0]) - y[1]) / tau(y[0])],
        (0, 10),
        [u0, x_eq(u0)],
        method="Radau",
        rtol=1e-10,
        atol=1e-12,
        dense_output=True,
    )
    return s.sol, end


what = sys.argv[1] if len(sys.argv) > 1 else ""
print("measure,block,value")
if what == "off":
    s, _ = step(5, 0.05, 0.6, 0)
    for name, t in (("x05", 0.5), ("x1", 1), ("x2", 2)):
        print(f"{name},0,{s(t)[1]:.9g}")
for block, top in enumerate({"": (0.6, 0.3), "off": (), "fig27": (0.6, -0.6)}[what]):
    gs, cm = (1, 0.01) if what else (5, 0.05)
    s, u = step(gs, cm, 0, top)
    print(f"spike,{block},{1e-6 * gs * top:.9g}")
    if what:
        for name, t in (("early", 0.05), ("later", 1)):
            print(f"{name},{block},{1e-6 * gs * (top - s(t)[0]):.9g}")
        print(f"iend,{block},{1e-6 * gs * (top - u):.9g}")
    else:
        for name, t in (("i01", 0.1), ("i05", 0.5), ("i1", 1), ("i2", 2)):
            v, x = s(t)
            print(f"{name},{block},{1e-6 * g(x) * v:.9g}")
        print(f"iend,{block},{1e-6 * g(x_eq(u)) * u:.9g}\nuend,{block},{u:.9g}")
        print(f"xend,{block},{x_eq(u):.9g}\ntauend,{block},{1e-3 * tau(u):.9g}")
