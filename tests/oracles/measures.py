"""Golden numbers for the measures, by numpy and scipy: python3 measures.py > ../golden/measures.json"""
import json
import sys

import numpy as np
from scipy import stats

rng = np.random.default_rng(20261123)


def numbers(array):
    return [float(x) for x in np.asarray(array).ravel()]


def dtft():
    plane = rng.standard_normal((5, 4))
    transform = np.fft.fft2(plane, (16, 16))
    return {"height": 5, "width": 4, "plane": numbers(plane), "grid": 16, "real": numbers(transform.real), "imaginary": numbers(transform.imag)}


def separability():
    cases = []
    for height, width in [(2, 2), (3, 3), (5, 7), (7, 7), (11, 4)]:
        plane = rng.standard_normal((height, width))
        s = np.linalg.svd(plane, compute_uv=False)
        cases.append({"height": height, "width": width, "plane": numbers(plane), "share": float(s[0] ** 2 / np.sum(s**2))})
    return cases


def color():
    cases = []
    for channels, height, width in [(3, 3, 3), (3, 7, 7), (3, 1, 1), (3, 1, 2), (2, 5, 5), (8, 3, 3), (16, 2, 2)]:
        bank = rng.standard_normal((channels, height * width))
        u, s, v = np.linalg.svd(bank, full_matrices=False)
        cases.append({
            "channels": channels, "height": height, "width": width, "filter": numbers(bank), "direction": numbers(u[:, 0]),
            "profile": numbers(s[0] * v[0]), "rank1": float(s[0] ** 2 / np.sum(s**2)),
        })
    return cases


def moran():
    cases = []
    for height, width in [(1, 5), (4, 1), (2, 2), (3, 3), (5, 8), (7, 7)]:
        x = rng.standard_normal((height, width)).ravel()
        places = [(i, j) for i in range(height) for j in range(width)]
        weights = np.array([[1.0 if abs(a - c) + abs(b - d) == 1 else 0.0 for c, d in places] for a, b in places])
        z = x - x.mean()
        cases.append({"height": height, "width": width, "plane": numbers(x), "value": float(len(x) / weights.sum() * (z @ weights @ z) / (z @ z))})
    return cases


def circular():
    cases = []
    for center, spread, count in [(0, 10, 12), (45, 30, 20), (178, 15, 50), (90, 60, 33), (30, 1000, 40)]:
        axes = np.mod(center + spread * rng.standard_normal(count), 180)
        mean = stats.circmean(axes, high=180, low=0)
        resultant = 1 - stats.circvar(axes, high=180, low=0)
        # Rayleigh's p by simulation: directions without preference that are at least as concentrated.
        angles = rng.uniform(0, 2 * np.pi, (200_000, count))
        chance = np.mean(np.hypot(np.cos(angles).mean(axis=1), np.sin(angles).mean(axis=1)) >= resultant)
        cases.append({"axes": numbers(axes), "mean": float(mean), "resultant": float(resultant), "p": float(chance)})
    return cases


def discovery():
    cases = []
    for p in [rng.uniform(size=20), rng.uniform(size=50) ** 4, np.array([0.5]), np.array([0.01, 0.01, 0.04, 1.0, 0.04, 0.3]), np.array([1.0, 1.0])]:
        if hasattr(stats, "false_discovery_control"):
            q = stats.false_discovery_control(p)
        else:
            # The definition: the smallest over all thresholds t >= p of n·t / #{p <= t}.
            q = [min(min(1, len(p) * t / np.sum(p <= t)) for t in p if t >= value) for value in p]
        cases.append({"p": numbers(p), "q": numbers(q), "combined": float(stats.combine_pvalues(p, "fisher")[1])})
    return cases


def entropy():
    """Mean variance entropy of random banks, with the standard error of that mean."""
    cases = []
    for taps, kernels in [(4, 30), (9, 64), (9, 2000), (25, 100), (49, 96), (49, 40)]:
        values = []
        for _ in range(200):
            bank = rng.standard_normal((kernels, taps))
            s = np.linalg.svd(bank - bank.mean(axis=0), compute_uv=False) ** 2
            share = s / s.sum()
            share = share[share > 1e-15]
            values.append(-np.sum(share * np.log10(share)))
        cases.append({"taps": taps, "kernels": kernels, "mean": float(np.mean(values)), "error": float(np.std(values) / np.sqrt(len(values)))})
    return cases


json.dump({
    "dtft": dtft(), "separability": separability(), "color": color(), "moran": moran(), "circular": circular(), "discovery": discovery(),
    "randomEntropy": entropy(),
}, sys.stdout, indent=1)
print()
