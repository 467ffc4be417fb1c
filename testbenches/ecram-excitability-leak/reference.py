"""Reference of this bench: neuron with an ECRAM leak by scipy's LSODA."""
import sys

sys.path.insert(0, "..")
from ecram_dflif import *


def rhs(t, x, h, late, p=NEURON):
    s, vm, y, fb, vo = x
    dy, dfb, dvo, _ = comparator(y, h[0], fb, late[0], vo)
    # The gate's current loads the output.
    return [dose(s, vo), (20e-6 - (channel(s) + reset(fb)) * vm) / p["cm"], dy, dfb,
            dvo - gate(vo) / p["cl"]]


_, zeros, t, x = run(rhs, [0] * 5, 1e-3, (), [(1, 0.25, 0.05, 15e-9)], [passing(0.25, 4)])
up = rising(zeros[0], t, x, 0.25, 4)
print("spikes", up)
write([("first", 0, up[0]), ("second", 0, up[1]), ("third", 0, up[2]), ("last", 0, up[-1]),
       ("count", 0, len(up)), ("early", 0, sum(u < 50e-6 for u in up)),
       ("lowest", 0, 1 / channel(x[:, 0].max()))])
