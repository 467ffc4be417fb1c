"""The circuits of this bench, written for IonSpice and for ngspice; the same text wherever possible.

    python3 circuits.py              lists them
    python3 circuits.py ring51       prints the netlist for IonSpice
    python3 circuits.py ring51 ngspice

A seed of 1 draws whatever is random.
"""

import pathlib
import random
import sys

HERE = pathlib.Path(__file__).parent

MOS = """.model mn nmos(vto=0.8 kp=60u gamma=0.5 phi=0.65 lambda=0.03 tox=30n cgso=0.25n cgdo=0.25n
+ cgbo=0.1n cj=0.3m mj=0.45 cjsw=0.3n mjsw=0.3)
.model mp pmos(vto=-0.9 kp=25u gamma=0.4 phi=0.65 lambda=0.05 tox=30n cgso=0.25n cgdo=0.25n
+ cgbo=0.1n cj=0.4m mj=0.5 cjsw=0.35n mjsw=0.3)
"""

INVERTER = """.subckt inverter in out vdd
M1 out in 0 0 mn W=10u L=2u AD=50p AS=50p PD=25u PS=25u
M2 out in vdd vdd mp W=25u L=2u AD=120p AS=120p PD=55u PS=55u
.ends
"""

NAND = """.subckt nand a b out vdd
M1 out a x 0 mn W=20u L=2u AD=100p AS=50p PD=50u PS=25u
M2 x b 0 0 mn W=20u L=2u AD=50p AS=100p PD=25u PS=50u
M3 out a vdd vdd mp W=25u L=2u AD=120p AS=120p PD=55u PS=55u
M4 out b vdd vdd mp W=25u L=2u AD=120p AS=120p PD=55u PS=55u
.ends
"""

BIPOLAR = (HERE / "bipolar.inc").read_text(encoding="utf-8")
OPAMP = (HERE / "opamp.inc").read_text(encoding="utf-8")


def rcladder20k():
    n = 20000
    lines = ["RC ladder of 20 000 sections", "V1 n0 0 SIN(0 1 1meg)"]
    for k in range(n):
        lines.append(f"R{k} n{k} n{k + 1} 1")
        lines.append(f"C{k} n{k + 1} 0 10p")
    lines += [".tran 10n 5u", ".save v(n10) v(n100) v(n1000)"]
    return lines


def ring(stages, nanoseconds):
    lines = [f"Ring oscillator of {stages} inverters", INVERTER + MOS, "Vdd vdd 0 5"]
    for k in range(stages):
        lines.append(f"X{k} n{k} n{(k + 1) % stages} vdd inverter")
    lines.append("Ikick 0 n0 PULSE(0 0.2m 0.1n 0.1n 0.1n 0.5n)")
    lines += [f".tran 0.1n {nanoseconds}n", ".save v(n0) v(n1) i(Vdd)"]
    return lines


def ring51():
    return ring(51, 600)


def network(n, ngspice):
    """Integrate-and-fire neurons whose spikes charge decaying traces; ten inputs each."""
    draw = random.Random(1)
    lines = [f"{n} leaky integrate-and-fire neurons, 10 inputs each"]
    if ngspice:
        # The membrane above its threshold charges cr to one volt in no time. Until rr has
        # discharged it to half a volt the membrane is held.
        lines.append(
            """.subckt neuron m
Cm m 0 2n
Rm m 0 10meg
Sreset m base r 0 hold
Vbase base 0 -10m
Sfire one r m 0 threshold
Vone one 0 1
Cr r 0 1n
Rr r 0 {2m/1n/log(2)}
.ends
.model hold sw(vt=0.5 vh=0 ron=100 roff=1e15)
.model threshold sw(vt=15m vh=0 ron=1 roff=1e15)"""
        )
    else:
        lines.append(".model neuron lif(cm=2n gl=100n el=0 vth=15m vres=-10m tref=2m)")
    for k in range(n):
        current = draw.uniform(1.4, 2.4)
        lines.append(f"I{k} 0 m{k} PULSE(0 {current:.6f}n 1m 10u 10u 1)")
        lines.append(f"{'X' if ngspice else 'N'}{k} m{k} {'' if ngspice else '0 '}neuron")
        # The trace of this neuron's spikes is fed while its membrane is held low.
        lines.append(f"Btrace{k} 0 s{k} I=1u*(1+tanh((-8m-v(m{k}))/1m))/2")
        lines.append(f"Rtrace{k} s{k} 0 1meg")
        lines.append(f"Ctrace{k} s{k} 0 5n")
        for j, source in enumerate(draw.sample(range(n), 10)):
            weight = draw.choice([1, 1, 1, -1]) * draw.uniform(0.02, 0.06)
            lines.append(f"G{k}_{j} 0 m{k} s{source} 0 {weight:.6f}n")
    lines += [".tran 50u 100m 0 50u uic", ".save v(m0) v(m1) v(m2) v(s0)"]
    return lines


