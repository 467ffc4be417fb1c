"""Reference values of the benches cone-*, by numpy and scipy alone.

The steady conductance is the adaptive quadrature of the salt profile; without a density difference
it is compared with the closed form in exponential integrals. Networks are ordinary differential
equations for the conductances, with the node voltages from a root search where no capacitor holds
them. Run it: python3 testbenches/cone.py
"""

import numpy as np
from scipy.integrate import quad, solve_ivp
from scipy.interpolate import CubicSpline
from scipy.optimize import brentq, fsolve
from scipy.special import expi

# The rounded constants of the authors.
E, K, NA = 1.602e-19, 1.38e-23, 6.022e23


class Cone:
    def __init__(self, l=10e-6, rb=200e-9, rt=50e-9, rho=0.1, qsign=-1, kdrho=1):
        self.l, self.rb, self.rt, self.rho, self.qsign, self.kdrho = l, rb, rt, rho, qsign, kdrho
        self.d, self.eta, self.eps, self.psi, self.sigma = 1.75e-9, 1.01e-3, 0.71e-9, -10e-3, -0.0015e18
        self.kt = K * 293.15
        self.tau = l * l / 12 / self.d
        self.g0 = np.pi * rb * rt / l * 2 * rho * NA * E * E * self.d / self.kt

    def peclet(self, v, p=0.0):
        r2 = (self.rb**2 + self.rb * self.rt + self.rt**2) / 3
        q = self.qsign * np.pi * self.rb * self.rt * self.eps * self.psi / (self.eta * self.l) * v
        q += np.pi * (self.rb * self.rt) ** 3 / (8 * self.l * self.eta * r2) * p
        return q * self.l / (np.pi * self.d * self.rt**2)

    def swept(self, v):
        return (self.rb - self.rt) * self.sigma * E * v / (self.rt**2 * self.kt * NA * self.rho)

    def quadrature(self, v, p=0.0, drho=0.0):
        pe = self.peclet(v, p)

        def density(x):
            f = x * self.rt / (self.rb - (self.rb - self.rt) * x)
            a = pe * self.rt / self.rb
            if a == 0:
                return 1 - self.kdrho * drho / self.rho * f + self.swept(v) * self.rt / self.rb * f * (1 - f) / 2
            i = np.exp(a * (f - 1)) * np.expm1(-a * f) / np.expm1(-a) if a > 0 else np.expm1(a * f) / np.expm1(a)
            return 1 - self.kdrho * drho / self.rho * i + self.swept(v) * (f - i) / pe

        return quad(density, 0, 1, epsabs=1e-13, epsrel=1e-12, limit=400)[0]

    def closed(self, v, p=0.0):
        pe = self.peclet(v, p)
        q = self.rt / self.rb
        r = self.rt / (self.rb - self.rt)
        if abs(q * pe) < 1e-2:
            return self.quadrature(v, p)
        c = pe * r
        whole = r * np.exp(-c * q) * (-np.exp(c) + np.exp(c * q) / q + c * (expi(c) - expi(c * q)))
        j = (whole - 1) / np.expm1(q * pe)
        j0 = r * (self.rb / (self.rb - self.rt) * np.log(self.rb / self.rt) - 1)
        return 1 + self.swept(v) * (j0 - j) / pe


def show(*items):
    print(*[f"{x:.9g}" if isinstance(x, float) else x for x in items], sep=",")


def steady():
    print("# cone-steady")
    for v in (-5, -2, -1, -0.5, 0.5, 1, 2, 5):
        c = Cone()
        assert abs(c.quadrature(v) - c.closed(v)) < 1e-9
        show("x", v, c.quadrature(v), "i", c.g0 * v * c.quadrature(v), "divider x", Cone(rho=0.2).quadrature(v))
        show("  pressed", Cone().quadrature(v, 5e4), "salted", Cone().quadrature(v, 0, -0.05), "fixed", Cone(kdrho=0).quadrature(v, 0, -0.05))


def shape(rho=0.1):
    v = np.linspace(-6, 6, 2401)
    return CubicSpline(v, [Cone(rho=rho).closed(u) for u in v])


