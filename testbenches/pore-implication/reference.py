"""Material implication with two pores and a resistor, by scipy; prints expect.csv. Units V, uS, ms."""
import numpy as np
from scipy.integrate import solve_ivp

VM, VCOND, VSET, GG, GL, GH = 0.05, 1.0, 1.4, 0.4, 0.01, 1.0


def g(x):
    return GL + (GH - GL) * x


def rate(u):
    return np.exp((u - 1) / (2 * VM)) + np.exp(-(u + 1) / (2 * VM))


def node(x):
    a, b = g(x[0]), g(x[1])
    return (a * VCOND + b * VSET) / (a + b + GG)


def rhs(t, x):
    u = np.array([VCOND, VSET]) - node(x)
    return (1 / (1 + np.exp(-u / VM)) - x) * rate(u)


print("measure,block,value")
# The first step line is the inner loop: p changes fastest.
for block, (p, q) in enumerate(((0, 0), (1, 0), (0, 1), (1, 1))):
    # Between the pulses the pores see no volt and relax with 11 s: less than 1e-5 in 0.15 ms.
    start = np.array([p, q], float)
    x = solve_ivp(rhs, (0, 0.3), start, "Radau", rtol=1e-10, atol=1e-12).y[:, -1]
    early = solve_ivp(rhs, (0, 1e-4), start, "Radau", rtol=1e-10, atol=1e-12).y[:, -1]
    print(f"gp,{block},{g(x[0]):.9g}\ngq,{block},{g(x[1]):.9g}\nvg,{block},{node(early):.9g}")
    print(f"bit,{block},{int(not p or q)}")