def lif100():
    return network(100, False)


def lif100_ngspice():
    return network(100, True)


def lif1000():
    return network(1000, False)


def lif1000_ngspice():
    return network(1000, True)


def amplifiers():
    lines = ["40 amplifiers of two bipolar stages each, driven at different phases", BIPOLAR]
    lines.append("Vcc vcc 0 12")
    for k in range(40):
        lines.append(
            f"""Vin{k} in{k} 0 SIN(0 {2 + k % 5}m 10k 0 0 {9 * k})
Cin{k} in{k} b{k} 1u
Ra{k} vcc b{k} 47k
Rb{k} b{k} 0 10k
Q{k} c{k} b{k} e{k} qn
Rc{k} vcc c{k} 3.9k
Re{k} e{k} 0 820
Ce{k} e{k} 0 10u
Qo{k} vcc c{k} o{k} qn
Ro{k} o{k} 0 2.2k
Co{k} o{k} l{k} 1u
Rl{k} l{k} 0 10k"""
        )
    lines += [".tran 1u 2m", ".save v(l0) v(l1) v(c0)"]
    return lines


def rectifier():
    return [
        "Mains transformer, bridge, filter, and a load that switches",
        """V1 prim 0 SIN(0 325 50)
Rp prim p1 5
Lp p1 0 2
Ls s1 s2 10m
K1 Lp Ls 0.999
Rg s2 0 1meg
Rs s1 a 0.2
D1 a plus dm
D2 s2 plus dm
D3 minus a dm
D4 minus s2 dm
Rm minus 0 1m
C1 plus minus 1000u
Lf plus f 10m
Cf f minus 470u
R1 f minus 100
Iload f minus PULSE(0 0.5 100m 10u 10u 50m 100m)
.model dm D(is=1e-9 n=1.6 rs=0.05 cjo=50p tt=1u bv=200)
.tran 50u 10
.save v(f) v(plus) v(a)""",
    ]


def opamp():
    return [
        "An inverting amplifier with a 741 of bipolar transistors",
        BIPOLAR + OPAMP,
        """Vp vp 0 15
Vn vn 0 -15
Vin in 0 SIN(0 0.5 1k)
Ri in minus 1k
Rf minus out 10k
X1 0 minus out vp vn opamp
RL out 0 2k
.tran 2u 200m
.save v(out) v(minus) v(in)""",
    ]


