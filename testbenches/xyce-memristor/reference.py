"""TEAM with Kvatinsky's windows, and Yakopcic's device behind 50 ohm: scipy's DOP853."""
import math
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

# Level 2: 0.7 V, 1 kHz sine across a TEAM device with an exponential resistance.
RON, ROFF, IOFF, ION, KOFF, KON = 50.0, 1e3, 0.3e-3, -0.3e-3, 100e-9, -100e-9
AON, AOFF, WC, SPAN = 0.3e-9, 2.7e-9, 0.1e-9, 3e-9


def team(t, y):
    x = y[0]
    i = 0.7 * math.sin(2e3 * math.pi * t) / (RON * (ROFF / RON) ** x)
    w = SPAN * x
    if i > IOFF:
        return [KOFF * (i / IOFF - 1) ** 3 * math.exp(-math.exp((w - AOFF) / WC)) / SPAN]
    if i < ION:
        return [KON * (i / ION - 1) ** 3 * math.exp(-math.exp(-(w - AON) / WC)) / SPAN]
    return [0.0]


times = [0.25e-3, 0.5e-3, 1e-3, 2e-3, 2.5e-3]
s = solve_ivp(team, (0, 2.5e-3), [0.5], method="DOP853", rtol=1e-12, atol=1e-14,
              max_step=2e-7, t_eval=times)
for t, x in zip(times, s.y[0]):
    print("team t %.6g x %.9g" % (t, x))

# Level 3: 0.5 V, 100 Hz sine, 50 ohm in series.
A, B, VP, VN, AP, AN, XP, XN, ALP, ALN = 0.17, 0.05, 0.16, 0.15, 4e3, 4e3, 0.3, 0.5, 1.0, 5.0


def across(t, x):
    u = 0.5 * math.sin(200 * math.pi * t)
    if u == 0:
        return 0.0
    return brentq(lambda v: v + 50 * A * x * math.sinh(B * v) - u, -1, 1, xtol=1e-15, rtol=1e-14)


def yakopcic(t, y):
    x = y[0]
    v = across(t, x)
    if v > VP:
        f = math.exp(-ALP * (x - XP)) * (1 - x) / (1 - XP) if x >= XP else 1.0
        return [AP * (math.exp(v) - math.exp(VP)) * f]
    if v < -VN:
        f = math.exp(ALN * (x + XN - 1)) * x / (1 - XN) if x <= 1 - XN else 1.0
        return [-AN * (math.exp(-v) - math.exp(VN)) * f]
    return [0.0]


times = [2.5e-3, 5e-3, 7.5e-3, 1e-2]
s = solve_ivp(yakopcic, (0, 1e-2), [0.11], method="DOP853", rtol=1e-12, atol=1e-14,
              max_step=2e-6, t_eval=times)
for t, x in zip(times, s.y[0]):
    v = across(t, x)
    print("yakopcic t %.6g x %.9g v %.9g i %.9g" % (t, x, v, A * x * math.sinh(B * v)))
