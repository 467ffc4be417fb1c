"""Hopf points of the squid axon under a constant current: mpmath, real part of a pair = 0."""
import mpmath as mp

mp.mp.dps = 30


def vtrap(z):
    return mp.mpf(1) if z == 0 else z / (mp.exp(z) - 1)


def rates(u):  # u in mV, rates in 1/ms
    am, bm = vtrap((25 - u) / 10), 4 * mp.exp(-u / 18)
    ah, bh = mp.mpf("0.07") * mp.exp(-u / 20), 1 / (1 + mp.exp(-(u - 30) / 10))
    an, bn = mp.mpf("0.1") * vtrap((10 - u) / 10), mp.mpf("0.125") * mp.exp(-u / 80)
    return (am, bm), (ah, bh), (an, bn)


def ionic(u, m, h, n):  # uA/cm^2
    return 120 * m**3 * h * (u - 115) + 36 * n**4 * (u + 12) + mp.mpf("0.3") * (u - mp.mpf("10.6"))


def rest(u):
    return [a / (a + b) for a, b in rates(u)]


def field(u, m, h, n):
    (am, bm), (ah, bh), (an, bn) = rates(u)
    return [-ionic(u, m, h, n), am * (1 - m) - bm * m, ah * (1 - h) - bh * h, an * (1 - n) - bn * n]


def critical(u):
    x = [u] + rest(u)
    jacobian = mp.matrix(4, 4)
    for i in range(4):
        for j in range(4):
            arguments = lambda z: [z if k == j else x[k] for k in range(4)]
            jacobian[i, j] = mp.diff(lambda z: field(*arguments(z))[i], x[j])
    values = [v for v in mp.eig(jacobian, left=False, right=False) if mp.im(v) > 0]
    return min(values, key=lambda v: abs(mp.re(v)) / abs(v)) if values else mp.mpf(-1)


if __name__ == "__main__":
    for low, high in ((4, 7), (20, 24)):
        u = mp.findroot(lambda z: mp.re(critical(z)), (low, high), solver="anderson", tol=1e-20)
        print("u", mp.nstr(u, 15), "mV  I", mp.nstr(ionic(u, *rest(u)), 15), "uA/cm2  f",
              mp.nstr(mp.im(critical(u)) * 1000 / (2 * mp.pi), 15), "Hz")
