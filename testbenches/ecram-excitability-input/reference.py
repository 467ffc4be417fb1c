"""Reference of this bench: two synapse-neuron pairs by scipy's LSODA."""
import sys

sys.path.insert(0, "..")
from ecram_dflif import *

pulse = Pulses([1e-6 + k * 1e-5 for k in range(40)])


def pair(frozen):
    def rhs(t, x, h, late, p=NEURON):
        s, vm, y, fb, vo = x
        v = pulse(t)
        if frozen:
            g, sw = channel(s), switch(v)
            i, vg = (v - vm) * g * sw / (g + sw), 0.0
        else:
            i, vg = synapse(v, vm, s)
        dy, dfb, dvo, _ = comparator(y, h[0], fb, late[0], vo)
        return [dose(s, vg), (i - (p["gl"] + reset(fb)) * vm) / p["cm"], dy, dfb, dvo]

    edges, zeros, t, x = run(rhs, [0] * 5, 405e-6, pulse.corners(), [(1, 0.25, 0.05, 15e-9)],
                             [passing(0.25, 4)])
    # How near did the membrane come to the threshold without a spike? Counts need a margin.
    peaks = [x[(t > a) & (t < a + 9e-6), 1].max() for a in pulse.starts]
    print("peaks", " ".join(f"{p:.4f}" for p in peaks))
    return rising(zeros[0], t, x, 0.25, 4), t, x


up1, t1, x1 = pair(False)
up2, t2, x2 = pair(True)
r1 = 1 / channel(np.interp(400e-6, t1, x1[:, 0]))
write([("first1", 0, up1[0]), ("third1", 0, up1[2]), ("first2", 0, up2[0]),
       ("count1", 0, len(up1)), ("count2", 0, len(up2)), ("r1", 0, r1),
       ("before1", 0, x1[t1 < 20e-6, 1].max())])
