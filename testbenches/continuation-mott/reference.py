"""Folds and Hopf points of a Mott switch, ends of its core included: mpmath.

At rest heat i^2 r(u) top = gth(u) dt bottom, which gives the voltage of each u. Folds under a voltage
are its extremes. With a current and a capacitance C the trace of the 2x2 matrix vanishes at a Hopf
point: -g/C + d(dx/dt)/dx = 0.
"""
import mpmath as mp

mp.mp.dps = 30
RHOI, RHOM, KAPPA, CP, DH = map(mp.mpf, ("1e-2", "3e-6", "3.5", "3.3e6", "2.35e8"))
R, L, DT, UMIN, C = map(mp.mpf, ("36e-9", "50e-9", "43", "1e-6", "10e-12"))
ZM = mp.log(1 / UMIN - 1)


def u_of(z):
    return 1 / (1 + mp.exp(-z))


def conductance(u):
    return (1 + (RHOI / RHOM - 1) * u**2) * mp.pi * R**2 / (RHOI * L)


def loss(u):
    return 2 * mp.pi * L * KAPPA * DT / mp.log(1 / u)


def top(z):
    return 1 - mp.exp(-(ZM - z) / mp.mpf("0.05"))


def bottom(z):
    return 1 - mp.exp(-(z + ZM) / mp.mpf("0.05"))


def volts(z):
    u = u_of(z)
    return mp.sqrt(loss(u) * bottom(z) / (conductance(u) * top(z)))


def rate(z, v):  # dz/dt
    u = u_of(z)
    g = mp.log(u)
    b = (1 - u**2 + 2 * u**2 * g) / (2 * u * g**2)
    h = mp.pi * L * R**2 * (CP * DT * b + 2 * DH * u)
    return (conductance(u) * v**2 * top(z) - loss(u) * bottom(z)) / (h * u * (1 - u))


def trace(z):
    v = volts(z)
    return -conductance(u_of(z)) / C + mp.diff(lambda s: rate(s, v), z)


def determinant(z):
    v, g = volts(z), conductance(u_of(z))
    gz = mp.diff(lambda s: conductance(u_of(s)) * v, z)
    return -g / C * mp.diff(lambda s: rate(s, v), z) + gz / C * mp.diff(lambda w: rate(z, w), v)


if __name__ == "__main__":
    for name, z in (("threshold", -5.17), ("hold", 0.43)):
        z = mp.findroot(lambda s: mp.diff(volts, s), z)
        print(name, "v", mp.nstr(volts(z), 15), "V  i", mp.nstr(volts(z) * conductance(u_of(z)), 15))
    for name, z in (("first", -5.17), ("second", 0.13)):
        z = mp.findroot(trace, z)
        print(name, "Hopf i", mp.nstr(volts(z) * conductance(u_of(z)), 15), "A  v",
              mp.nstr(volts(z), 15), "V  f", mp.nstr(mp.sqrt(determinant(z)) / (2 * mp.pi), 15), "Hz")
