"""A single pore as a spiking neuron, with scipy; prints expect.csv, with an argument
quiet.expect.csv. Units V, uA, uS, ms, nF."""
import sys
import numpy as np
from scipy.integrate import solve_ivp


def sig(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def run(drive, inactivates=True):
    def rhs(t, s):
        u, x, y = s
        return [
            ((drive - u) * 0.3 - (0.1 + 0.9 * x * y) * (u - 0.2)) / 0.01,
            (sig((u + 0.5) / 0.1) - x) / 0.01,
            sig(-(u + 0.5) / 0.1) - y if inactivates else 0.0,
        ]

    # Rest with nothing applied: 0.3 u + g (u - 0.2) = 0, by iteration.
    u = 0.0
    for _ in range(200):
        x, y = sig((u + 0.5) / 0.1), sig(-(u + 0.5) / 0.1) if inactivates else 1.0
        g = 0.1 + 0.9 * x * y
        u = 0.2 * g / (0.3 + g)
    event = lambda t, s: s[0] + 0.5
    event.direction = 1
    return solve_ivp(
        rhs, (0, 40), [u, x, y], "LSODA", rtol=1e-10, atol=1e-12, events=event, dense_output=True,
        max_step=0.05,
    )


print("measure,block,value")
if len(sys.argv) == 1:
    s = run(-1.2)
    t = s.t_events[0]
    u, _, y = s.sol(np.linspace(10, 40, 600001))
    print(f"period,0,{1e-3 * (t[14] - t[4]) / 10:.9g}")
    print(f"low,0,{u.min():.9g}\nhigh,0,{u.max():.9g}")
    print(f"ylow,0,{y.min():.9g}\nyhigh,0,{y.max():.9g}")
    print(f"plain,0,{run(-1.2, False).sol(40)[0]:.9g}")
else:
    for block, drive in enumerate((-1.8, -0.6)):
        u = run(drive).sol(np.linspace(30, 40, 100001))[0]
        print(f"low,{block},{u.min():.9g}\nhigh,{block},{u.max():.9g}")
        print(f"plain,{block},{run(drive, False).sol(40)[0]:.9g}")
