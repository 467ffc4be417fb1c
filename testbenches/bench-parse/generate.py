"""Writes a netlist of about a million elements: python3 generate.py KIND [ELEMENTS] [SEED]

KIND is ladder (R), mesh (R between neighbours, C to ground), inverters (MOS inverters in
subcircuits, four levels deep: ten thousand lines that flatten to ELEMENTS), gates (NAND and NOR
gates, one X line of a million elements' transistors and capacitors for every four) or memristors
(N elements with parameters of their own). The values are drawn with SEED, so that no two runs of
one command differ.
"""

import random
import sys


def ladder(count):
    """Series and shunt so far apart that the voltage is still a number at the far end."""
    print("v1 n0 0 1")
    for k in range(count // 2):
        print(f"rs{k} n{k} n{k + 1} {value('')}")
        print(f"rp{k} n{k + 1} 0 {value('g')}")
    print(".op")


def mesh(count):
    """A square mesh: three elements for each node."""
    n = int((count / 3) ** 0.5)
    print("v1 n0_0 0 1")
    for i in range(n):
        for j in range(n):
            if j + 1 < n:
                print(f"rh{i}_{j} n{i}_{j} n{i}_{j + 1} {value()}")
            if i + 1 < n:
                print(f"rv{i}_{j} n{i}_{j} n{i + 1}_{j} {value()}")
            print(f"c{i}_{j} n{i}_{j} 0 {value('p')}")
    print(f"rload n{n - 1}_{n - 1} 0 1k")
    print(".op")


def models():
    print(".model pm pmos(vto=-0.7 kp=40u lambda=0.02)")
    print(".model nm nmos(vto=0.7 kp=100u lambda=0.02)")


def inverters(count):
    """Chains of chains of inverters, each of two transistors and a capacitor."""
    models()
    print("vdd vdd 0 3.3")
    print("vin in 0 0")
    print(".subckt inv in out vdd params: wn=1u cl=10f")
    print("mp out in vdd vdd pm w={2*wn} l=0.35u")
    print("mn out in 0 0 nm w={wn} l=0.35u")
    print("cl out 0 {cl}")
    print(".ends")
    print(".subckt ten in out vdd")
    for k in range(10):
        a, b = "in" if k == 0 else f"s{k}", "out" if k == 9 else f"s{k + 1}"
        print(f"x{k} {a} {b} vdd inv wn={1 + 0.1 * k:.1f}u")
    print(".ends")
    top = count // 30 // 10 * 10
    rows = top // 4
    print(".subckt four in out vdd")
    print("xa in m1 vdd ten\nxb m1 m2 vdd ten\nxc m2 m3 vdd ten\nxd m3 out vdd ten")
    print(".ends")
    for k in range(rows):
        print(f"xr{k} {'in' if k == 0 else f'r{k}'} r{k + 1} vdd four")
    print(".op")


def gates(count):
    """Logic as a placed netlist has it: each gate on a line of its own, its transistors inside."""
    models()
    print("vdd vdd 0 3.3")
    print(".subckt nand a b y vdd\nmpa y a vdd vdd pm w=2u l=0.35u\nmpb y b vdd vdd pm w=2u l=0.35u")
    print("mna y a m 0 nm w=2u l=0.35u\nmnb m b 0 0 nm w=2u l=0.35u\n.ends")
    print(".subckt nor a b y vdd\nmpa m a vdd vdd pm w=4u l=0.35u\nmpb y b m vdd pm w=4u l=0.35u")
    print("mna y a 0 0 nm w=1u l=0.35u\nmnb y b 0 0 nm w=1u l=0.35u\n.ends")
    print("va w0 0 0\nvb w1 0 3.3")
    for k in range(2, count // 4 + 2):
        a, b = random.randrange(max(0, k - 50), k), random.randrange(k)
        print(f"xg{k} w{a} w{b} w{k} vdd {random.choice(('nand', 'nor'))}")
    print(".op")


def memristors(count):
    print(".model hp hp(ron=100 roff=16k d=10n)")
    print("v1 a 0 sin(0 1 1k)")
    for k in range(count // 2):
        x0 = random.uniform(0.05, 0.95)
        print(f"nm{k} a b{k} hp x0={x0:.4f} ron={value()}")
        print(f"r{k} b{k} 0 {value()}")
    print(".tran 1u 1m")


def value(suffix="k"):
    return f"{random.uniform(0.1, 10):.4g}{suffix}"


KINDS = {
    "ladder": ladder,
    "mesh": mesh,
    "inverters": inverters,
    "gates": gates,
    "memristors": memristors,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in KINDS:
        sys.exit("usage: python3 generate.py " + "|".join(KINDS) + " [ELEMENTS] [SEED]")
    kind = sys.argv[1]
    elements = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    random.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    print(f"{kind} of {elements} elements")
    KINDS[kind](elements)
    print(".end")
