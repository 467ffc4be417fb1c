"""Folds of an MoSSe pore under a current: extremes of its static current in closed form, mpmath."""
import mpmath as mp

mp.mp.dps = 30
EINT, G, ES, B, C = map(mp.mpf, ("0.25", "1e-9", ".11971", "24.515", "9.0876"))
FP, WP, FX, WX = map(mp.mpf, (".77414", ".66419", ".83115", ".018845"))
BY, KY, ED, WD, AD, WA, TY = map(mp.mpf, ("13.941", ".038131", ".6", ".02", "-.45442", ".03", "27.145"))


def sig(z):
    return 1 / (1 + mp.exp(-z))


def field(e):
    return mp.sqrt((e + EINT) ** 2 + mp.mpf("0.02") ** 2)


def current(v):
    """At rest p is at its equilibrium, the adapted field is the field, and y balances."""
    f = field(v)
    rate = KY * sig((f - EINT - ED) / WD) * sig((f - f - AD) / WA)  # 1/ps
    y = rate / (rate + 1 / TY)
    p = sig((f - FP) / WP)
    return G * v * mp.exp((f - EINT) / ES - B * p - C * sig((f - FX) / WX) + BY * y)


if __name__ == "__main__":
    grid = [mp.mpf(k) / 100 for k in range(-150, 151)]
    slopes = [mp.diff(current, v) for v in grid]
    for k in range(1, len(grid)):
        if slopes[k - 1] * slopes[k] < 0:
            v = mp.findroot(lambda z: mp.diff(current, z), (grid[k - 1], grid[k]), solver="anderson")
            print("v", mp.nstr(v, 15), "V  i", mp.nstr(current(v), 15), "A")