def adder8():
    lines = ["8-bit ripple adder of 72 NAND gates", NAND + MOS]
    lines.append(
        """.subckt full a b cin sum cout vdd
X1 a b p vdd nand
X2 a p q vdd nand
X3 b p r vdd nand
X4 q r x vdd nand
X5 x cin s vdd nand
X6 x s t vdd nand
X7 cin s u vdd nand
X8 t u sum vdd nand
X9 s p cout vdd nand
.ends
Vdd vdd 0 5"""
    )
    for k in range(8):
        lines.append(f"Va{k} a{k} 0 PULSE(0 5 {10 + 3 * k}n 1n 1n {100 + 10 * k}n {250 + 20 * k}n)")
        lines.append(f"Vb{k} b{k} 0 PULSE(0 5 {60 + 5 * k}n 1n 1n {140 - 7 * k}n {310 - 15 * k}n)")
        carry = "0" if k == 0 else f"c{k}"
        lines.append(f"X{k} a{k} b{k} {carry} s{k} c{k + 1} vdd full")
    lines += [".tran 0.2n 1000n", ".save v(s0) v(s7) v(c8)"]
    return lines


def lcladder():
    n = 1000
    lines = [f"LC line of {n} sections", "V1 in 0 PULSE(0 1 10n 5n 5n 100n)", "Rs in n0 50"]
    for k in range(n):
        lines.append(f"L{k} n{k} n{k + 1} 25n")
        lines.append(f"C{k} n{k + 1} 0 10p")
    lines += [f"Rl n{n} 0 50", ".tran 1n 1u", f".save v(n0) v(n{n // 2}) v(n{n})"]
    return lines


def buck():
    return [
        "Buck converter at 100 kHz",
        """Vin in 0 24
S1 in sw gate 0 power
Vg gate 0 PULSE(0 5 0 50n 50n 4u 10u)
D1 0 sw fast
Csn sw x 470p
Rsn x 0 47
L1 sw out 47u
C1 out esr 100u
Resr esr 0 20m
Rl out 0 3
.model power sw(vt=2.5 vh=0 ron=50m roff=1meg)
.model fast D(is=1e-8 n=1.2 rs=20m cjo=200p)
.tran 100n 10m
.save v(out) v(sw) i(L1)""",
    ]


def logic():
    draw = random.Random(1)
    gates = 150
    lines = [f"Random logic of {gates} NAND gates", NAND + MOS, "Vdd vdd 0 5"]
    signals = []
    for k in range(12):
        lines.append(f"Vi{k} i{k} 0 PULSE(0 5 {5 + 2 * k}n 1n 1n {25 + 3 * k}n {60 + 11 * k}n)")
        signals.append(f"i{k}")
    for k in range(gates):
        a, b = draw.sample(signals[-30:], 2)
        lines.append(f"X{k} {a} {b} g{k} vdd nand")
        signals.append(f"g{k}")
    lines += [".tran 0.2n 400n", f".save v(g{gates - 1}) v(g{gates // 2}) i(Vdd)"]
    return lines


# Gates of ISCAS circuits: complementary transistors, series chains in width.
GATES = """.subckt not a out vdd
M1 out a 0 0 mn W=10u L=2u AD=50p AS=50p PD=25u PS=25u
M2 out a vdd vdd mp W=25u L=2u AD=120p AS=120p PD=55u PS=55u
.ends
.subckt nand3 a b c out vdd
M1 out a x 0 mn W=30u L=2u AD=150p AS=75p PD=70u PS=35u
M2 x b y 0 mn W=30u L=2u AD=75p AS=75p PD=35u PS=35u
M3 y c 0 0 mn W=30u L=2u AD=75p AS=150p PD=35u PS=70u
M4 out a vdd vdd mp W=25u L=2u AD=120p AS=120p PD=55u PS=55u
M5 out b vdd vdd mp W=25u L=2u AD=120p AS=120p PD=55u PS=55u
M6 out c vdd vdd mp W=25u L=2u AD=120p AS=120p PD=55u PS=55u
.ends
.subckt nor a b out vdd
M1 out a 0 0 mn W=10u L=2u AD=50p AS=50p PD=25u PS=25u
M2 out b 0 0 mn W=10u L=2u AD=50p AS=50p PD=25u PS=25u
M3 out a x vdd mp W=50u L=2u AD=240p AS=120p PD=110u PS=55u
M4 x b vdd vdd mp W=50u L=2u AD=120p AS=240p PD=55u PS=110u
.ends
"""


