"""The reservoir of ten molecular memristors in closed form. Run: python3 reference.py

With an argument, writes the input of the netlist: python3 reference.py input.txt
"""
import sys

import numpy as np

HOLDS, WASH, TRAIN = 2200, 200, 1200
GAINS = 0.55 + 0.05 * np.arange(10)


def inputs():
    seed, u = 12345, []
    for _ in range(HOLDS):
        seed = (1664525 * seed + 1013904223) % 2**32
        u.append(seed / 2.0**32)
    return np.array(u)


def narma(u):
    y = np.zeros(HOLDS)
    for k in range(1, HOLDS - 1):
        y[k + 1] = 0.4 * y[k] + 0.4 * y[k] * y[k - 1] + 0.6 * (0.5 * u[k]) ** 3 + 0.1
    return y


def states(u, theta, low, high):
    """Shares in the low state at the end of every hold: within one they relax exponentially."""
    w, rows = np.full(10, 0.0), []
    for k, value in enumerate(u):
        v = GAINS * (low + (high - low) * value)
        n = np.minimum(1e-5 * np.cosh(5 * v), 1.0)
        rate = 1e3 * n + 1 - n
        rest = (1 - n) / rate
        w = rest if k == 0 else rest + (w - rest) * np.exp(-theta * rate)
        rows.append(w)
    return np.array(rows)


def error(w, y):
    """Normalised error of the next value of y, read from w by ridge regression."""
    mean, spread = w[WASH:TRAIN].mean(0), w[WASH:TRAIN].std(0)
    x = np.hstack([np.ones((HOLDS, 1)), (w - mean) / spread])
    a, t = x[WASH:TRAIN], y[WASH + 1 : TRAIN + 1]
    weights = np.linalg.solve(a.T @ a + 1e-9 * len(a) * np.eye(11), a.T @ t)
    miss = x[TRAIN : HOLDS - 1] @ weights - y[TRAIN + 1 :]
    return np.sqrt(np.mean(miss**2) / np.var(y[TRAIN + 1 :]))


if __name__ == "__main__":
    u = inputs()
    if len(sys.argv) > 1:
        with open(sys.argv[1], "w") as file:
            for k, value in enumerate(u):
                file.write("%d %.17g\n%d %.17g\n" % (k, value, k + 1, value))
        sys.exit()
    w = states(u, 0.5, 0.0, 1.5)
    for j in (0, 5, 9):
        for k in (10, 100, 300):
            print("w%dat%d,0,%.7g" % (j, k, w[k - 1, j]))
    for theta in (0.03, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 10.0):
        print("theta %g error %.6f" % (theta, error(states(u, theta, 0.0, 1.5), narma(u))))
    for low, high in ((0, 0.3), (0, 0.9), (0, 1.5), (0.5, 1.5), (1, 1.5), (1.5, 2)):
        print("range %g..%g error %.6f" % (low, high, error(states(u, 0.3, low, high), narma(u))))
