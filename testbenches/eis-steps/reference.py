"""Steps of current and of voltage, by numerical inversion of Z(s) / s and of 1 / (s Z(s)).

Talbot's contour with mpmath, 30 digits (mpmath.invertlaplace), from the impedances alone.
"""
import mpmath as mp

mp.mp.dps = 30
TIMES = ("1e-4", "1e-2", "0.3", "3")
ELEMENTS = {
    "cpe": lambda s: 1 / (mp.mpf("1e-6") * s ** mp.mpf("0.8")),
    "warburg": lambda s: 100 * mp.sqrt(2) / mp.sqrt(s),
    "flw": lambda s: 1000 * mp.tanh(mp.sqrt(s)) / mp.sqrt(s),
    "fsw": lambda s: 1000 * mp.coth(mp.sqrt(s)) / mp.sqrt(s),
    "gerischer": lambda s: 1000 / mp.sqrt(1 + s),
    "flg": lambda s: 1000 * mp.tanh(mp.sqrt(1 + s)) / mp.sqrt(1 + s),
}

print("measure,block,value")
for name, z in ELEMENTS.items():
    for k, t in enumerate(TIMES):
        v = mp.invertlaplace(lambda s: mp.mpf("1e-6") * z(s) / s, mp.mpf(t), method="talbot")
        i = mp.invertlaplace(lambda s: 1 / (z(s) * s), mp.mpf(t), method="talbot")
        print("v_%s%d,0,%s" % (name, k, mp.nstr(v, 10)))
        print("i_%s%d,0,%s" % (name, k, mp.nstr(i, 10)))
