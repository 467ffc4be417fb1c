"""Spike-timing window of the molecular memristor. Run: python3 reference.py"""
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq


def rates(v, vasym):
    n = 1e-5 * np.cosh(5 * (v - vasym))
    return 1e3 * n, 1 - n


def change(delay, sign, vasym):
    """Largest fall of w below rest, and change of w 0.3 s after the second spike.

    Spikes of 0.75 V that decay in 50 ms, post after pre by delay; sign is that of the post-synaptic
    spike in the voltage across the device.
    """
    forward, back = rates(0.0, vasym)
    rest = back / (forward + back)
    pre, post = max(0.0, -delay), max(0.0, delay)

    def voltage(t):
        v = 0.75 * np.exp(-(t - pre) / 0.05) if t >= pre else 0.0
        return v + (sign * 0.75 * np.exp(-(t - post) / 0.05) if t >= post else 0.0)

    def right(t, w, late):
        v = 0.75 * np.exp(-(t - pre) / 0.05) if late or pre <= post else 0.0
        v += sign * 0.75 * np.exp(-(t - post) / 0.05) if late or post <= pre else 0.0
        f, b = rates(v, vasym)
        return b * (1 - w) - f * w

    options = dict(method="LSODA", rtol=1e-12, atol=1e-15, dense_output=True, max_step=1e-3)
    w, least = rest, rest
    for a, b, late in ((0.0, abs(delay), False), (abs(delay), abs(delay) + 0.3, True)):
        if b > a:
            s = solve_ivp(right, (a, b), [w], args=(late,), **options)
            least = min(least, s.sol(np.linspace(a, b, 200001))[0].min())
            w = s.y[0, -1]
    return rest - least, w - rest


for ms in (-200, -50, -20, -10, 0, 10, 20, 50, 200):
    label = ("m" if ms < 0 else "p") + str(abs(ms))
    print("even%s,0,%.7g" % (label, change(ms * 1e-3, 1, 0.0)[0]))
for ms in (-200, -50, -20, -10, 0, 10, 20, 50, 200):
    label = ("m" if ms < 0 else "p") + str(abs(ms))
    print("odd%s,0,%.7g" % (label, change(ms * 1e-3, -1, 0.8)[1]))
