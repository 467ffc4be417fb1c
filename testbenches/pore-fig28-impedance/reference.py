"""Impedance of the pore, Bisquert 2024 eqs 55-58, in closed form; prints expect.csv. Units V, uS,
megohm, ms, nF; frequencies in 1/ms."""
import numpy as np

CM, RS = 0.001, 1.0


def impedance(u, vb, nd):
    x = 1 / (1 + np.exp(-(u - vb) / 0.1))
    tau = 1 / (np.exp((u - 0.3) / 0.15) + np.exp(-(u + 0.4) / (nd * 0.1)))
    gb = 0.1 + 0.9 * x
    ga = 0.9 * u * x * (1 - x) / 0.1
    return lambda w: RS + 1 / (1j * w * CM + gb + ga / (1 + 1j * w * tau))


print("measure,block,value")
for block, u in enumerate((-0.3, 0.0, 0.3)):
    z = impedance(u, 0, 2)
    for name, w in (("1", 1), ("100", 100)):
        print(f"re{name},{block},{1e6 * z(w).real:.9g}\nim{name},{block},{1e6 * z(w).imag:.9g}")
    print(f"rdc,{block},{1e6 * z(1e-3).real:.9g}")
    print(f"top,{block},{1e6 * np.max(z(np.logspace(-3, 3, 60001)).imag):.9g}")
    z = impedance(u, 0.2 / 3, 3)
    print(f"bre1,{block},{1e6 * z(1).real:.9g}\nbim1,{block},{1e6 * z(1).imag:.9g}")
    print(f"brdc,{block},{1e6 * z(1e-3).real:.9g}")
