"""Periodic orbit of the molecular memristor under a triangle. Run: python3 reference.py"""
import numpy as np
from scipy.integrate import solve_ivp
from scipy.special import digamma

KT = 8.617333262e-5 * 300.0
CHARGE, PLANCK = 1.602176634e-19, 6.62607015e-34


def landauer(v, level, coupling):
    """Current of a level with two equal couplings, energies in eV."""
    psi = lambda mu: digamma(0.5 + (coupling + 1j * (mu - level)) / (2 * np.pi * KT)).imag
    return 2 * CHARGE / PLANCK * CHARGE * coupling * (psi(v / 2) - psi(-v / 2))


def current(v, w):
    return w * landauer(v, 1.10, 1e-3) + (1 - w) * landauer(v, 0.70, 5e-3)


def rates(v):
    n = min(1e-5 * np.cosh(5 * v), 1.0)
    return 1e3 * n, 1 - n


def orbit(rate, amplitude=1.5):
    """Returns w on the periodic orbit at 1 V, rising and falling, and the least w."""
    period = 4 * amplitude / rate
    ends = period * np.array([0, 5 / 12, 1 / 2, 7 / 12, 1])
    def triangle(t):
        x = t / period
        return amplitude * (4 * x - 1 if x < 0.5 else 3 - 4 * x)
    def right(t, w):
        forward, back = rates(triangle(t))
        return back * (1 - w) - forward * w
    def round_trip(w):
        found, least = [], w
        for a, b in zip(ends[:-1], ends[1:]):
            s = solve_ivp(right, (a, b), [w], method="LSODA", rtol=1e-11, atol=1e-14,
                          max_step=period / 400)
            w = s.y[0, -1]
            least = min(least, s.y[0].min())
            found.append(w)
        return found, least
    # The map over a period is linear in w.
    zero, one = round_trip(0.0)[0][-1], round_trip(1.0)[0][-1]
    found, least = round_trip(zero / (1 + zero - one))
    return found[0], found[2], least


if __name__ == "__main__":
    for rate in (0.01, 0.1, 1.0, 10.0, 100.0):
        up, down, least = orbit(rate)
        print("%g V/s ratio %.7g wlow %.7g" % (rate, current(1.0, down) / current(1.0, up), least))
