"""Reference solutions with scipy at a relative tolerance of 1e-12; writes NAME.csv (time, value)
for every problem, or for those named as arguments. SI units unless a comment says otherwise."""
import sys
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq


def solve(rhs, y0, times, method, atol, stops=(), **more):
    """y at the times, one row each; the integration restarts at every stop."""
    edges = [0.0, *[s for s in stops if 0 < s < times[-1]], times[-1]]
    y, out = np.asarray(y0, float), []
    for begin, end in zip(edges, edges[1:]):
        here = times[(times > begin) & (times <= end)]
        asked = np.append(here, end) if not len(here) or here[-1] < end else here
        s = solve_ivp(rhs, (begin, end), y, method, asked, rtol=1e-12, atol=atol, **more)
        assert s.success, s.message
        out.append(s.y.T[: len(here)])
        y = s.y[:, -1]
    return np.concatenate(out)


def grid(end, n):
    return end * np.arange(1, n + 1) / n


def hh():
    """Hodgkin and Huxley (1952) at 6.3 degrees; mV, ms, uA/cm2, uF/cm2."""

    def f(z):
        return 1.0 if abs(z) < 1e-12 else z / np.expm1(z)

    def rates(u):
        return (
            (f((25 - u) / 10), 4 * np.exp(-u / 18)),
            (0.07 * np.exp(-u / 20), 1 / (np.exp((30 - u) / 10) + 1)),
            (0.1 * f((10 - u) / 10), 0.125 * np.exp(-u / 80)),
        )

    def ionic(u, m, h, n):
        return 120 * m**3 * h * (u - 115) + 36 * n**4 * (u + 12) + 0.3 * (u - 10.6)

    def steady(u):
        return [a / (a + b) for a, b in rates(u)]

    def rhs(t, y):
        gates = [a * (1 - x) - b * x for (a, b), x in zip(rates(y[0]), y[1:])]
        return [10 - ionic(*y)] + gates

    u = brentq(lambda u: ionic(u, *steady(u)), -5, 5, xtol=1e-15)
    t = grid(40.0, 200)
    return 1e-3 * t, 1e-3 * solve(rhs, [u, *steady(u)], t, "DOP853", 1e-13)[:, 0]


def pore():
    """Nanopore of Bisquert (2024), Fig. 29; uA, uS, ms."""
    drive = lambda t: 1.5 * np.sin(2 * np.pi * t)
    rate = lambda u: (np.exp((u - 1) / 0.2) + np.exp(-u / 0.2)) / 0.5
    x_eq = lambda u: 1 / (1 + np.exp(-(u - 0.5) / 0.1))
    rhs = lambda t, y: (x_eq(drive(t)) - y) * rate(drive(t))
    jac = lambda t, y: [[-rate(drive(t))]]
    t = grid(2.0, 200)
    x = solve(rhs, [x_eq(0.0)], t, "Radau", 1e-14, jac=jac, max_step=2e-3)[:, 0]
    return 1e-3 * t, 1e-6 * (0.1 + 0.9 * x) * drive(t)


def drift(window):
    """Linear drift with a window under a 1 V, 1 Hz sine."""
    ron, roff, k = 100.0, 16e3, 1e-14 * 100 / 1e-16

    def rhs(t, y):
        i = np.sin(2 * np.pi * t) / (ron * y[0] + roff * (1 - y[0]))
        return [k * i * window(y[0], i)]

    t = grid(2.0, 200)
    return t, solve(rhs, [0.1], t, "LSODA", 1e-14, stops=(0.5, 1.0, 1.5), max_step=2e-3)[:, 0]


def joglekar():
    return drift(lambda x, i: 1 - (2 * x - 1) ** 4)


def biolek():
    """The direction of the current turns over 1 nA, as in the device."""
    return drift(lambda x, i: 1 - (x - 1 / (1 + np.exp(np.clip(i / 1e-9, -700, 700)))) ** 4)


def vanderpol():
    """Times within 5 s of a jump are left out: there an error of time looks like one of x."""
    mu = 1e3
    rhs = lambda t, y: [mu * (y[0] - y[0] ** 3 / 3 - y[1]), y[0] / mu]
    jac = lambda t, y: [[mu * (1 - y[0] ** 2), -mu], [1 / mu, 0]]
    t = grid(3000.0, 3000)
    y = solve(rhs, [2, -2 / 3], t, "Radau", 1e-14, jac=jac)[:, 0]
    jumps = t[1:][y[1:] * y[:-1] < 0]
    keep = (t % 10 == 0) & (np.abs(t[:, None] - jumps).min(axis=1) > 5)
    return t[keep], y[keep]


