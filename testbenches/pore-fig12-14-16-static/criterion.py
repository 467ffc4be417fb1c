"""The largest VB that still gives a negative resistance, with scipy: prints criterion.expect.csv and,
with any argument, the values of VB and u that criterion.cir needs. E0 = 0.2 V, Vm = 0.1 V, gH = 1."""
import sys
import numpy as np
from scipy.optimize import brentq, minimize_scalar


def slope(u, vb, low):
    """dI/du of I = (low + (1 - low) x)(u - 0.2)."""
    x = 1 / (1 + np.exp(-(u - vb) / 0.1))
    return low + (1 - low) * (x + x * (1 - x) * (u - 0.2) / 0.1)


def steepest(vb, low):
    """The u of the smallest slope."""
    return minimize_scalar(
        lambda u: slope(u, vb, low), bounds=(vb - 1, 0.2), method="bounded", options={"xatol": 1e-12}
    ).x


for k, low in enumerate((0.01, 0.1, 0.3)):
    vb = brentq(lambda v: slope(steepest(v, low), v, low), -0.4, 0.8, xtol=1e-12)
    u = steepest(vb, low)
    if len(sys.argv) > 1:
        print(f"gL/gH {low}: VB {vb:.9f} V, c {(0.2 - vb) / 0.1:.6g}, u {u:.9f} V")
        continue
    if k == 0:
        print("measure,block,value")
    for name, v in (("at", vb), ("below", vb - 0.02), ("above", vb + 0.02)):
        print(f"{name}{k + 1},0,{1e-6 * round(slope(u, v, low), 12):.9g}")
