"""Reference of this bench: s under one trapezoidal gate pulse by scipy's LSODA, rest by exp."""
import sys

sys.path.insert(0, "..")
from ecram_dflif import *

pulse = Pulses([10e-6])
_, _, t, x = run(lambda t, x, h, l: [dose(x[0], pulse(t)), pulse(t) * gate(pulse(t))],
                 [0, 0], 10.021e-6, pulse.corners())
s, energy = x[-1]
r = lambda late: 1 / channel(s * np.exp(-late / SYNAPSE["tauv"]))
write([("before", 0, 20e3), ("after", 0, r(0)), ("change", 0, r(0) - 20e3), ("half", 0, r(0.5e-3)),
       ("one", 0, r(1e-3)), ("two", 0, r(2e-3)), ("five", 0, r(5e-3)), ("energy", 0, energy)])
