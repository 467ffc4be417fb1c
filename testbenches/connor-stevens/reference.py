"""The Connor-Stevens neuron with scipy; prints expect.csv. Units mV, uA/cm2, mS/cm2, ms."""
import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

e = np.exp


def equilibria(v):
    """Equilibrium and time constant of m, h, n, a, b."""
    pairs = (
        (0.38 * (v + 29.7) / (1 - e(-0.1 * (v + 29.7))), 15.2 * e(-0.0556 * (v + 54.7))),
        (0.266 * e(-0.05 * (v + 48)), 3.8 / (1 + e(-0.1 * (v + 18)))),
        (0.02 * (v + 45.7) / (1 - e(-0.1 * (v + 45.7))), 0.25 * e(-0.0125 * (v + 55.7))),
    )
    gates = [(a / (a + b), 1 / (a + b)) for a, b in pairs]
    top, bottom = 0.0761 * e(0.0314 * (v + 94.22)), 1 + e(0.0346 * (v + 1.17))
    gates.append(((top / bottom) ** (1 / 3), 0.3632 + 1.158 / (1 + e(0.0497 * (v + 55.96)))))
    gates.append(
        ((1 / (1 + e(0.0688 * (v + 53.3)))) ** 4, 1.24 + 2.678 / (1 + e(0.0624 * (v + 50))))
    )
    return gates


def ionic(v, m, h, n, a, b):
    sodium, potassium = 120 * m**3 * h * (v - 55), 20 * n**4 * (v + 72)
    return sodium + potassium + 47.7 * a**3 * b * (v + 75) + 0.3 * (v + 17)


def steady(v):
    return [g for g, _ in equilibria(v)]


rest = brentq(lambda v: ionic(v, *steady(v)), -80, -60, xtol=1e-13)
event = lambda t, y: y[0]
event.direction = 1
print("measure,block,value")
for block, drive in enumerate((10, 20)):
    s = solve_ivp(
        lambda t, y: [drive - ionic(*y)]
        + [(g - x) / tau for (g, tau), x in zip(equilibria(y[0]), y[1:])],
        (0, 150),
        [rest, *steady(rest)],
        "DOP853",
        rtol=1e-10,
        atol=1e-12,
        events=event,
        dense_output=True,
    )
    t = s.t_events[0]
    print(f"rest,{block},{1e-3 * rest:.9g}\nfirst,{block},{1e-3 * t[0]:.9g}")
    print(f"interval,{block},{1e-3 * (t[3] - t[1]) / 2:.9g}")
    print(f"peak,{block},{1e-3 * s.sol(np.linspace(0, 150, 600001))[0].max():.9g}")
