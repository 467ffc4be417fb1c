"""Writes a crossbar of linear-drift memristors, for IonSpice's own device or for any SPICE.

python3 generate.py N device|sources|xbar [stop] > crossbar.cir

Rows are driven by two pulses each, at amplitudes that differ from row to row; columns end at
ground. Each wire has 2.5 Ohm from cell to cell. `device` uses the model hp; `sources` writes the
same two equations with a B source for the current, and a B source and a capacitor of 1 F for the
state, whose voltage is x; `xbar` writes the circuit of `device` with one line for the whole array.
The transient ends at 2u, after two pulses, or at `stop`.
"""

import sys

RON, ROFF, DRIFT = 1e3, 100e3, 1e9  # Ohm, Ohm, uv ron / d^2 in 1/(A s)


def array(n, stop):
    out = [f"crossbar of {n} x {n} memristors, by the element xbar"]
    for r in range(n):
        volts = 0.5 + 0.5 * ((7 * r) % n) / n
        out.append(f"V{r} s_{r + 1} 0 PULSE(0 {volts:.6f} 0.1u 10n 10n 0.4u 1u)")
        out.append(f"VG{r} g_{r + 1} 0 0")
    out.append(f".model mem hp(ron={RON} roff={ROFF} d=10n uv=1e-10 win=joglekar p=2)")
    x0 = f"{{0.2+0.6*((13*(row-1)+7*(col-1))%{n})/{n}}}"
    # A row ends with its first wire here, a column with its last: rin and rout are no more than that.
    out.append(f"X1 s g xbar rows={n} cols={n} rw=2.5 device=mem x0={x0}")
    out.append(f".tran 20n {stop} uic")
    out.append(
        f".save v(x1.col_{n}_1) v(x1.row_1_{n}) @x1.cell_1_1[x] @x1.cell_{n}_{n}[x]"
    )
    out.append(".end")
    print("\n".join(out))


def main():
    n = int(sys.argv[1])
    stop = sys.argv[3] if len(sys.argv) > 3 else "2u"
    if sys.argv[2] == "xbar":
        array(n, stop)
        return
    device = sys.argv[2] == "device"
    out = [f"crossbar of {n} x {n} memristors, two pulses"]
    for r in range(n):
        volts = 0.5 + 0.5 * ((7 * r) % n) / n
        out.append(f"V{r} s{r} 0 PULSE(0 {volts:.6f} 0.1u 10n 10n 0.4u 1u)")
        out.append(f"RS{r} s{r} r{r}_0 2.5")
        out.append(f"RO{r} c{n - 1}_{r} 0 2.5")
        for c in range(n - 1):
            out.append(f"RR{r}_{c} r{r}_{c} r{r}_{c + 1} 2.5")
            out.append(f"RC{c}_{r} c{c}_{r} c{c + 1}_{r} 2.5")
    for r in range(n):
        for c in range(n):
            x0 = 0.2 + 0.6 * ((13 * r + 7 * c) % n) / n
            k = f"{r}_{c}"
            if device:
                out.append(f"N{k} r{k} c{k} mem x0={x0:.6f}")
            else:
                i = f"v(r{k},c{k})/({RON}*v(x{k})+{ROFF}*(1-v(x{k})))"
                out.append(f"B{k} r{k} c{k} I={i}")
                out.append(f"BX{k} 0 x{k} I={DRIFT}*({i})*(1-(2*v(x{k})-1)^4)")
                out.append(f"CX{k} x{k} 0 1 ic={x0:.6f}")
    last = n - 1
    if device:
        # uv ron / d^2 = 1e9 with d = 10 nm
        out.append(f".model mem hp(ron={RON} roff={ROFF} d=10n uv=1e-10 win=joglekar p=2)")
    out.append(f".tran 20n {stop} uic")
    states = f"@n0_0[x] @n{last}_{last}[x]" if device else f"v(x0_0) v(x{last}_{last})"
    out.append(f".save v(c{last}_0) v(r0_{last}) {states}")
    out.append(".end")
    print("\n".join(out))


main()
