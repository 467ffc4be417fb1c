"""Delay of the volatile threshold switch after a step of voltage, and its relaxation: closed form."""
import numpy as np

GL, GH, VB, VM, NA, ND, TAU0, VS = 1e-9, 1e-3, 0.3, 0.015, 1.25, 5.0, 50e-3, 0.01


def x_eq(v):
    return 1 / (1 + np.exp(-(np.hypot(v, VS) - VB) / VM))


def tau(v):
    u = np.hypot(v, VS)
    return TAU0 / (np.exp((u - VB) / (NA * VM)) + np.exp(-(u - VB) / (ND * VM)))


if __name__ == "__main__":
    for v in (0.35, -0.4, 0.5, -0.6):
        delay = tau(v) * np.log((x_eq(v) - x_eq(0)) / (x_eq(v) - 0.5))
        print(f"{v} V: delay to x = 1/2 {delay:.9g} s, x_eq {x_eq(v):.9g}, tau {tau(v):.9g} s")
    print(f"at rest: tau {tau(0):.9g} s, x falls to 1/10 in {tau(0) * np.log(10):.9g} s (from x_eq = 1)")
    for v in (0.35, -0.4, 0.5, -0.6):
        on = x_eq(v) + (x_eq(0) - x_eq(v)) * np.exp(-10e-3 / tau(v))
        off = tau(0) * np.log((on - x_eq(0)) / (0.1 - x_eq(0)))
        print(f"{v} V for 10 ms: x {on:.9g}, i {(GL + (GH - GL) * on) * v:.9g} A, x = 1/10 at {10e-3 + off:.9g} s")
