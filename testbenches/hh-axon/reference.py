"""The Hodgkin-Huxley axon at 6.3 degrees with scipy; prints expect.csv, with the argument "weak" or
"pulse" the table of that netlist. Units mV, uA/cm2, uF/cm2, ms."""
import sys
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq


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


def run(drive, start, end, crossing=None):
    """Integrates from start over [t0, end]; drive is constant."""
    event = lambda t, y: y[0] - 50
    event.direction = 1
    t0, y0 = start
    return solve_ivp(
        lambda t, y: [drive - ionic(*y)]
        + [a * (1 - x) - b * x for (a, b), x in zip(rates(y[0]), y[1:])],
        (t0, end),
        y0,
        "DOP853",
        rtol=1e-10,
        atol=1e-12,
        events=event,
        dense_output=True,
    )


def maximum(s, low, high):
    t = np.linspace(low, high, 400001)
    return s.sol(t)[0].max()


u0 = brentq(lambda u: ionic(u, *steady(u)), -5, 5, xtol=1e-14)
rest = (0, [u0, *steady(u0)])
what = sys.argv[1] if len(sys.argv) > 1 else ""
print("measure,block,value")
if what == "weak":
    for block, drive in enumerate((2, 5)):
        s = run(drive, rest, 300)
        print(f"peak,{block},{1e-3 * maximum(s, 0, 300):.9g}")
        print(f"after,{block},{1e-3 * maximum(s, 30, 300):.9g}")
        end = brentq(lambda u: ionic(u, *steady(u)) - drive, -5, 10, xtol=1e-14)
        print(f"rest,{block},{1e-3 * end:.9g}")
elif what == "pulse":
    for block, drive in enumerate((30, 40, 80)):
        state, peaks = rest, []
        for i, end in ((0, 1), (drive, 1.2), (0, 6), (drive, 6.2), (0, 30)):
            s = run(i, state, end)
            peaks.append(maximum(s, state[0], end))
            state = (end, s.y[:, -1])
        print(f"peak,{block},{1e-3 * max(peaks[:3]):.9g}\nagain,{block},{1e-3 * peaks[4]:.9g}")
else:
    for block, drive in enumerate((7, 10, 20, 50)):
        s = run(drive, rest, 200)
        t = s.t_events[0]
        print(f"first,{block},{1e-3 * t[0]:.9g}\nsecond,{block},{1e-3 * (t[1] - t[0]):.9g}")
        print(f"interval,{block},{1e-3 * (t[10] - t[5]) / 5:.9g}")
        u = s.sol(np.linspace(0, 200, 800001))[0]
        print(f"peak,{block},{1e-3 * u.max():.9g}\ntrough,{block},{1e-3 * u.min():.9g}")
