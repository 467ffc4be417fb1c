"""Reference of this bench: the neuron under constant current by scipy's LSODA."""
import sys

sys.path.insert(0, "..")
from ecram_dflif import *

rows = []
for block, td in enumerate((2e-9, 5e-9, 15e-9, 50e-9)):
    def rhs(t, x, h, late, p=NEURON):
        vm, y, fb, vo = x
        dy, dfb, dvo, _ = comparator(y, h[0], fb, late[0], vo)
        return [(20e-6 - (p["gl"] + reset(fb)) * vm) / p["cm"], dy, dfb, dvo]

    _, zeros, t, x = run(rhs, [0] * 4, 0.35e-6, (), [(0, 0.25, 0.05, td)], [passing(0.25, 3)])
    up = rising(zeros[0], t, x, 0.25, 3)
    down = falling(zeros[0], t, x, 0.25, 3)
    rows += [("first", block, up[0]), ("width", block, down[0] - up[0]),
             ("period", block, up[1] - up[0]), ("top", block, x[:, 0].max())]
write(rows)
