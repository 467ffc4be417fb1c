"""Impedance of the pore, J. Bisquert 2024, eqs 46, 47, 55-58, in closed form; prints expect.csv, with
an argument balanced.expect.csv. Units V, uS, megohm, ms, nF; frequencies in 1/ms."""
import sys
import numpy as np

balanced = len(sys.argv) > 1
vb, nd = (0.2 / 3, 3) if balanced else (0, 2)
print("measure,block,value")
for block, u in enumerate((-0.3, -0.15, 0, 0.15, 0.3)):
    x = 1 / (1 + np.exp(-(u - vb) / 0.1))
    tau = 1 / (np.exp((u - 0.3) / 0.15) + np.exp(-(u + 0.4) / (nd * 0.1)))
    gb = 0.1 + 0.9 * x
    ga = 0.9 * u * x * (1 - x) / 0.1
    for name, w in (("0", 1e-3), ("1", 1), ("2", 100)):
        z = 1 + 1 / (1j * w * 0.001 + gb + ga / (1 + 1j * w * tau))
        print(f"re{name},{block},{1e6 * z.real:.10g}")
        print(f"im{name},{block},{1e6 * z.imag:.10g}")
