"""JART VCM v1b: static reads, a set and a reset, with scipy (contact voltage by Brent's method)."""
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

Q, K, H, ME, E0 = 1.602176634e-19, 1.380649e-23, 6.62607015e-34, 9.1093837015e-31, 8.8541878128e-12
EPS, EPSB, PH0, PHN, UN, NMAX, NMIN, NPLUG = 17.0, 5.5, 0.18, 0.1, 4e-6, 20e26, 0.008e26, 20e26
A, NY0, DWA, RTH0, RTHEFF, R, LC, LD = 0.25e-9, 2e13, 1.35, 15.72e6, 0.27, 45e-9, 3e-9, 0.4e-9
RTIOX, R0, RTHL, AL, ZVO, ARICH, T0, TAU, WV, WS = 650.0, 719.244, 90471.5, 3.92e-3, 2.0, 6.01e5, 293.0, 1e-10, 1e-3, 2e-3
AREA, SPAN = np.pi * R**2, np.log(NMAX / NMIN)


def barrier_current(v, n, t):
    psi = WS * np.logaddexp(0, (PH0 - PHN - v) / WS)
    drop = (Q**3 * ZVO * n * psi / (8 * np.pi**2 * (EPSB * E0) ** 3)) ** 0.25
    phi = WS * np.logaddexp(0, (PH0 - drop) / WS)
    if v < 0:
        w00 = Q * H / (4 * np.pi) * np.sqrt(ZVO * n / (ME * EPS * E0))
        a = w00 / (K * t)
        w0, e1 = w00 / np.tanh(a), w00 / (a - np.tanh(a))
        return (-AREA * ARICH * t / K * np.sqrt(np.pi * w00 * Q * (-v + phi / np.cosh(a) ** 2))
                * np.exp(-Q * phi / w0) * np.expm1(-Q * v / e1))
    return AREA * ARICH * t**2 * np.exp(-Q * phi / (K * t)) * np.expm1(Q * v / (K * t))


def resistances(n):
    scale = ZVO * Q * UN * AREA
    return LD / (n * scale), (LC - LD) / (NPLUG * scale)


def contact(v, n, t):
    """Returns the voltage of the contact and the current at the terminal voltage v."""
    if v == 0:
        return 0.0, 0.0
    rd, rp = resistances(n)

    def miss(vs):
        i = barrier_current(vs, n, t)
        return v - vs - i * (rd + rp + RTIOX + R0 * (1 + R0 * AL * i * i * RTHL))

    vs = brentq(miss, min(0, v), max(0, v), xtol=1e-16, rtol=1e-14)
    return vs, barrier_current(vs, n, t)


def rhs(time, y, volts):
    v = volts(time)
    n, t = NMIN * np.exp(SPAN * y[0]), T0 * (1 + y[1])
    vs, i = contact(v, n, t)
    rd, rp = resistances(n)
    plus = 1 / (1 + np.exp(-v / WV)) if abs(v) < 0.5 else float(v > 0)
    field = plus * (vs + i * (rd + rp)) / LC + (1 - plus) * i * rd / LD
    limit = plus * (1 - np.exp(-10 * SPAN * y[0])) + (1 - plus) * (1 - np.exp(-10 * SPAN * (1 - y[0])))
    g = ZVO * A * field / (np.pi * DWA)
    kt = K * t / Q
    mean, tilt = DWA * (np.sqrt(1 - g * g) + g * np.arcsin(g)), DWA * g * np.pi / 2
    net = np.exp(-(mean - tilt) / kt) - np.exp(-(mean + tilt) / kt)
    rth = RTH0 * (RTHEFF * plus + 1 - plus)
    return [-(NPLUG / n + 1) / 2 * A * NY0 / (LD * SPAN) * limit * net,
            (rth * i * (vs + i * (rd + rp)) / T0 - y[1]) / TAU]


T = np.array([0, 1, 10, 11, 200, 201, 210, 211, 500, 501, 520]) * 1e-6
V = np.array([0, -0.2, -0.2, -0.75, -0.75, -0.2, -0.2, 1.2, 1.2, 0.2, 0.2])


if __name__ == "__main__":
    for n in (NMIN, NMAX):
        for v in (-0.2, 0.2, -1.0, 1.0):
            vs, i = contact(v, n, 293.0)
            print(f"293 K, N {n:.4g}, {v} V: i {i:.8g} A, vs {vs:.8g} V")
    y = np.array([0.0, 0.0])
    for k in range(len(T) - 1):
        a, b, va, vb = T[k], T[k + 1], V[k], V[k + 1]

        def volts(t):
            return va + (vb - va) * (t - a) / (b - a)

        s = solve_ivp(rhs, (a, b), y, method="Radau", rtol=1e-7, atol=1e-9, args=(volts,),
                      max_step=(b - a) / 50, dense_output=True)
        assert s.success, (k, s.message, s.t[-1])
        end = s.y[:, -1]
        if (y[0] - 0.5) * (end[0] - 0.5) < 0:
            j = np.nonzero(np.diff(np.sign(s.y[0] - 0.5)))[0][0]
            t = brentq(lambda t: s.sol(t)[0] - 0.5, s.t[j], s.t[j + 1], xtol=1e-18)
            print(f"x passes 1/2 at {t:.8g} s")
        if k in (1, 3, 5, 7, 9):
            t = b - 1e-6
            x, r = s.sol(t)
            i = contact(volts(t), NMIN * np.exp(SPAN * x), T0 * (1 + r))[1]
            print(f"{t:.7g} s, {volts(t):.4g} V: x {x:.7g}, T {T0 * (1 + r):.7g} K, i {i:.7g} A")
        y = end
