"""Limit cycles by shooting with scipy (DOP853, rtol 1e-11); prints expect.csv, or with an argument
fhn, ml, hh the table of that netlist. The last argument 'multiplier' adds the Floquet multiplier of
two-dimensional cycles (Liouville: the exponential of the divergence's integral)."""
import sys
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import fsolve

OPTIONS = dict(method="DOP853", rtol=1e-11, atol=1e-13)


def cycle(f, start, settle):
    """Period, orbit and start of the cycle that f goes to from a start, followed in component 0."""
    t = solve_ivp(f, (0, settle), start, method="LSODA", rtol=1e-9, atol=1e-12, dense_output=True)
    late = np.linspace(settle / 2, settle, 200001)
    v = t.sol(late)[0]
    middle = (v.max() + v.min()) / 2
    up = np.where((v[:-1] < middle) & (v[1:] >= middle))[0]
    guess = late[up[-1]] - late[up[-2]]
    x0 = t.sol(late[up[-1]])
    size = np.abs(x0) + 1e-3

    def gap(z):
        x = z[:-1] * size
        end = solve_ivp(f, (0, z[-1] * guess), x, **OPTIONS).y[:, -1]
        return np.append((end - x) / size, (x[0] - x0[0]) / size[0])

    z = fsolve(gap, np.append(x0 / size, 1), xtol=1e-12)
    x, period = z[:-1] * size, z[-1] * guess
    orbit = solve_ivp(f, (0, period), x, dense_output=True, **OPTIONS)
    return period, orbit.sol(np.linspace(0, period, 100001)), x


def vdp(mu):
    return lambda t, x: [mu * (x[0] - x[0] ** 3 / 3) - x[1], x[0]], [2.0, 0.0], 200 + 20 * mu


def fhn(current):
    return (
        lambda t, x: [x[0] - x[0] ** 3 / 3 - x[1] + current, 0.08 * (x[0] + 0.7 - 0.8 * x[1])],
        [1.0, 0.0],
        1000,
    )


def ml(current):
    def f(t, x):
        v, w = x[0] * 1e3, x[1]
        m = (1 + np.tanh((v + 1.2) / 18)) / 2
        i = 2 * (v + 60) + 4.4 * m * (v - 120) + 8 * w * (v + 84)
        rate = 0.04 * np.cosh((v - 2) / 60) * 1e3
        return [(current * 1e6 - i) / 20, rate * ((1 + np.tanh((v - 2) / 30)) / 2 - w)]

    return f, [-10e-3, 0.2], 2.0


def hh(current):
    def ratio(x):
        return 1 + x / 2 if abs(x) < 1e-6 else x / -np.expm1(-x)

    def f(t, y):
        u, m, h, n = y[0] * 1e3, *y[1:]
        am, bm = ratio((u - 25) / 10), 4 * np.exp(-u / 18)
        ah, bh = 0.07 * np.exp(-u / 20), 1 / (1 + np.exp((30 - u) / 10))
        an, bn = 0.1 * ratio((u - 10) / 10), 0.125 * np.exp(-u / 80)
        i = 120 * m**3 * h * (u - 115) + 36 * n**4 * (u + 12) + 0.3 * (u - 10.6)
        return [
            current * 1e6 - i,
            1e3 * (am * (1 - m) - bm * m),
            1e3 * (ah * (1 - h) - bh * h),
            1e3 * (an * (1 - n) - bn * n),
        ]

    return f, [0.0, 0.05, 0.6, 0.32], 0.5


SETS = {
    "vdp": (vdp, (0.2, 1, 5)),
    "fhn": (fhn, (0.35, 0.5, 1)),
    "ml": (ml, (90e-6, 100e-6, 150e-6, 200e-6)),
    "hh": (hh, (7e-6, 10e-6, 20e-6, 50e-6)),
}
DIVERGENCE = {
    "vdp": lambda mu: lambda x: mu * (1 - x[0] ** 2),
    "fhn": lambda current: lambda x: 1 - x[0] ** 2 - 0.064,
}

name = sys.argv[1] if len(sys.argv) > 1 and sys.argv[1] in SETS else "vdp"
make, parameters = SETS[name]
print("measure,block,value")
for block, parameter in enumerate(parameters):
    f, start, settle = make(parameter)
    period, orbit, x = cycle(f, start, settle)
    print(f"{name}_period,{block},{period:.9g}")
    print(f"{name}_top,{block},{orbit[0].max():.9g}\n{name}_low,{block},{orbit[0].min():.9g}")
    if sys.argv[-1] == "multiplier" and name in DIVERGENCE:
        divergence = DIVERGENCE[name](parameter)
        whole = solve_ivp(
            lambda t, y: np.append(f(t, y[:2]), divergence(y[:2])), (0, period), np.append(x, 0), **OPTIONS
        )
        print(f"multiplier,{block},{np.exp(whole.y[2, -1]):.9g}")