def c17():
    """The smallest circuit of ISCAS-85 (Brglez and Fujiwara 1985), all inputs moving."""
    lines = ["ISCAS-85 c17, six NAND gates of MOSFETs of level 1", NAND + MOS, "Vdd vdd 0 5"]
    for k, name in enumerate((1, 2, 3, 6, 7)):
        half = 10 * 2**k
        lines.append(f"V{name} n{name} 0 PULSE(0 5 {half}n 0.5n 0.5n {half - 0.5}n {2 * half}n)")
    for out, a, b in ((10, 1, 3), (11, 3, 6), (16, 2, 11), (19, 11, 7), (22, 10, 16), (23, 16, 19)):
        lines.append(f"X{out} n{a} n{b} n{out} vdd nand")
    lines += ["C22 n22 0 50f", "C23 n23 0 50f"]
    lines += [".tran 0.1n 3200n", ".save v(n22) v(n23) v(n16)"]
    return lines


def iscas():
    """Random gates in levels, as many inputs, outputs and levels as c880 has."""
    draw = random.Random(1)
    inputs, gates, levels = 60, 383, 24
    lines = [f"ISCAS-like logic of {gates} gates in {levels} levels", NAND + GATES + MOS]
    lines.append("Vdd vdd 0 5")
    known = []
    for k in range(inputs):
        wide = 40 + 7 * (k % 11)
        begin = 4 + 2 * (k % 13)
        lines.append(f"Vi{k} i{k} 0 PULSE(0 5 {begin}n 1n 1n {wide}n {2 * wide + k}n)")
        known.append(f"i{k}")
    before = list(known)
    for level in range(levels):
        made = []
        for k in range(level, gates, levels):
            # One input is of the level before; the others of any, mostly of near ones.
            ins = [draw.choice(before)] + draw.sample(known[-90:], 2)
            kind = draw.choice(("nand", "nand", "nand3", "nor", "not"))
            count = {"not": 1, "nand3": 3}.get(kind, 2)
            lines.append(f"X{k} {' '.join(ins[:count])} g{k} vdd {kind}")
            made.append(f"g{k}")
        known += made
        before = made
    lines += [".tran 0.2n 120n", f".save v({before[0]}) v({before[-1]}) i(Vdd)"]
    return lines


def ac():
    lines = ["AC of thirty 741 amplifiers in a chain of followers", BIPOLAR + OPAMP]
    lines += ["Vp vp 0 15", "Vn vn 0 -15", "Vin n0 0 0 ac 1"]
    for k in range(30):
        lines.append(f"X{k} n{k} n{k + 1} n{k + 1} vp vn opamp")
        lines.append(f"R{k} n{k + 1} 0 10k")
    lines += [".ac dec 300 1 100meg", ".save v(n1) v(n15) v(n30)"]
    return lines


def dc():
    lines = ["Transfer of thirty CMOS inverters, nested sweep of the supply", INVERTER + MOS]
    lines += ["Vdd vdd 0 5", "Vin n0 0 0"]
    for k in range(30):
        lines.append(f"X{k} n{k % 3} n{k % 3 + 1 if k < 3 else 100 + k} vdd inverter")
    lines += [".dc Vin 0 5 2m Vdd 4 6 0.2", ".save v(n1) v(n2) v(n3)"]
    return lines


NAMES = [
    "rcladder20k",
    "ring51",
    "lif100",
    "lif1000",
    "amplifiers",
    "rectifier",
    "opamp",
    "adder8",
    "lcladder",
    "buck",
    "logic",
    "c17",
    "iscas",
    "ac",
    "dc",
]


def netlist(name, ngspice=False):
    """Returns the text of a circuit."""
    maker = globals().get(name + "_ngspice") if ngspice else None
    return "\n".join((maker or globals()[name])()) + "\n.end\n"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print("\n".join(NAMES))
    else:
        print(netlist(sys.argv[1], "ngspice" in sys.argv[2:]), end="")
