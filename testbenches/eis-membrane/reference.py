"""Impedance of the clamped Hodgkin-Huxley membrane, 1 cm^2, in closed form with mpmath (30 digits);
prints expect.csv. Rates of the 1952 paper: 1/ms, mV. Ohm, Hz."""
from mpmath import mp, mpf, mpc, exp, expm1, diff, pi

mp.dps = 30


def vtrap(z):
    return mpf(1) if z == 0 else z / expm1(z)


gates = {
    "m": (lambda u: vtrap((25 - u) / 10), lambda u: 4 * exp(-u / 18)),
    "h": (lambda u: mpf(7) / 100 * exp(-u / 20), lambda u: 1 / (exp((30 - u) / 10) + 1)),
    "n": (lambda u: vtrap((10 - u) / 10) / 10, lambda u: exp(-u / 80) / 8),
}


def steady(g, u):
    a, b = gates[g]
    return a(u) / (a(u) + b(u))


def tau(g, u):
    a, b = gates[g]
    return mpf("1e-3") / (a(u) + b(u))


print("measure,block,value")
for block, u in enumerate((mpf(-8), mpf(0), mpf(7), mpf(31))):
    m, h, n = (steady(g, u) for g in "mhn")
    slope = {g: 1000 * diff(lambda v: steady(g, v), u) for g in "mhn"}
    na = mpf("0.12") * (u - 115) / 1000
    k = mpf("0.036") * (u + 12) / 1000
    g0 = mpf("0.12") * m**3 * h + mpf("0.036") * n**4 + mpf("0.3e-3")
    branch = {
        "m": na * 3 * m**2 * h * slope["m"],
        "h": na * m**3 * slope["h"],
        "n": k * 4 * n**3 * slope["n"],
    }
    for name, f in enumerate((mpf("0.1"), mpf(10), mpf(100), mpf(10000))):
        s = mpc(0, 2 * pi * f)
        z = 1 / (s * mpf("1e-6") + g0 + sum(g / (1 + s * tau(x, u)) for x, g in branch.items()))
        print(f"re{name},{block},{mp.nstr(z.real, 12)}")
        print(f"im{name},{block},{mp.nstr(z.imag, 12)}")
