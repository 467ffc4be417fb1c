"""Reference of this bench: three synapse-neuron channels at four rates by scipy's LSODA."""
import sys

sys.path.insert(0, "..")
from ecram_dflif import *


def channel_at(f, tauv):
    pulse = Pulses([1e-6 + k / f for k in range(40)])
    synapse_of = dict(SYNAPSE, tauv=tauv)

    def rhs(t, x, h, late, p=NEURON):
        s, vm, y, fb, vo = x
        i, vg = synapse(pulse(t), vm, s, synapse_of)
        dy, dfb, dvo, _ = comparator(y, h[0], fb, late[0], vo)
        return [dose(s, vg, synapse_of), (i - (p["gl"] + reset(fb)) * vm) / p["cm"], dy, dfb, dvo]

    edges, _, t, x = run(rhs, [0] * 5, 41 / f, pulse.corners(), [(1, 0.25, 0.05, 15e-9)])
    peaks = np.array([x[(t >= a) & (t < a + 0.9 / f), 1].max() for a in pulse.starts])
    margin = np.abs(peaks - 0.25).min()
    return channel(x[:, 0].max()), len(edges[0]) // 2, margin


rows = []
for block, f in enumerate((1e4, 25e3, 5e4, 8e4)):
    for name, tauv in (("fast", 1e-4), ("mid", 1e-3), ("slow", 1e-2)):
        g, spikes, margin = channel_at(f, tauv)
        print(f"{f:g} Hz {name}: {spikes} spikes, nearest peak to the threshold {margin:.5f} V")
        rows += [("g" + name, block, g), ("n" + name, block, spikes)]
write(rows)
