"""Pulse maps of the pore of Fig. 29 in closed form; prints expect.csv, with an argument
depression.expect.csv. Units V, uS, ms."""
import sys
import numpy as np


def x_eq(u):
    return 1 / (1 + np.exp(-(u - 0.5) / 0.1))


def after(x, u):
    """The state after 0.1 ms at u."""
    rate = (np.exp((u - 1) / 0.2) + np.exp(-u / 0.2)) / 0.5
    return x_eq(u) + (x - x_eq(u)) * np.exp(-0.1 * rate)


def train(x, u, count):
    """The conductances after each of count pulses, and the state after the last gap."""
    g = []
    for _ in range(count):
        x = after(x, u)
        g.append(0.1 + 0.9 * x)
        x = after(x, 0)
    return g, x


up, x = train(x_eq(0), 1, 20)
print("measure,block,value")
if len(sys.argv) == 1:
    for k in (1, 2, 5, 10, 20):
        print(f"g{k},0,{up[k - 1]:.9g}")
else:
    for block, reset in enumerate((0.3, 1)):
        down, _ = train(x, -reset, 5)
        for k in (1, 2, 5):
            print(f"d{k},{block},{down[k - 1]:.9g}")
