"""Writes one cell of a 16 x 16 crossbar and reads it: states by Runge-Kutta, nodes by sparse LU.

The nodal equations of the lines are solved anew at every evaluation of the 256 rates.
"""
import numpy as np
import scipy.sparse as sp
import scipy.sparse.linalg as sl
from scipy.integrate import solve_ivp

N, RW, RIN, ROUT = 16, 2.5, 100.0, 100.0
RON, ROFF, VON, KON, SPAN, DTH, A, P = 10e3, 200e3, -0.55, -140e-6, 3e-9, 0.01, 3, 2
VOFF, KOFF = 0.55, 140e-6
I, J = 2, 6  # row 3, column 7, from zero

number = np.arange(1, N + 1)
x0 = 0.9 - 0.15 * np.mod(number[:, None] + 2 * number[None, :], 5)
x0[I, J] = 0.9

row = np.arange(N * N).reshape(N, N)
col = row + N * N
a, b, g = [], [], []


def conduct(p, q, value):
    for r, c, s in ((p, p, 1), (q, q, 1), (p, q, -1), (q, p, -1)):
        a.append(r)
        b.append(c)
        g.append(s * value)


for k in range(N):
    for l in range(N - 1):
        conduct(row[k, l], row[k, l + 1], 1 / RW)
        conduct(col[l, k], col[l + 1, k], 1 / RW)
lines = sp.csc_matrix((g, (a, b)), shape=(2 * N * N, 2 * N * N))
ends = np.zeros(2 * N * N)
ends[row[:, 0]] += 1 / (RIN + RW)
ends[col[N - 1, :]] += 1 / (ROUT + RW)
lines = lines + sp.diags(ends)


def network(x, select, half):
    """Voltages across the cells, and the currents out of the columns."""
    y = 1 / (RON + (ROFF - RON) * np.clip(x, 0, 1)).ravel()
    r, c = row.ravel(), col.ravel()
    cells = sp.csc_matrix(
        (np.concatenate([y, y, -y, -y]),
         (np.concatenate([r, c, r, c]), np.concatenate([r, c, c, r]))), lines.shape)
    drive = np.zeros(2 * N * N)
    rows, columns = np.full(N, float(half)), np.full(N, float(half))
    rows[I], columns[J] = select, 0
    drive[row[:, 0]] = rows / (RIN + RW)
    drive[col[N - 1, :]] = columns / (ROUT + RW)
    v = sl.spsolve((lines + cells).tocsc(), drive)
    out = (v[col[N - 1, :]] - columns) / (ROUT + RW)
    return (v[r] - v[c]).reshape(N, N), out


def softplus(z):
    return DTH * np.logaddexp(0, z / DTH)


def rate(x, v):
    w = 1 - np.abs(2 * np.clip(x, 0, 1) - 1) ** (2 * P)
    return (KOFF * softplus(v / VOFF - 1) ** A + KON * softplus(v / VON - 1) ** A) / SPAN * w


T = [0, 1e-6, 1.1e-6, 11.1e-6, 11.2e-6, 14e-6, 14.1e-6, 16e-6]
SELECT = [0, 0, -1.2, -1.2, 0, 0, 0.1, 0.1]
HALF = [0, 0, -0.6, -0.6, 0, 0, 0, 0]


def derivative(t, x):
    v, _ = network(x.reshape(N, N), np.interp(t, T, SELECT), np.interp(t, T, HALF))
    return rate(x.reshape(N, N), v).ravel()


x = x0.ravel()
for t0, t1 in ((1e-6, 1.1e-6), (1.1e-6, 11.1e-6), (11.1e-6, 11.2e-6)):
    if t0 == 1.1e-6:
        v, _ = network(x.reshape(N, N), -1.2, -0.6)
        print("vcell,0,%.9g" % v[I, J])
    x = solve_ivp(derivative, (t0, t1), x, rtol=1e-9, atol=1e-11).y[:, -1]
x = x.reshape(N, N)
print("xcell,0,%.9g" % x[I, J])
print("xrow,0,%.9g" % x[I, 1])
print("xcolumn,0,%.9g" % x[11, J])
print("xother,0,%.9g" % x[8, 9])
_, current = network(x, 0.1, 0)
print("iread,0,%.9g" % current[J])
print("ineighbour,0,%.9g" % current[J + 1])
print("# ideal read current %.6g, before writing %.6g" % (
    0.1 / (RON + (ROFF - RON) * x[I, J]), network(x0, 0.1, 0)[1][J]))
print("# x0 of the four cells", x0[I, J], x0[I, 1], x0[11, J], x0[8, 9])
