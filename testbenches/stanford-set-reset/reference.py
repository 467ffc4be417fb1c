"""Set, read, reset and read of the Stanford-PKU cell, integrated with scipy (Radau, rtol 1e-10)."""
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

Q, K = 1.602176634e-19, 1.380649e-23
L, GMIN, GMAX, A0, EAG, EAR = 5e-9, 0.1e-9, 1.7e-9, 0.25e-9, 1.501, 1.5
I0, G0, V0, VEL0, GAMMA0, BETA, G1 = 61.4e-6, 0.27505e-9, 0.43, 150.0, 16.5, 1.25, 1e-9
T0, CTH, TAU, DW = 298.0, 3.1825e-16, 0.23e-9, 0.01


def wall(room):
    y = room / DW
    return -np.expm1(-y) if y > 0 else y


def gap(x):
    return GMIN + (GMAX - GMIN) * x


def current(v, x):
    return I0 * np.exp(-gap(x) / G0) * np.sinh(v / V0)


def rhs(t, y, volts):
    x, temperature = y[0], T0 * (1 + y[1])
    v = volts(t)
    kt = K * temperature / Q
    u = (GAMMA0 - BETA * (gap(x) / G1) ** 3) * A0 / L * v / kt
    up = np.exp(-EAR / kt - u) * wall(1 - x)
    down = np.exp(-EAG / kt + u) * wall(x)
    return [VEL0 / (GMAX - GMIN) * (up - down), v * current(v, x) / (CTH * T0) - y[1] / TAU]


# Set at 1.5 V, read, reset at -1.5 V, read. Milliseconds, volts.
T = np.array([0, 1, 500, 501, 600, 601, 1000, 1001, 1100]) * 1e-3
V = np.array([0, 1.5, 1.5, 0.1, 0.1, -1.5, -1.5, 0.1, 0.1])


def crossing(solution, times, level):
    """Returns when x passes the level, from the dense output between two steps."""
    x = solution(times)[0]
    k = np.nonzero(np.diff(np.sign(x - level)))[0]
    return brentq(lambda t: solution(t)[0] - level, times[k[0]], times[k[0] + 1], xtol=1e-18)


if __name__ == "__main__":
    y = np.array([1.0, 0.0])
    for k in range(len(T) - 1):
        a, b, va, vb = T[k], T[k + 1], V[k], V[k + 1]

        def volts(t):
            return va + (vb - va) * (t - a) / (b - a)

        s = solve_ivp(rhs, (a, b), y, method="Radau", rtol=1e-10, atol=1e-13, args=(volts,),
                      max_step=(b - a) / 100, dense_output=True)
        assert s.success
        end = s.y[:, -1]
        for level in (0.9, 0.5):
            if (y[0] - level) * (end[0] - level) < 0:
                t = crossing(s.sol, s.t, level)
                print(f"x passes {level} at {t:.9g} s, {volts(t):.6g} V")
        if k in (1, 5):
            t = 0.999 * b
            x, r = s.sol(t)
            print(f"at {t:.6g} s: x {x:.7g}  T {T0 * (1 + r):.7g} K  i {current(volts(t), x):.7g} A")
        if k in (3, 7):
            t = b - 1e-3
            x, r = s.sol(t)
            print(f"at {t:.6g} s: x {x:.7g}  i {current(volts(t), x):.7g} A")
        y = end
