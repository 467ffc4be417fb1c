"""Reference of this bench: synapse, neuron and two energies as states, by scipy's LSODA."""
import sys

sys.path.insert(0, "..")
from ecram_dflif import *

pulse = Pulses([10e-9 + k * 1e-6 for k in range(6)])


def rhs(t, x, h, late, p=NEURON):
    s, vm, y, fb, vo, _, _ = x
    v = pulse(t)
    i, vg = synapse(v, vm, s)
    dy, dfb, dvo, supply = comparator(y, h[0], fb, late[0], vo)
    return [dose(s, vg), (i - (p["gl"] + reset(fb)) * vm) / p["cm"], dy, dfb, dvo,
            VDD * supply * 1e12, v * i * 1e12]


_, zeros, t, x = run(rhs, [0] * 7, 5.9e-6, pulse.corners(), [(1, 0.25, 0.05, 11.3e-9)],
                     [passing(0.25, 4)])
up, down = rising(zeros[0], t, x, 0.25, 4), falling(zeros[0], t, x, 0.25, 4)
neuron, put_in = x[-1, 5] * 1e-12, x[-1, 6] * 1e-12
charging = np.interp(4.023e-6, t, x[:, 6]) * 1e-12
print("spikes", up, "membrane peaks", x[:, 1].max())
closed = NEURON["cl"] * VDD**2 + VDD * NEURON["iq"] * (down[0] - up[0])
print("closed form of the neuron's part", closed, "integral", neuron)
write([("fires", 0, up[0]), ("width", 0, down[0] - up[0]), ("neuron", 0, neuron),
       ("charging", 0, charging),
       ("spike", 0, neuron + charging), ("input", 0, put_in), ("total", 0, neuron + put_in), ("count", 0, len(up))])
