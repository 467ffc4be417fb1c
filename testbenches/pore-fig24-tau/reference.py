"""Relaxation time of the pore from its two rates, Bisquert 2024 eqs 45-48; prints expect.csv."""
import numpy as np
from scipy.optimize import minimize_scalar

VM, VA, VD, TAU0 = 0.1, 0.6, -0.2, 0.5e-3


def opening(u, na):
    return np.exp((u - VA) / (na * VM)) / TAU0


def closing(u, nd):
    return np.exp(-(u - VD) / (nd * VM)) / TAU0


def tau(u, na, nd):
    return 1 / (opening(u, na) + closing(u, nd))


print("measure,block,value")
for k, u in enumerate((-0.4, 0, 0.4, 0.8)):
    print(f"t{k + 1},0,{tau(u, 2, 2):.9g}")
print(f"x0,0,{opening(0, 2) / (opening(0, 2) + closing(0, 2)):.9g}")
for name, na, nd in (("top", 2, 2), ("odd", 1.25, 5)):
    r = minimize_scalar(
        lambda u: -tau(u, na, nd), bounds=(-0.5, 1), method="bounded", options={"xatol": 1e-9}
    )
    print(f"{name},0,{-r.fun:.9g}\n{name}_at,0,{r.x:.9g}")
print(f"odd_vb,0,{tau(0.44, 1.25, 5):.9g}")
