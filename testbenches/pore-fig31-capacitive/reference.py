"""Periodic orbit of the capacitive pore of Fig. 31 with numpy; prints expect.csv. Units uA, uS,
ms, kHz, nC."""
import numpy as np

N = 200000
T = np.arange(N + 1) / N


def orbit(x_eq, rate, amplitude, f):
    """x over one period of the periodic orbit: exponential steps with midpoint rates."""
    middle = amplitude * np.sin(2 * np.pi * (T[:-1] + 0.5 / N))
    target, k = x_eq(middle), rate(middle) / (N * f)
    e = np.exp(-k)

    def march(x0):
        x = np.empty(N + 1)
        x[0] = x0
        for j in range(N):
            x[j + 1] = target[j] + (x[j] - target[j]) * e[j]
        return x

    # The map over a period is linear: x(1) = a x(0) + b.
    return march(march(0.0)[-1] / -np.expm1(-k.sum()))




def p_eq(u):
    return 1 / (1 + np.exp(-u / 0.1)) - 0.5


p = orbit(p_eq, lambda u: 1 + 0 * u, 1.5, 0.1)
u = 1.5 * np.sin(2 * np.pi * T)
i = 0.1 * u + p_eq(u) - p
print("measure,block,value")
print(f"iup,0,{1e-6 * i[0]:.9g}\nidown,0,{1e-6 * i[N // 2]:.9g}")
print(f"p0,0,{p[0]:.9g}\npmax,0,{p.max():.9g}\nimax,0,{1e-6 * i.max():.9g}")
k = np.argmax(i > 0.6)
share = (0.6 - i[k - 1]) / (i[k] - i[k - 1])
print(f"iat,0,{u[k - 1] + share * (u[k] - u[k - 1]):.9g}")
v = i * 1.5 * 2 * np.pi * np.cos(2 * np.pi * T)
half = N // 2
print(f"right,0,{1e-6 * np.trapezoid(v[: half + 1], T[: half + 1]):.9g}")
print(f"left,0,{1e-6 * np.trapezoid(v[half:], T[half:]):.9g}")
