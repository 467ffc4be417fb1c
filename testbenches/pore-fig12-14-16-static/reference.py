"""Static current of the pore, Bisquert 2024 eqs 18-23, with scipy; prints expect.csv."""
import numpy as np
from scipy.optimize import minimize_scalar


def pore(vb, vc=None):
    """Current in uA, E0 = 0.2 V, Vm = 0.1 V, gL = 0.1 uS, gH = 1 uS."""

    def current(u):
        x = 1 / (1 + np.exp(-(u - vb) / 0.1))
        y = 1 if vc is None else 1 / (1 + np.exp((u - vc) / 0.1))
        return (0.1 + 0.9 * x * y) * (u - 0.2)

    return current


def slope(current, u):
    """Fourth-order central difference."""
    d = 1e-3
    return (8 * (current(u + d) - current(u - d)) - current(u + 2 * d) + current(u - 2 * d)) / (
        12 * d
    )


def extremum(current, sign, low, high):
    r = minimize_scalar(
        lambda u: sign * current(u), bounds=(low, high), method="bounded", options={"xatol": 1e-9}
    )
    return sign * r.fun, r.x


fig12, fig14, fig16 = pore(0.5), pore(-0.5), pore(-0.5, 0.7)
print("measure,block,value")
for k, u in enumerate((-1, -0.5, 0, 0.2, 0.5, 1)):
    print(f"a{k + 1},0,{1e-6 * fig12(u):.9g}")
for name, u in (("g02", 0.2), ("g05", 0.5), ("g06", 0.6075)):
    print(f"{name},0,{1e-6 * slope(fig12, u):.9g}")
print(f"g14,0,{1e-6 * slope(fig14, -0.5545):.9g}")
for name, current, sign, low, high in (
    ("top14", fig14, -1, -1.3, -0.6),
    ("low14", fig14, 1, -0.6, 0),
    ("top16", fig16, -1, 0.3, 0.9),
    ("low16", fig16, 1, 0.9, 1.4),
):
    value, at = extremum(current, sign, low, high)
    print(f"{name},0,{1e-6 * value:.9g}\n{name}_at,0,{at:.9g}")
