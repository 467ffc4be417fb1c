"""Reference of this bench: modulated delay path and neuron by scipy's LSODA."""
import sys

sys.path.insert(0, "..")
from ecram_dflif import *

rows = []
for block, k in enumerate((1, 5, 10, 20)):
    pulse = Pulses([1e-6 * (n + 1) for n in range(k)])

    def rhs(t, x, h, late, p=NEURON):
        s, vm, y, vo, vfb = x
        drive = 20e-6 * min(1, max(0, (t - 30e-6) / 1e-9))
        ig = (pulse(t) - vo) / (SYNAPSE["rg"] + 1 / switch(pulse(t)))
        through = channel(s) * (vo - vfb)
        return [dose(s, ig * SYNAPSE["rg"]),
                (drive - (p["gl"] + reset(vfb / VDD)) * vm) / p["cm"],
                (h[0] - y) / p["tc"],
                ((y * VDD - vo) / p["rout"] - through + ig) / p["cl"],
                through / 1e-12]

    _, zeros, t, x = run(rhs, [0] * 5, 30.4e-6, pulse.corners() + [30e-6, 30.001e-6],
                         [(1, 0.25, 0.05, None)], [passing(0.25, 3)])
    up, down = rising(zeros[0], t, x, 0.25, 3), falling(zeros[0], t, x, 0.25, 3)
    rows += [("r", block, 1 / channel(np.interp(30.08e-6, t, x[:, 0]))), ("first", block, up[0]),
             ("width", block, down[0] - up[0]), ("period", block, up[1] - up[0])]
write(rows)
