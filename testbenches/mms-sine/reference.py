"""Mean metastable switches under a 0.5 V, 100 Hz sine: scipy's Radau."""
import math
from scipy.integrate import solve_ivp

RON, ROFF, VON, VOFF, TAU, T = 500.0, 1500.0, 0.27, 0.27, 1e-4, 298.5
BETA = 1.602176634e-19 / (1.380649e-23 * T)


def p(z):
    return 0.5 * (1 + math.tanh(0.5 * z))


def v(t):
    return 0.5 * math.sin(200 * math.pi * t)


def rhs(t, y):
    return [(p(BETA * (v(t) - VON)) * (1 - y[0]) - p(-BETA * (v(t) + VOFF)) * y[0]) / TAU]


print("beta %.9g" % BETA, "rate at 0 V %.9g" % (p(-BETA * VON) / TAU))
print("retention %.9g" % (TAU / (2 * p(-BETA * VON))))
times = [1.25e-3, 2.5e-3, 5e-3, 6e-3, 7.5e-3, 1e-2]
s = solve_ivp(rhs, (0, 1e-2), [0.0], method="Radau", rtol=1e-11, atol=1e-14, max_step=5e-6, t_eval=times)
for t, x in zip(times, s.y[0]):
    print("t %.6g x %.9g i %.9g" % (t, x, (x / RON + (1 - x) / ROFF) * v(t)))
