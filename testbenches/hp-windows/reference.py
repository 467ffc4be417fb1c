"""Linear drift with windows: closed form without a window, scipy's LSODA with one."""
import math
from scipy.integrate import solve_ivp

RON, ROFF, D, UV = 100.0, 16e3, 10e-9, 1e-14
K = UV * RON / D**2  # 1/(A s)
P, X0 = 2, 0.1


def closed(t):
    """x from the flux of a 1 V, 1 Hz sine: roff x - a x^2 = roff x0 - a x0^2 + k phi."""
    a = (ROFF - RON) / 2
    phi = (1 - math.cos(2 * math.pi * t)) / (2 * math.pi)
    c = ROFF * X0 - a * X0 * X0 + K * phi
    return (ROFF - math.sqrt(ROFF * ROFF - 4 * a * c)) / (2 * a)


def window(name, x, i):
    s = 1.0 if i < 0 else 0.0
    return {
        "joglekar": 1 - (2 * x - 1) ** (2 * P),
        "biolek": 1 - (x - s) ** (2 * P),
        "prodromakis": 1 - ((x - 0.5) ** 2 + 0.75) ** P,
        "zha": 1 - (0.25 * (x - s) ** 2 + 0.75) ** P,
    }[name]


def integrated(name, times):
    x, begin, out = X0, 0.0, []
    # The direction changes at each half second: stop there.
    stops = sorted(set(list(times) + [0.5 * k for k in range(1, 5)]))
    for end in stops:
        def rhs(t, y):
            v = math.sin(2 * math.pi * t)
            m = RON * y[0] + ROFF * (1 - y[0])
            sign = 1.0 if math.floor(2 * (begin + end) / 2) % 2 == 0 else -1.0
            return [K * v / m * window(name, y[0], sign)]

        s = solve_ivp(rhs, (begin, end), [x], method="LSODA", rtol=1e-11, atol=1e-13)
        x, begin = s.y[0, -1], end
        if end in times:
            out.append(x)
    return out


for t in (0.25, 0.5, 1.0):
    x = closed(t)
    m = RON * x + ROFF * (1 - x)
    print("none", t, "%.9g" % x, "m %.9g" % m, "i %.9g" % (math.sin(2 * math.pi * t) / m))
for name in ("joglekar", "biolek", "prodromakis", "zha"):
    print(name, ["%.9g" % x for x in integrated(name, [0.25, 0.5, 1.0, 2.0])])
