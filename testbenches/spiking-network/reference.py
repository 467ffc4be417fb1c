"""Writes the netlist of this bench and its reference: two layers of neurons with axonal delays.

Layer 1: 60 neurons, neuron n under the current of level n // 10 (6 levels, 11 ... 31 uA), its axon with
the delay number n % 3 (12, 24, 36 ns). Layer 2: 40 neurons, each behind three ECRAM synapses from
different neurons of layer 1, drawn with numpy.random.default_rng(SEED), channels of 10 ... 32 kOhm.
No neuron of layer 2 acts on another, so that each is integrated by itself; an axon carries the exact
response of the comparator's two time constants to its edges.
"""
import sys

sys.path.insert(0, "..")
from ecram_dflif import *

SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 1
STOP = 0.3e-6
LEVELS = [(11 + 4 * k) * 1e-6 for k in range(6)]
DELAYS = [12e-9, 24e-9, 36e-9]
rng = np.random.default_rng(SEED)
wires = [(sorted(int(i) for i in rng.choice(60, 3, replace=False)),
          [int(r) for r in rng.integers(100, 320, 3)]) for _ in range(40)]  # channels in 100 ohm


def drive(t, amperes):
    t = t - 10e-9
    return amperes * (min(1, max(0, t / 1e-9)) - min(1, max(0, (t - 191e-9) / 1e-9)))


def first_layer(amperes):
    def rhs(t, x, h, late, p=NEURON):
        vm, fb = x
        return [(drive(t, amperes) - (p["gl"] + reset(fb)) * vm) / p["cm"],
                (late[0] - fb) / p["tc"]]

    edges, _, t, x = run(rhs, [0, 0], STOP, [10e-9, 11e-9, 201e-9, 202e-9],
                         [(0, 0.25, 0.05, 15e-9)])
    peak = max([x[t > 201e-9, 0].max() if len(edges[0]) % 2 == 0 else 0])
    return edges[0], abs(peak - 0.25)


def axon(edges, delay):
    a, b = NEURON["tc"], NEURON["rout"] * NEURON["cl"]
    times = np.array([e[0] for e in edges]) + delay
    signs = np.array([1 if e[1] else -1 for e in edges])

    def v(t):
        s = np.maximum(t - times, 0)
        return VDD * float(np.sum(signs * (1 - (a * np.exp(-s / a) - b * np.exp(-s / b)) / (a - b))))

    return v, list(times)


def second_layer(sources, parameters):
    def rhs(t, x, h, late, p=NEURON):
        s, (vm, y, fb, vo) = x[:3], x[3:]
        total, out = 0.0, []
        for k in range(3):
            i, vg = synapse(sources[k][0](t), vm, s[k], parameters[k])
            total += i
            out.append(dose(s[k], vg, parameters[k]))
        dy, dfb, dvo, _ = comparator(y, h[0], fb, late[0], vo)
        return out + [(total - (p["gl"] + reset(fb)) * vm) / p["cm"], dy, dfb, dvo]

    corners = [c for source in sources for c in source[1]]
    edges, zeros, t, x = run(rhs, [0] * 7, STOP, corners, [(3, 0.25, 0.05, 15e-9)],
                             [passing(0.25, 6)], rtol=1e-9, atol=1e-12)
    # The nearest that a local maximum of the membrane comes to the threshold.
    vm = x[:, 3]
    tops = [vm[k] for k in range(1, len(vm) - 1) if vm[k - 1] < vm[k] >= vm[k + 1]] + [vm[-1]]
    return rising(zeros[0], t, x, 0.25, 6), min(abs(v - 0.25) for v in tops)


def netlist(measures):
    lines = ["Two layers of 100 spiking neurons, 60 delayed axons, 120 ECRAM synapses",
             "* written by reference.py",
             ".subckt synapse axon m params: r0=10k", "Spass axon x axon 0 pass",
             "Nsyn x m x ecr r0={r0}", ".ends",
             ".subckt sender axon vdd params: amperes=10u td=20n",
             "Iin 0 m PULSE(0 {amperes} 10n 1n 1n 190n)", "Nn m out vdd 0 df",
             "Naxon out 0 axon 0 delay td={td}", ".ends",
             ".model pass sw(vt=0.25 vs=1m ron=100 roff=1e12)", ".model ecr ecram",
             ".model df dflif(TD=15n)", "Vdd vdd 0 0.5"]
    lines += [f"Xa{n} a{n} vdd sender amperes={11 + 4 * (n // 10)}u td={DELAYS[n % 3] * 1e9:.0f}n"
              for n in range(60)]
    # Axons that no synapse reads end in a resistor.
    read = {i for ins, _ in wires for i in ins}
    lines += [f"Ra{n} a{n} 0 1g" for n in range(60) if n not in read]
    for n, (ins, rs) in enumerate(wires):
        lines += [f"Xs{n}_{k} a{i} m{n} synapse r0={r / 10}k" for k, (i, r) in enumerate(zip(ins, rs))]
        lines += [f"Nb{n} m{n} o{n} vdd 0 df", f"Rb{n} o{n} 0 1g"]
    lines += [".tran 1n 0.3u uic"]
    lines += [".save " + " ".join(f"v(o{n}) @nb{n}[spikes]" for n in range(40))
              + " v(a0) v(a59) @xa0.nn[spikes] @xa59.nn[spikes]"]
    lines += ['.plot tran v(a59) v(o%d) v(o%d) title="An axon of layer 1, two neurons of layer 2"'
              % tuple(fired[:2])]
    return "\n".join(lines + measures + [".end"]) + "\n"


rows, measures, margins, fired, total = [], [], [], [], 0
layer = [first_layer(a) for a in LEVELS]
margins += [m for _, m in layer]
print("layer 1:", [sum(e[1] for e in edges) for edges, _ in layer], "spikes by level")
for name, level in (("xa0", 0), ("xa59", 5)):
    rows.append((name, 0, sum(e[1] for e in layer[level][0])))
    measures.append(f".meas tran {name} MAX @{name}.nn[spikes]")
for n, (ins, rs) in enumerate(wires):
    sources = [axon(layer[i // 10][0], DELAYS[i % 3]) for i in ins]
    up, margin = second_layer(sources, [dict(SYNAPSE, r0=100.0 * r) for r in rs])
    margins.append(margin)
    total += len(up)
    rows.append((f"n{n}", 0, len(up)))
    measures.append(f".meas tran n{n} MAX @nb{n}[spikes]")
    if up:
        fired.append(n)
        rows.append((f"t{n}", 0, up[0]))
        measures.append(f".meas tran t{n} WHEN v(o{n})=0.25 RISE=1")
print("layer 2:", total, "spikes of", len(fired), "neurons; nearest peak", min(margins), "V")
write(rows)
with open("bench.cir", "w", encoding="ascii") as f:
    f.write(netlist(measures))
with open("tolerance.properties", "w", encoding="ascii") as f:
    f.write("# Spike times: 2e-3 of the earliest. Numbers of spikes are exact.\n")
    earliest = min(v for name, _, v in rows if name.startswith("t"))
    for name, _, _ in rows:
        f.write(f"{name} = {2e-3 * earliest if name.startswith('t') else 0:.2g}\n")
