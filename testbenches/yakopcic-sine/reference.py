"""Yakopcic's device under a 0.45 V, 100 Hz sine: scipy's DOP853, stopped at every corner."""
import math
from scipy.integrate import solve_ivp

A1, A2, B, VP, VN = 0.17, 0.17, 0.05, 0.16, 0.15
AP, AN, XP, XN, ALP, ALN = 4000.0, 4000.0, 0.3, 0.5, 1.0, 5.0
V0, F, X0 = 0.45, 100.0, 0.11


def v(t):
    return V0 * math.sin(2 * math.pi * F * t)


def rate(u, x):
    if u > VP:
        f = math.exp(-ALP * (x - XP)) * (1 - x) / (1 - XP) if x >= XP else 1.0
        return AP * (math.exp(u) - math.exp(VP)) * f
    if u < -VN:
        f = math.exp(ALN * (x + XN - 1)) * x / (1 - XN) if x <= 1 - XN else 1.0
        return -AN * (math.exp(-u) - math.exp(VN)) * f
    return 0.0


def solve(times):
    out, x, t = {}, X0, 0.0
    for end in times:
        s = solve_ivp(
            lambda a, y: [rate(v(a), y[0])], (t, end), [x],
            method="DOP853", rtol=1e-12, atol=1e-14, max_step=2e-6,
        )
        x, t = s.y[0, -1], end
        out[end] = x
    return out


if __name__ == "__main__":
    for t, x in solve([2.5e-3, 5e-3, 7.5e-3, 1e-2, 1.25e-2, 1.75e-2, 2e-2]).items():
        a = A1 if v(t) >= 0 else A2
        print("t %.5g x %.9g i %.9g" % (t, x, a * x * math.sinh(B * v(t))))