def ring():
    """Three inverters v' = (-tanh(4 u) - v) / RC, RC = 1 ns; time in ns."""
    rhs = lambda t, v: -np.tanh(4 * np.roll(v, 1)) - v
    t = grid(30.0, 200)
    return 1e-9 * t, solve(rhs, [0.5, -0.2, 0], t, "DOP853", 1e-14)[:, 0]


def lif():
    """Leaky integrate-and-fire with delayed discharge; ns, pF, mS, uA as V pF/ns = mA."""
    cm, gl, drive, grst, td, vth, vlo, w = 8.0, 80e-6, 20e-3, 2.0, 15.0, 0.25, 0.05, 1e-3
    switched = []  # (time, h, y at that time): y' = h - y with tc = 1 ns

    def y(t):
        past = [s for s in switched if s[0] <= t]
        if not past:
            return 0.0
        t0, h, y0 = past[-1]
        return h + (y0 - h) * np.exp(-(t - t0))

    def feedback(t):
        fb = y(t - td)
        z = fb / w
        return 0.0 if fb <= 0 else fb if z >= 1 else w * (2 * z * z - z**3)

    def rhs(t, v):
        return [(drive - gl * v[0] - grst * feedback(t) * v[0]) / cm]

    times = grid(600.0, 300)
    t, v, h, values = 0.0, 0.0, 0, np.full(len(times), np.nan)
    while t < times[-1]:
        # y and the discharge have corners one delay after each switching, and where r turns.
        echoes = [s[0] + td for s in switched]
        for t0, to, y0 in switched:
            if 0 < (to - y0) and y0 < w:
                echoes.append(t0 + td + np.log((to - y0) / (to - w)))
            if to == 0 and y0 > w:
                echoes.append(t0 + td + np.log(y0 / w))
        end = min([e for e in echoes if e > t + 1e-9] + [times[-1]])
        level = vlo if h else vth
        event = lambda t, v: v[0] - level
        event.terminal, event.direction = True, -1 if h else 1
        s = solve_ivp(rhs, (t, end), [v], "DOP853", rtol=1e-12, atol=1e-15, events=event,
                      dense_output=True, max_step=1.0)
        inside = (times > t) & (times <= s.t[-1])
        if inside.any():
            values[inside] = s.sol(times[inside])[0]
        t, v = s.t[-1], s.y[0, -1]
        if s.status == 1:
            h = 1 - h
            switched.append((t, h, y(t)))
    return 1e-9 * times, values


def crossbar():
    """16 x 16 memristors; node (r, j) of a row and (r, j) of a column at every crossing."""
    n, rw, rin, rout, ron, roff = 16, 20.0, 50.0, 50.0, 1e3, 16e3
    k = 2e-16 * ron / 1e-16
    row = np.arange(n * n).reshape(n, n)
    col = row + n * n
    r, c = np.meshgrid(np.arange(1, n + 1), np.arange(1, n + 1), indexing="ij")
    x0 = (0.1 + 0.8 * ((7 * r + 11 * c) % 16) / 15).ravel()
    a = np.concatenate([row[:, :-1].ravel(), col[:-1].ravel()])
    b = np.concatenate([row[:, 1:].ravel(), col[1:].ravel()])
    lines = np.zeros((2 * n * n, 2 * n * n))
    for p, q in zip(a, b):
        for s, t, sign in ((p, p, 1), (q, q, 1), (p, q, -1), (q, p, -1)):
            lines[s, t] += sign / rw
    first, last = 1 / (rin + rw), 1 / (rw + rout)
    lines[row[:, 0], row[:, 0]] += first
    lines[col[-1], col[-1]] += last
    top = 0.5 + np.arange(1, n + 1) / 16
    f = 0.5 * (1 + np.arange(1, n + 1) % 3)
    p, q = row.ravel(), col.ravel()

    def nodes(t, x):
        g = 1 / (ron * x + roff * (1 - x))
        m = lines.copy()
        m[p, p] += g
        m[q, q] += g
        m[p, q] -= g
        m[q, p] -= g
        rhs = np.zeros(2 * n * n)
        rhs[row[:, 0]] = first * top * np.sin(2 * np.pi * f * t)
        v = np.linalg.solve(m, rhs)
        return v, g * (v[p] - v[q])

    def rhs(t, x):
        return k * nodes(t, x)[1] * (1 - (2 * x - 1) ** 4)

    t = grid(2.0, 100)
    x = solve(rhs, x0, t, "DOP853", 1e-14)
    return t, np.array([last * nodes(s, y)[0][col[-1, 6]] for s, y in zip(t, x)])


for name in sys.argv[1:] or "hh pore joglekar biolek vanderpol ring lif crossbar".split():
    t, y = globals()[name]()
    with open(name + ".csv", "w", encoding="ascii") as out:
        out.write("time,value\n")
        for s, v in zip(t, y):
            out.write(f"{s:.12g},{v:.12g}\n")
    print(name, len(t), y.min(), y.max())
