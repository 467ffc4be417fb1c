#!/usr/bin/env python3
"""Writes the netlists of the training testbenches; numpy only, seeds fixed."""
import numpy as np
from pathlib import Path

HERE = Path(__file__).resolve().parent


def regression():
    """V_out = 0.2 V_in + 0.3 by a network with hidden nodes."""
    lines = ["A network of conical channels that learns V_out = 0.2 V_in + 0.3 V"]
    nodes = ["in", "0", "bias", "h1", "h2", "out"]
    lines += ["Vin in 0 1", "Vb bias 0 1"]
    weights = []
    rng = np.random.default_rng(3)
    k = 0
    for i in range(len(nodes)):
        for j in range(i + 1, len(nodes)):
            if {nodes[i], nodes[j]} <= {"in", "0", "bias"}:
                continue
            for a, b in ((i, j), (j, i)):
                k += 1
                lines.append(f"N{k} {nodes[a]} {nodes[b]} channel l={rng.uniform(8, 12):.3f}u")
                weights.append(f".weight @n{k}[l] min=1u max=200u")
    lines.append(".model channel cone(rb=200n rt=50n rhob=0.2)")
    lines.append(".train steps=150 optimizer=lbfgs")
    lines += weights
    lines += [".data file=train.csv test=test.csv", ".meas training final MIN loss", ".end"]
    table = lambda volts: ["vin,v(out)"] + [f"{v:g},{0.2 * v + 0.3:g}" for v in volts]
    return lines, table(np.linspace(0, 1, 9)), table(np.linspace(0.0625, 0.9375, 8))


def graph():
    """Three targets in a random graph of 32 nodes and 100 channels."""
    rng = np.random.default_rng(32)
    lines = ["A random graph of 32 nodes and 100 conical channels with three targets"]
    lines += ["V1 n0 0 5", "V2 n1 0 1"]
    edges = set()
    order = rng.permutation(32)
    for a, b in zip(order[:-1], order[1:]):
        edges.add((int(a), int(b)))
    while len(edges) < 100:
        a, b = (int(x) for x in rng.integers(0, 32, 2))
        if a != b and (a, b) not in edges and (b, a) not in edges:
            edges.add((a, b))
    name = lambda n: "0" if n == 2 else f"n{n}"
    for k, (a, b) in enumerate(sorted(edges)):
        lines.append(f"N{k} {name(a)} {name(b)} channel l={rng.uniform(5, 15):.3f}u")
    lines.append(".model channel cone(rb=200n rt=50n rhob=0.2)")
    lines.append(".train steps=100 optimizer=lbfgs")
    lines += [f".weight @n{k}[l] min=1u max=100u" for k in range(100)]
    lines.append(".sample v1=5 v2=1 : v(n10)=2.5 v(n20)=1.5 v(n30)=2")
    lines += [".meas training loss0 FIND loss AT=0", ".meas training final MIN loss", ".end"]
    return lines


def crossbar(n=16):
    """A target matrix written into vteam cells, 2.5 Ohm a segment of wire."""
    rng = np.random.default_rng(16)
    lines = ["A crossbar of 16 x 16 vteam cells programmed to a matrix, line resistance included"]
    for i in range(n):
        lines.append(f"VR{i} s{i} 0 0")
        lines.append(f"RS{i} s{i} r{i}_0 2.5")
        lines.append(f"VC{i} c{n - 1}_{i} 0 0")
    for i in range(n):
        for j in range(n - 1):
            lines.append(f"RR{i}_{j} r{i}_{j} r{i}_{j + 1} 2.5")
            lines.append(f"RC{j}_{i} c{j}_{i} c{j + 1}_{i} 2.5")
    for i in range(n):
        for j in range(n):
            lines.append(f"N{i}_{j} r{i}_{j} c{i}_{j} cell x0=0.5")
    lines.append(".model cell vteam(ron=10k roff=100k voff=0.5 von=-0.5)")
    lines.append(".train steps=60 optimizer=lbfgs")
    lines += [f".weight @n{i}_{j}[x0] min=0 max=1" for i in range(n) for j in range(n)]
    target = 1 / (10e3 + 90e3 * rng.uniform(0.05, 0.95, (n, n)))
    lines.append(".data file=matrix.csv")
    lines += [".meas training loss0 FIND loss AT=0", ".meas training final MIN loss", ".end"]
    head = [f"vr{i}" for i in range(n)] + [f"i(vc{j})" for j in range(n)]
    rows = [",".join(head)]
    for i in range(n):
        v = [0.1 if k == i else 0 for k in range(n)]
        rows.append(",".join(f"{x:g}" for x in v) + "," + ",".join(f"{0.1 * g:.9e}" for g in target[i]))
    return lines, rows


def write(folder, name, lines):
    (HERE / folder).mkdir(exist_ok=True)
    (HERE / folder / name).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    lines, train, test = regression()
    write("train-regression", "bench.cir", lines)
    write("train-regression", "train.csv", train)
    write("train-regression", "test.csv", test)
    write("train-graph", "bench.cir", graph())
    lines, rows = crossbar()
    write("train-crossbar", "bench.cir", lines)
    write("train-crossbar", "matrix.csv", rows)
