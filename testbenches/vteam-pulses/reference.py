"""VTEAM under trapezoidal pulses with Biolek's window, p = 1: closed form.

Growth: dx/dt = g(v(t)) (1 - x^2), so atanh(x) grows by G = the integral of g over a pulse.
Fall: the same for 1 - x, since the window is then 1 - (1 - x)^2.
"""
import math

VOFF, SPAN, KOFF, KON, RON, ROFF = 0.2, 3e-9, 70e-6, 140e-6, 50.0, 1e3
V, WIDTH, RAMP = 0.6, 1e-6, 0.1e-6

over = V / VOFF - 1
# Plateau, and two ramps: dt = RAMP dv / V from the threshold to V.
integral = over**3 * WIDTH + 2 * RAMP * VOFF / V * over**4 / 4
up, down = KOFF / SPAN * integral, KON / SPAN * integral
x, n = 0.05, 0
print("growth per pulse %.9g, fall per pulse %.9g" % (up, down))
for n in range(1, 11):
    x = math.tanh(math.atanh(x) + up)
    if n in (1, 5, 10):
        print("after pulse", n, "x %.9g r %.9g" % (x, RON + (ROFF - RON) * x))
for n in range(11, 16):
    x = 1 - math.tanh(math.atanh(1 - x) + down)
    if n in (11, 12, 15):
        print("after pulse", n, "x %.9g r %.9g" % (x, RON + (ROFF - RON) * x))
