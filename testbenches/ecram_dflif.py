"""Independent reference for the ECRAM and delay-feedback neuron benches: numpy and scipy only.

The equations are those of the pages docs/devices/ecram.md and dflif.md. Between events (corners of
the inputs, comparator crossings, delayed edges) the right-hand side is smooth and is integrated by
scipy's LSODA at rtol = 1e-10; crossings are found by scipy's event location on its dense output.
"""

import heapq

import numpy as np
from scipy.integrate import solve_ivp

VDD = 0.5
NEURON = dict(cm=8e-12, gl=80e-9, vth=0.25, vlo=0.05, td=15e-9, grst=2e-3, tc=1e-9, cl=3e-12,
              iq=25e-6, rout=100.0)
SYNAPSE = dict(r0=20e3, smax=1.0, beta=1.5592308, qv=1e-12, tauv=1e-3, rg=194.955e3, iw=1e-9)


def channel(s, p=SYNAPSE):
    """Conductance of the channel, S (w held, gds = 0)."""
    return np.exp(p["beta"] * s) / p["r0"]


def gate(v, p=SYNAPSE):
    """Gate current, A."""
    return v / p["rg"]


def dose(s, v, p=SYNAPSE):
    """ds/dt, 1/s, at the gate voltage v(g,s)."""
    i = gate(v, p)
    return -s / p["tauv"] + i / p["qv"] * (1 - np.tanh(i / p["iw"]) * s / p["smax"])


def reset(fb, p=NEURON, wfb=1e-3):
    """Conductance that discharges the membrane, S."""
    z = fb / wfb
    return p["grst"] * np.where(fb <= 0, 0, np.where(fb >= wfb, fb, wfb * z * z * (2 - z)))


def switch(v, ron=100.0, roff=1e12, vt=0.25, vs=1e-3):
    """Conductance of the pass device, S: its logarithm is a logistic curve of the control."""
    z = (v - vt) / vs
    share = 0.5 * (1 + np.tanh(0.5 * z))
    return np.exp(-np.log(roff) + (np.log(roff) - np.log(ron)) * share)


class Pulses:
    """Trapezoidal pulses: start times, rise = fall, top width, height."""

    def __init__(self, starts, edge=1e-9, width=19e-9, height=VDD):
        self.starts = np.asarray(starts, float)
        self.edge, self.width, self.height = edge, width, height

    def __call__(self, t):
        k = np.searchsorted(self.starts, t, side="right") - 1
        if k < 0:
            return 0.0
        s = t - self.starts[k]
        e, w = self.edge, self.width
        if s < e:
            return self.height * s / e
        if s <= e + w:
            return self.height
        return self.height * max(0.0, 1 - (s - e - w) / e)

    def corners(self):
        """Corners, and the middles of the edges where pass devices switch."""
        e, w = self.edge, self.width
        return [s + o for s in self.starts
                for o in (0, e / 2, e, e + w, 1.5 * e + w, 2 * e + w)]


def run(rhs, x0, stop, corners=(), neurons=(), watch=(), rtol=1e-10, atol=1e-13, method="LSODA"):
    """Integrates x' = rhs(t, x, high, late) with comparators.

    neurons: (index of vm, vth, vlo, td) each; watch: functions g(t, x) whose zeros are listed.
    Returns (edges of each comparator as (time, side), zeros of each watch, times, states).
    """
    n = len(neurons)
    high, late = [0] * n, [0] * n
    edges = [[] for _ in range(n)]
    zeros = [[] for _ in watch]
    queue = [(c, -1, 0) for c in corners if 0 < c < stop]
    heapq.heapify(queue)
    t, x = 0.0, np.array(x0, float)
    times, states = [t], [x.copy()]
    while t < stop:
        while queue and queue[0][0] <= t * (1 + 1e-14) + 1e-21:
            _, k, side = heapq.heappop(queue)
            if k >= 0:
                late[k] = side
        end = min(queue[0][0] if queue else stop, stop)
        guards = []
        for k, (i, vth, vlo, td) in enumerate(neurons):
            level = vlo if high[k] else vth

            def guard(t, x, i=i, level=level):
                return x[i] - level

            guard.terminal = True
            guard.direction = -1 if high[k] else 1
            guards.append(guard)
        h, l = list(high), list(late)
        sol = solve_ivp(lambda t, x: rhs(t, x, h, l), (t, end), x, method=method, rtol=rtol,
                        atol=atol, events=guards + list(watch) or None)
        times.extend(sol.t[1:])
        states.extend(sol.y.T[1:])
        t, x = sol.t[-1], sol.y[:, -1].copy()
        for k in range(n):
            if len(sol.t_events[k]):
                high[k] = 1 - high[k]
                edges[k].append((t, high[k]))
                td = neurons[k][3]
                if td is not None:
                    heapq.heappush(queue, (t + td, k, high[k]))
        for k in range(len(watch)):
            zeros[k].extend(sol.t_events[n + k])
        if t == end and queue and queue[0][0] >= stop and t >= stop:
            break
    return edges, zeros, np.array(times), np.array(states)


def synapse(vpre, vm, s, p=SYNAPSE):
    """Pass device in series with an ECRAM whose gate is tied to its drain.

    Returns the current into the membrane, A, and the gate voltage v(g,s), V.
    """
    g = channel(s, p) + 1 / p["rg"]
    sw = switch(vpre)
    i = (vpre - vm) * g * sw / (g + sw)
    return i, i / g


def comparator(y, h, fb, late, vo, p=NEURON):
    """Derivatives of y, fb and v(out) with the load cl, and the current from the supply, A."""
    i = (y * VDD - vo) / p["rout"]
    return (h - y) / p["tc"], (late - fb) / p["tc"], i / p["cl"], max(i, 0.0) + p["iq"] * y


def passing(level, index):
    """Watches a state pass a level; see rising() for the direction."""
    return lambda t, x: x[index] - level


def rising(zeros, times, states, level, index):
    """Keeps those zeros at which the state was below the level before."""
    return [z for z in zeros if states[max(0, np.searchsorted(times, z) - 1), index] < level]


def falling(zeros, times, states, level, index):
    """Keeps those zeros at which the state was above the level before."""
    return [z for z in zeros if states[max(0, np.searchsorted(times, z) - 1), index] > level]


def write(rows):
    """Writes expect.csv: measure, block, value."""
    with open("expect.csv", "w", encoding="ascii") as f:
        f.write("measure,block,value\n")
        for name, block, value in rows:
            f.write(f"{name},{block},{value:.9g}\n")
