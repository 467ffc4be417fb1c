"""Static locus of the Mott switch: r(u) i^2 = gth(u) dt, turning points by scipy."""
import numpy as np
from scipy.optimize import brentq, minimize_scalar

RHOI, RHOM, KAPPA, R, L, DT = 1e-2, 3e-6, 3.5, 36e-9, 50e-9, 43.0


def resistance(u):
    return RHOI * L / (np.pi * R**2) / (1 + (RHOI / RHOM - 1) * u**2)


def current(u):
    return np.sqrt(2 * np.pi * L * KAPPA * DT / np.log(1 / u) / resistance(u))


def volts(u):
    return current(u) * resistance(u)


if __name__ == "__main__":
    for name, sign, lo, hi in (("threshold", -1, -8, -3), ("hold", 1, -2, -0.05)):
        m = minimize_scalar(lambda g: sign * volts(np.exp(g)), bounds=(lo, hi), method="bounded",
                            options={"xatol": 1e-12})
        u = np.exp(m.x)
        print(f"{name}: v {volts(u):.8g} V, i {current(u):.8g} A, u {u:.8g}")
    for i in (5e-6, 20e-6, 100e-6, 1.1e-3):
        u = brentq(lambda u: current(u) - i, 1e-9, 1 - 1e-9, xtol=1e-15)
        print(f"i {i:.6g} A: v {volts(u):.8g} V, u {u:.8g}")
    for v, lo, hi in ((1.0, 1e-6, 0.0056), (0.2, 0.61, 0.9999)):
        u = brentq(lambda u: volts(u) - v, lo, hi, xtol=1e-16)
        print(f"v {v} V: i {current(u):.8g} A, u {u:.8g}")
