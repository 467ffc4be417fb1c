"""Reference values of the mosse benches: the equations of the device page, integrated with scipy.

Run: python3 reference.py
Knows nothing of the simulator. Fields in V/nm, times in ps, conductance factor 1 nS, length 1 nm.
"""
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import minimize_scalar

FIRST = dict(
    eint=0.25, es=0.11971, b=24.515, c=9.0876, fp=0.77414, wp=0.66419, fx=0.83115, wx=0.018845,
    tp0=6.9362, tp1=40.0, ts=16.488, by=13.941, ky=0.038131, ed=0.6, wd=0.02, ad=-0.45442,
    wa=0.03, ty=27.145, bz=0.0, kz=0.01, az=0.2, wz=0.03, tz=500.0)
SECOND = dict(
    FIRST, es=0.14353, b=19.604, c=9.9838, fp=0.27296, wp=0.68744, fx=0.82699, wx=0.020782,
    tp0=3.6507, tp1=22.762, ts=18.27, by=13.025, ky=0.050995, ad=-0.50054,
    ty=24.926, bz=25.0, kz=0.0038669, az=0.09, wz=0.015, tz=1308.6)
PULSE = 17.167


def s(x):
    return 0.5 * (1 + np.tanh(0.5 * x))


class Pore:
    def __init__(self, **values):
        self.__dict__.update(values)

    def local(self, e):
        return np.sqrt((e + self.eint) ** 2 + 0.02**2)

    def current(self, e, x):
        p, a, y, z = x[:4]
        h = (self.local(e) - self.eint) / self.es - self.b * p
        h -= self.c * s((self.local(a) - self.fx) / self.wx)
        return e * np.exp(h + self.by * y - self.bz * z * z)

    def left(self, f, fa, u):
        return self.kz * (1 - u) * s((f - fa - self.az) / self.wz)

    def rates(self, e, x):
        p, a, y, z = x[:4]
        f, fa = self.local(e), self.local(a)
        tp = self.tp0 + (self.tp1 - self.tp0) * s((f - 0.5) / 0.08)
        u = s((f - self.eint - self.ed) / self.wd)
        made = self.ky * u * s((f - fa - self.ad) / self.wa)
        left = self.left(f, fa, u)
        return [
            (s((f - self.fp) / self.wp) - p) / tp,
            (e - a) / self.ts,
            made * (1 - y) - y / self.ty,
            left * (1 - z) - z / self.tz if self.bz > 0 else 0.0,
        ]

    def rest(self):
        f = self.local(0.0)
        u = s((f - self.eint - self.ed) / self.wd)
        left = self.left(f, f, u) * self.tz if self.bz > 0 else 0.0
        return np.array([s((f - self.fp) / self.wp), 0.0, 0.0, left / (1 + left)])

    def hold(self, x, e, time):
        """Returns the state after a constant field, and the mean current meanwhile."""
        if time == 0:
            return x, 0.0
        right = lambda t, q: self.rates(e, q) + [self.current(e, q)]
        end = solve_ivp(right, (0, time), list(x) + [0.0], method="LSODA", rtol=1e-11, atol=1e-13)
        return end.y[:4, -1], end.y[4, -1] / time

    def protocol(self, kind):
        """Returns the state before the first pulse, the pulse's field and that between pulses."""
        if kind == "facilitation":
            return self.hold(self.rest(), 2.0, 20.0)[0], 0.7, 0.5
        return self.rest(), 0.5, 0.0

    def pair(self, kind, gap):
        x, high, low = self.protocol(kind)
        x, first = self.hold(x, high, PULSE)
        return self.hold(self.hold(x, low, gap)[0], high, PULSE)[1] / first

    def train(self, kind, n=10, gap=5.0):
        x, high, low = self.protocol(kind)
        currents = []
        for _ in range(n):
            x, i = self.hold(x, high, PULSE)
            currents.append(i)
            x = self.hold(x, low, gap)[0]
        return np.array(currents) / currents[0]

    def loop(self, amplitude=1.2, period=5000.0):
        """Returns the field and current of the second cycle as functions of its phase, 0 to 1."""
        field = lambda t: amplitude * np.sin(2 * np.pi * t / period)
        orbit = solve_ivp(
            lambda t, q: self.rates(field(t), q), (0, 2 * period), self.rest(), method="LSODA",
            rtol=1e-10, atol=1e-12, max_step=period / 500, dense_output=True)
        at = lambda phase: (1 + phase) * period
        return lambda x: field(at(x)), lambda x: self.current(field(at(x)), orbit.sol(at(x)))


def report(name, values):
    pore = Pore(**values)
    print("==", name)
    field, current = pore.loop()
    for a, b, sign in ((0.0, 0.25, 1), (0.5, 0.75, -1)):
        grid = np.linspace(a, b, 20001)
        k = int(np.argmax([sign * current(x) for x in grid]))
        best = minimize_scalar(
            lambda x: -sign * current(x), bounds=(grid[k - 1], grid[k + 1]), method="bounded",
            options=dict(xatol=1e-12))
        print("peak: field %.7g current %.7g nA" % (field(best.x), current(best.x)))
    phase = lambda e: np.arcsin(e / 1.2) / (2 * np.pi)
    up = lambda e: current(phase(e))
    down = lambda e: current(0.5 - phase(e))
    print("i / i(0.4):", *["%g %.7g" % (e, up(e) / up(0.4)) for e in (0.2, 0.6, 0.8)])
    print("up / down:", *["%g %.7g" % (e, up(e) / down(e)) for e in (0.2, 0.4, 0.5, 0.6, 0.8)])
    for kind in ("facilitation", "depression"):
        gaps = (0.0, 5.0, 10.0, 20.0)
        print(kind, "pairs:", *["%g %.7g" % (d, pore.pair(kind, d)) for d in gaps])
        print(kind, "train:", *["%.7g" % r for r in pore.train(kind)])


if __name__ == "__main__":
    report("first set (defaults)", FIRST)
    report("second set (with left-over order)", SECOND)
