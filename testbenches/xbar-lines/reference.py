"""Nodal equations of a crossbar of equal resistors, solved with scipy's sparse LU."""
import numpy as np
import scipy.sparse as sp
import scipy.sparse.linalg as sl


def crossbar(n, device=10e3, wire=2.5):
    row = lambda i, j: i * n + j
    col = lambda i, j: n * n + i * n + j
    entries, right = [], np.zeros(2 * n * n)

    def conduct(a, b, g):
        entries.append((a, a, g))
        if b is not None:
            entries.extend([(b, b, g), (a, b, -g), (b, a, -g)])

    for i in range(n):
        for j in range(n):
            conduct(row(i, j), col(i, j), 1 / device)
            if j < n - 1:
                conduct(row(i, j), row(i, j + 1), 1 / wire)
            if i < n - 1:
                conduct(col(i, j), col(i + 1, j), 1 / wire)
        conduct(row(i, 0), None, 1 / wire)  # to the driver at 1 V
        right[row(i, 0)] += 1 / wire
        conduct(col(n - 1, i), None, 1 / wire)  # to ground
    r, c, g = zip(*entries)
    v = sl.spsolve(sp.csc_matrix((g, (r, c))), right)
    currents = v[col(n - 1, 0):col(n - 1, 0) + n] / wire
    across = (v[:n * n] - v[n * n:]).reshape(n, n)
    return currents, across


for n in (4, 16, 64):
    currents, across = crossbar(n)
    where = np.unravel_index(across.argmin(), across.shape)
    print(n, "%.9g %.9g" % (currents[0], currents[-1]),
          "worst device %.9g V at row %d, column %d" % (across.min(), where[0] + 1, where[1] + 1))
