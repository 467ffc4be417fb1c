"""Writes the Poisson trains of this bench and its reference: 16 ECRAM synapses on one neuron.

Trains: numpy.random.default_rng(16), for synapse 1 to 16 in turn exponential intervals of mean
50 us (20 kHz) plus a dead time of 0.5 us, rounded to 1 ns, until 240 us; each spike is a trapezoid of
1 ns edges and 19 ns top. Channels: r0 = 14 kOhm + 2 kOhm times the synapse's number.
"""
import sys

sys.path.insert(0, "..")
from ecram_dflif import *

STOP = 250e-6
rng = np.random.default_rng(16)
trains = []
for n in range(16):
    times, t = [], 0.0
    while True:
        t += rng.exponential(50e-6) + 0.5e-6
        if t > 240e-6:
            break
        times.append(round(t * 1e9) * 1e-9)
    trains.append(times)
    with open(f"in{n + 1}.csv", "w", encoding="ascii") as f:
        f.write("0,0\n")
        for at in times:
            ns = round(at * 1e9)
            f.write(f"{ns}e-9,0\n{ns + 1}e-9,0.5\n{ns + 20}e-9,0.5\n{ns + 21}e-9,0\n")

pulses = [Pulses(times) if times else None for times in trains]
parameters = [dict(SYNAPSE, r0=14e3 + 2e3 * (n + 1)) for n in range(16)]


def rhs(t, x, h, late, p=NEURON):
    s, (vm, y, fb, vo) = x[:16], x[16:]
    total, out = 0.0, []
    for n in range(16):
        v = pulses[n](t)
        i, vg = synapse(v, vm, s[n], parameters[n])
        total += i
        out.append(dose(s[n], vg, parameters[n]))
    dy, dfb, dvo, _ = comparator(y, h[0], fb, late[0], vo)
    return out + [(total - (p["gl"] + reset(fb)) * vm) / p["cm"], dy, dfb, dvo]


corners = [c for pulse in pulses for c in pulse.corners()]
edges, zeros, t, x = run(rhs, [0] * 20, STOP, corners, [(16, 0.25, 0.05, 15e-9)],
                         [passing(0.25, 19)], rtol=1e-9)
up = rising(zeros[0], t, x, 0.25, 19)
print(sum(map(len, trains)), "input spikes; output", up)
ends = sorted(a + 21e-9 for times in trains for a in times)
peaks = [x[(t >= e - 30e-9) & (t <= e + 1e-9), 16].max() for e in ends]
print("nearest peak to the threshold, V", min(abs(p - 0.25) for p in peaks))
rows = [("count", 0, len(up))] + [(f"t{k + 1}", 0, up[k]) for k in range(6)]
rows += [("last", 0, up[-1])]
rows += [("r1", 0, 1 / channel(x[-1, 0], parameters[0])),
         ("r9", 0, 1 / channel(x[-1, 8], parameters[8])),
         ("r16", 0, 1 / channel(x[-1, 15], parameters[15]))]
write(rows)
