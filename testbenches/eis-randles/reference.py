"""Randles cell in closed form; prints expect.csv, with an argument finite.expect.csv. Ohm, Hz."""
import sys
import numpy as np

finite = len(sys.argv) > 1
print("measure,block,value")
for name, f in enumerate((0.1, 10, 1e3, 1e5)):
    s = 2j * np.pi * f
    w = 200 * np.tanh(np.sqrt(s)) / np.sqrt(s) if finite else 50 * (1 - 1j) / np.sqrt(abs(s))
    z = 20 + 1 / (s * 1e-5 + 1 / (100 + w))
    print(f"re{name},0,{z.real:.12g}")
    print(f"im{name},0,{z.imag:.12g}")
