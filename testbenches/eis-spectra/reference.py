"""Impedances of the elements in closed form, by mpmath with 30 digits."""
import mpmath as mp

mp.mp.dps = 30
AT = ("0.01", "1", "100", "1e4")


def cpe(s):
    return 1 / (mp.mpf("1e-6") * s ** mp.mpf("0.8"))


def warburg(s):
    return 100 * mp.mpc(1, -1) / mp.sqrt(s.imag)


def flw(s):
    return 1000 * mp.tanh(mp.sqrt(s)) / mp.sqrt(s)


def fsw(s):
    return 1000 * mp.coth(mp.sqrt(s)) / mp.sqrt(s)


def gerischer(s):
    return 1000 / mp.sqrt(1 + s)


def flg(s):
    return 1000 * mp.tanh(mp.sqrt(1 + s)) / mp.sqrt(1 + s)


print("measure,block,value")
for element in (cpe, warburg, flw, fsw, gerischer, flg):
    for k, f in enumerate(AT):
        z = element(mp.mpc(0, 2 * mp.pi * mp.mpf(f)))
        print("%s_re%d,0,%s" % (element.__name__, k, mp.nstr(z.real, 12)))
        print("%s_im%d,0,%s" % (element.__name__, k, mp.nstr(z.imag, 12)))
