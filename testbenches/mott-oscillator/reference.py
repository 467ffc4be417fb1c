"""Period of the Mott relaxation oscillator with scipy (Radau, rtol 1e-10) in z = ln(u/(1-u))."""
import numpy as np
from scipy.integrate import solve_ivp

RHOI, RHOM, KAPPA, CP, DH, R, L, DT = 1e-2, 3e-6, 3.5, 3.3e6, 2.35e8, 36e-9, 50e-9, 43.0
ZM, END = np.log(1e6 - 1), 0.05
VDD, RS, C = 1.3, 10e3, 1e-12


def wall(room):
    y = room / END
    return -np.expm1(-y) if y > 0 else y


def bracket(g):
    if abs(g) > 0.1:
        return (g * np.exp(g) - np.sinh(g)) / g**2
    return 1 + g / 3 + g**2 / 6 + g**3 / 30 + g**4 / 120 + g**5 / 840 + g**6 / 5040 + g**7 / 45360


def resistance(u):
    return RHOI * L / (np.pi * R**2) / (1 + (RHOI / RHOM - 1) * u**2)


def rhs(t, y):
    v, z = y
    u = 1 / (1 + np.exp(-z))
    depth = np.log1p(np.exp(-z))
    r = resistance(u)
    heat = v**2 / r * wall(ZM - z)
    loss = 2 * np.pi * L * KAPPA * DT / depth * wall(z + ZM)
    h = np.pi * L * R**2 * (CP * DT * bracket(-depth) + 2 * DH * u)
    return [((VDD - v) / RS - v / r) / C, (heat - loss) / (h * u * (1 - u))]


def rise(t, y):
    return y[1]


rise.direction = 1

if __name__ == "__main__":
    s = solve_ivp(rhs, (0, 200e-9), [0, -ZM], method="Radau", rtol=1e-10, atol=1e-12,
                  events=rise, max_step=1e-10)
    assert s.success
    t = s.t_events[0]
    print("u passes 1/2 at (ns):", t * 1e9)
    print("period (ns):", (t[8] - t[1]) / 7 * 1e9)
    late = s.t > 60e-9
    print("v max, min:", s.y[0][late].max(), s.y[0][late].min(),
          "i max (mA):", (s.y[0] / resistance(1 / (1 + np.exp(-s.y[1]))))[late].max() * 1e3)
