"""Loop of the dynamic memdiode with scipy: diode voltage by Brent's method, state by LSODA."""
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

IMIN, IMAX, AMIN, AMAX, RSMIN, RSMAX, BETA = 1.8e-6, 1.23e-3, 3.0, 3.8, 117.0, 256.0, 0.308
T0S, V0S, T0R, V0R = 1.796e6, 0.0899, 132.0, 0.1905
T = np.array([0, 15, 30, 45, 60.0])
V = np.array([0, 1.3, 0, -1.3, 0])


def current(v, x):
    a, i0, rs = AMIN + (AMAX - AMIN) * x, IMIN + (IMAX - IMIN) * x, RSMIN + (RSMAX - RSMIN) * x
    pair = lambda d: i0 * (np.exp(BETA * a * d) - np.exp((BETA - 1) * a * d))
    if v == 0:
        return 0.0
    d = brentq(lambda d: v - d - rs * pair(d), min(v, 0), max(v, 0), xtol=1e-16, rtol=1e-14)
    return pair(d)


def rhs(t, y):
    v = np.interp(t, T, V)
    return [(1 - y[0]) * np.exp(v / V0S) / T0S - y[0] * np.exp(-v / V0R) / T0R]


if __name__ == "__main__":
    y, pieces = [0.0], []
    for a, b in zip(T[:-1], T[1:]):
        s = solve_ivp(rhs, (a, b), y, method="LSODA", rtol=1e-11, atol=1e-14, dense_output=True)
        assert s.success
        pieces.append((b, s.sol))
        y = s.y[:, -1]

    def at(t):
        return next(sol for b, sol in pieces if t <= b)(t)[0]

    for t in (0.6 / 1.3 * 15, 12.0, 15.0, 30 - 0.6 / 1.3 * 15, 30.0, 40.0, 45.0, 60 - 0.6 / 1.3 * 15, 60.0):
        v = np.interp(t, T, V)
        print(f"t {t:.9g} v {v:.6g} x {at(t):.8g} i {current(v, at(t)):.8g}")
    ts = np.linspace(0, 60, 60001)
    i = np.array([current(np.interp(t, T, V), at(t)) for t in ts])
    print("imax", i.max(), "imin", i.min())
    print("half at", [brentq(lambda t: at(t) - 0.5, ts[k], ts[k + 1]) for k in range(60000)
                      if (at(ts[k]) - 0.5) * (at(ts[k + 1]) - 0.5) < 0])
