"""Periodic orbits of one relaxing state under a sine, with numpy, for the benches of the pores."""
import numpy as np

N = 200000
T = np.arange(N + 1) / N


def orbit(x_eq, rate, amplitude, f):
    """x over one period of the periodic orbit: exponential steps with midpoint rates."""
    middle = amplitude * np.sin(2 * np.pi * (T[:-1] + 0.5 / N))
    target, k = x_eq(middle), rate(middle) / (N * f)
    e = np.exp(-k)

    def march(x0):
        x = np.empty(N + 1)
        x[0] = x0
        for j in range(N):
            x[j + 1] = target[j] + (x[j] - target[j]) * e[j]
        return x

    # The map over a period is linear: x(1) = a x(0) + b.
    return march(march(0.0)[-1] / -np.expm1(-k.sum()))
