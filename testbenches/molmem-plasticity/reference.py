"""Pairs and trains of pulses on the molecular memristor, in closed form. Run: python3 reference.py"""
import numpy as np
from scipy.special import digamma

KT = 8.617333262e-5 * 300.0
CHARGE, PLANCK = 1.602176634e-19, 6.62607015e-34


def landauer(v, level, coupling):
    """Current of a level with two equal couplings, energies in eV."""
    psi = lambda mu: digamma(0.5 + (coupling + 1j * (mu - level)) / (2 * np.pi * KT)).imag
    return 2 * CHARGE / PLANCK * CHARGE * coupling * (psi(v / 2) - psi(-v / 2))


def current(v, w):
    return w * landauer(v, 1.10, 1e-3) + (1 - w) * landauer(v, 0.70, 5e-3)


def after(w, v, time):
    """Under a constant voltage w relaxes exponentially."""
    n = min(1e-5 * np.cosh(5 * v), 1.0)
    rate = 1e3 * n + 1 - n
    rest = (1 - n) / rate
    return rest + (w - rest) * np.exp(-time * rate)


def responses(gap, pulses):
    w, found = after(0.0, 0.0, 1e3), []
    for _ in range(pulses):
        w = after(w, 1.5, 20e-3)
        found.append(current(1.5, w))
        w = after(w, 0.0, gap)
    return np.array(found) / found[0]


for gap in (10e-3, 50e-3, 200e-3, 1.0, 5.0):
    print("pair%g,0,%.7g" % (gap * 1e3, responses(gap, 2)[1]))
for k, r in enumerate(responses(50e-3, 10)[1:], 2):
    print("train%d,0,%.7g" % (k, r))