def loops():
    print("# cone-loops")
    g, c = shape(), Cone()
    for k, f in enumerate((0.4, 4, 10, 20, 40, 100, 400)):
        for name in ("tri", "sin"):
            n = 40000
            t = np.linspace(0, 1 / f, n + 1)
            h = t[1]
            wave = (lambda s: 2 / np.pi * np.arcsin(np.sin(2 * np.pi * f * s))) if name == "tri" else (lambda s: np.sin(2 * np.pi * f * s))
            q, e = g(wave(t[:-1] + h / 2)), np.exp(-h / c.tau)

            def run(x0):
                x = np.empty(n + 1)
                x[0] = x0
                for j in range(n):
                    x[j + 1] = q[j] + (x[j] - q[j]) * e
                return x

            x = run(run(0.0)[-1] / (1 - np.exp(-1 / f / c.tau)))
            i, v = x * wave(t) * c.g0, wave(t)
            up, dn = slice(0, n // 2 + 1), slice(n // 2, n + 1)
            show(name, k, f, float(x[n // 4]), float(x[3 * n // 4]), float(np.trapezoid(i[up], v[up])), float(np.trapezoid(i[dn], v[dn])))


def divider():
    print("# cone-divider")
    g = shape(0.2)
    sets = ((10.0, 10.0), (9.14273, 10.8572), (4.92321, 13.4385), (4.33066, 13.6410))
    times = (0.5e-3, 2e-3, 5e-3, 20e-3)
    for k, (l1, l2) in enumerate(sets):
        a, b = Cone(l=l1 * 1e-6, rho=0.2), Cone(l=l2 * 1e-6, rho=0.2)
        middle = lambda x: 5 * a.g0 * x[0] / (a.g0 * x[0] + b.g0 * x[1])
        s = solve_ivp(lambda t, x: [(g(5 - middle(x)) - x[0]) / a.tau, (g(middle(x)) - x[1]) / b.tau],
                      (0, 0.1), [1.0, 1.0], method="DOP853", rtol=1e-11, atol=1e-13, dense_output=True)
        end = brentq(lambda v: a.g0 * a.closed(5 - v) * (5 - v) - b.g0 * b.closed(v) * v, 0.01, 4.99, xtol=1e-13)
        show(k, l1, l2, *[float(middle(s.sol(t))) for t in times], "end", float(end), "cost", (end - 4) ** 2 / 2.25)


def middle_voltage(lengths=(10.0, 10.0), radii=(200.0, 200.0), pressures=(1.0, 1.0, 1.0), densities=(0.2, 0.2, 0.2), kdrho=1):
    """Steady middle voltage for lengths, um, radii of the base, nm, and pressures, bar, and densities, mM, at the nodes."""
    cones = [Cone(l=lengths[k] * 1e-6, rho=densities[k], rb=radii[k] * 1e-9, kdrho=kdrho) for k in range(2)]
    dp = [(pressures[k] - pressures[k + 1]) * 1e5 for k in range(2)]
    drho = [densities[k] - densities[k + 1] for k in range(2)]

    def current(k, v):
        x = cones[k].closed(v, dp[k]) if drho[k] * kdrho == 0 else cones[k].quadrature(v, dp[k], drho[k])
        return cones[k].g0 * x * v

    return brentq(lambda v: current(0, 5 - v) - current(1, v), 0.01, 4.99, xtol=1e-13)


def weights():
    print("# cone-divider-weights")
    # Name, start, increment, its unit in SI, rate, whether the diffusive term is kept.
    tasks = (
        ("lengths", (10.0, 10.0), 1e-3, 1e-6, 2e-6, 1),
        ("radii", (200.0, 200.0), 1.0, 1e-9, 3.5e-6, 1),
        ("pressures", (1.0, 1.0, 1.0), 1e-3, 1e5, 1e2, 1),
        ("densities", (0.2, 0.2, 0.2), 1e-4, 1.0, 5e-4, 1),
        ("densities", (0.2, 0.2, 0.2), 1e-4, 1.0, 5e-4, 0),
    )
    for name, start, delta, unit, rate, kdrho in tasks:
        cost = lambda w: (middle_voltage(**{name: tuple(w)}, kdrho=kdrho) - 4) ** 2
        w, first = list(start), cost(start)
        for step in range(1, 51 if name == "lengths" else 4):
            here = cost(w)
            slope = [(cost([x + delta * (j == k) for j, x in enumerate(w)]) - here) / (delta * unit) for k in range(len(w))]
            w = [x - rate * g for x, g in zip(w, slope)]
            # Six digits go into the netlist, and the middle voltage is that of the six digits.
            kept = [float(f"{x:.6g}") for x in w]
            v = middle_voltage(**{name: tuple(kept)}, kdrho=kdrho)
            if step in (1, 2, 3, 10, 50):
                show(name, kdrho, step, *kept, "middle", float(v), "cost", (v - 4) ** 2 / first)


def neuron(current, until, on=0.1, off=None, y0=None):
    g, fast, slow = shape(), Cone(l=1e-6), Cone(l=25e-6)
    ep, em, es, c, m = 0.975, -0.975, -0.5, 5e-15, 1.8

    def rhs(t, y):
        v = y[0]
        i = fast.g0 * (y[1] * (v - ep) + y[2] * (v - em)) + m * slow.g0 * y[3] * (v - es)
        drive = current if t >= on and (off is None or t < off) else 0.0
        return [(drive - i) / c, (g(ep - v) - y[1]) / fast.tau, (g(v - em) - y[2]) / fast.tau, (g(es - v) - y[3]) / slow.tau]

    return solve_ivp(rhs, (0, until), y0, method="LSODA", rtol=1e-9, atol=1e-11, max_step=1e-4)


def rest():
    g, fast, slow = shape(), Cone(l=1e-6), Cone(l=25e-6)
    # Node equation with all conductances steady; the branch found from below.
    i = lambda v: fast.g0 * (g(0.975 - v) * (v - 0.975) + g(v + 0.975) * (v + 0.975)) + 1.8 * slow.g0 * g(-0.5 - v) * (v + 0.5)
    grid = np.linspace(-0.97, 0.97, 4001)
    roots = [brentq(i, a, b, xtol=1e-14) for a, b in zip(grid, grid[1:]) if i(a) * i(b) < 0]
    v = roots[0]
    return roots, [v, float(g(0.975 - v)), float(g(v + 0.975)), float(g(-0.5 - v))]


def spiking():
    print("# cone-spiking")
    roots, y0 = rest()
    show("roots", *[float(r) for r in roots])
    for k, pico in enumerate((2.1, 2.2, 2.25, 2.3, 2.35, 2.4)):
        s = neuron(pico * 1e-12, 2.0, y0=y0)
        late = s.t > 1.0
        v, t = s.y[0][late], s.t[late]
        cross = [t[j] - v[j] * (t[j + 1] - t[j]) / (v[j + 1] - v[j]) for j in range(len(v) - 1) if v[j] < 0 <= v[j + 1]]
        gaps = np.diff(cross)
        show("train", k, pico, float(v.min()), float(v.max()), float(gaps.mean()) if len(gaps) else "quiescent")
    for k, (pico, off) in enumerate(((2, 0.06), (3, 0.06), (4, 0.06), (2.1, None), (2.4, None))):
        s = neuron(pico * 1e-12, 2.0, on=0.05, off=off, y0=y0)
        show("pulse", k, pico, "rest", float(s.y[0][0]), "peak", float(s.y[0].max()), "last", float(s.y[0][-1]))


def network():
    print("# cone-network")
    g = shape()
    # base, tip, length in um of the six channels; nodes 0 (ground), 1 and 2 (driven), 3, 4 (free).
    edges = ((1, 3, 10), (2, 3, 6), (3, 4, 8), (1, 4, 12), (4, 0, 5), (3, 0, 15))
    cones = [Cone(l=l * 1e-6) for _, _, l in edges]
    drive = lambda t: (min(t / 1e-3, 1.0) * 2.0, -1.0 + 0.5 * np.sin(2 * np.pi * 20 * t))

    def volts(t, x):
        u = drive(t)
        a, r = np.zeros((2, 2)), np.zeros(2)
        fixed = {0: 0.0, 1: u[0], 2: u[1]}
        for (b, tip, _), c, y in zip(edges, cones, x):
            for one, other in ((b, tip), (tip, b)):
                if one >= 3:
                    a[one - 3, one - 3] += c.g0 * y
                    if other >= 3:
                        a[one - 3, other - 3] -= c.g0 * y
                    else:
                        r[one - 3] += c.g0 * y * fixed[other]
        free = np.linalg.solve(a, r)
        return np.array([0.0, u[0], u[1], free[0], free[1]])

    def rhs(t, x):
        v = volts(t, x)
        return [(g(v[b] - v[tip]) - y) / c.tau for (b, tip, _), c, y in zip(edges, cones, x)]

    def balance(x):
        return np.array(rhs(0.0, x)) * 1e-3

    x0 = fsolve(balance, np.ones(6), xtol=1e-13)
    show("start", *[float(y) for y in x0], *[float(y) for y in volts(0.0, x0)])
    parts = [(0.0, 1e-3), (1e-3, 0.2)]
    x, sol = x0, []
    for a, b in parts:
        s = solve_ivp(rhs, (a, b), x, method="DOP853", rtol=1e-10, atol=1e-12, dense_output=True, max_step=1e-3)
        x = s.y[:, -1]
        sol.append((a, b, s.sol))
    for t in (0.5e-3, 2e-3, 10e-3, 50e-3, 112.5e-3, 137.5e-3):
        f = [s for a, b, s in sol if a <= t <= b][0]
        y = f(t)
        v = volts(t, y)
        i1 = cones[0].g0 * y[0] * (v[1] - v[3]) + cones[3].g0 * y[3] * (v[1] - v[4])
        show(t, float(v[3]), float(v[4]), float(i1), *[float(q) for q in y])


if __name__ == "__main__":
    steady()
    loops()
    divider()
    weights()
    network()
    spiking()
