"""Reference of this bench: one pulse maps s linearly; map from two LSODA runs, then the recursion."""
import sys

sys.path.insert(0, "..")
from ecram_dflif import *


def one(s):
    pulse = Pulses([0.0])
    _, _, _, x = run(lambda t, x, h, l: [dose(x[0], pulse(t))], [s], 21e-9, pulse.corners(),
                     rtol=1e-12, atol=1e-15)
    return x[-1, 0]


zero, at_half = one(0.0), one(0.5)
rows = []
for block, f in enumerate((1e3, 3e3, 1e4, 3e4, 1e5)):
    s, g = 0.0, []
    for _ in range(round(10e-3 * f) + 1):
        s = zero + (at_half - zero) / 0.5 * s
        g.append(channel(s))
        s *= np.exp(-(1 / f - 21e-9) / SYNAPSE["tauv"])
    rows += [("first", block, g[0]), ("last", block, g[-1]), ("factor", block, g[-1] / g[0])]
write(rows)
