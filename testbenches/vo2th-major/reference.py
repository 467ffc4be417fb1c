"""VO2 thermal neuristor, 12 V behind 12 kOhm: periods with scipy (DOP853, rtol 1e-10)."""
import numpy as np
from scipy.integrate import solve_ivp

W, TC, BETA, GAMMA = 7.19357064, 332.805839, 0.252796285, 0.956269682
R0, EA, RM = 5.35882879e-3, 5220.47417, 262.5 * 4.90025335
C, CTH, STH, T0, BAND = 145.34619293e-12, 49.62776831e-12, 0.20558726e-3, 325.0, 0.05
VDD, RS = 12.0, 12e3


def window(y):
    return 0.5 * (1 - np.sin(GAMMA * y)) * (1 + np.tanh(np.pi**2 - 2 * np.pi * y))


def g_of(t, d, tr, tpr):
    shift = tpr * window((t - tr) / tpr) if tpr else 0.0
    return 0.5 + 0.5 * np.tanh(BETA * (d * W / 2 + TC - t - shift))


def slopes(v, t, g):
    r = R0 * np.exp(EA / t) * g + RM
    return ((VDD - v) / RS - v / r) / C, (v * v / r - STH * (t - T0)) / CTH, v / r


def minor(end):
    """Integrates from turn to turn of the temperature; returns pieces (start, end, solution)."""
    y, t, d, tr, tpr, pieces = [0.0, T0], 0.0, 1.0, T0, 0.0, []
    while t < end:
        def rhs(_, y):
            return slopes(y[0], y[1], g_of(y[1], d, tr, tpr))[:2]

        def turned(_, y):
            return d * rhs(0, y)[1] + 1e-6 * STH * W / CTH

        turned.terminal, turned.direction = True, -1
        s = solve_ivp(rhs, (t, end), y, method="DOP853", rtol=1e-10, atol=[1e-10, 1e-9],
                      events=turned, dense_output=True, max_step=2e-8)
        pieces.append((t, s.t[-1], s.sol, (d, tr, tpr)))
        y, t = s.y[:, -1], s.t[-1]
        if t < end:
            gr = g_of(y[1], d, tr, tpr)
            d, tr = -d, y[1]
            tpr = d * W / 2 + TC - np.arctanh(2 * gr - 1) / BETA - tr
    return pieces


def major(end):
    """Integrates with the direction as a memory over BAND kelvins."""
    def rhs(_, y):
        v, t, d = y
        dv, dt, _ = slopes(v, t, g_of(t, d, 0.0, 0.0))
        return [dv, dt, (dt - d * abs(dt)) / BAND]

    return solve_ivp(rhs, (0, end), [0.0, T0, 1.0], method="LSODA", rtol=1e-10, atol=1e-10,
                     dense_output=True, max_step=1e-9)


def report(name, ts, i, t):
    print(name, "i max %.7g mA, min %.7g mA; T %.7g to %.7g K after 6 us" % (
        i[ts > 6e-6].max() * 1e3, i[ts > 6e-6].min() * 1e3, t[ts > 6e-6].min(), t[ts > 6e-6].max()))
    k = np.nonzero((i[:-1] < 2e-3) & (i[1:] >= 2e-3))[0]
    up = ts[k] + (2e-3 - i[k]) / (i[k + 1] - i[k]) * (ts[k + 1] - ts[k])
    print("   2 mA upwards at (us)", up * 1e6, "periods", np.diff(up) * 1e6)


if __name__ == "__main__":
    end = 20e-6
    ts = np.arange(0, end, 2e-10)
    i, t = np.zeros_like(ts), np.zeros_like(ts)
    for a, b, sol, state in minor(end):
        m = (ts >= a) & (ts <= b)
        v, t[m] = sol(ts[m])
        i[m] = [slopes(v1, t1, g_of(t1, *state))[2] for v1, t1 in zip(v, t[m])]
    report("minor loops:", ts, i, t)
    s = major(end)
    v, t, d = s.sol(ts)
    i = np.array([slopes(a, b, g_of(b, c, 0.0, 0.0))[2] for a, b, c in zip(v, t, d)])
    report("major loop:", ts, i, t)
