"""The peer of the benchmark: one filter described with NumPy and SciPy, the way one writes it who knows them.

Reads filters from a .npy file [filter, channel, row, column] and writes one JSON line for each filter (seconds, and R² by shape), then one line
with the totals. Run it with OMP_NUM_THREADS=1 and the like; the benchmark program does.
"""

import argparse
import json
import platform
import time

import numpy as np
import scipy
from scipy.optimize import least_squares

OVERSAMPLED = 64


def axes(height, width):
    y, x = np.mgrid[0:height, 0:width].astype(float)
    return x - (width - 1) / 2, y - (height - 1) / 2


def turned(p, x, y):
    """Coordinates across and along the stripes; y runs down, angles counter-clockwise on screen."""
    dx, dy = x - p[0], y - p[1]
    return dx * np.cos(p[2]) - dy * np.sin(p[2]), dx * np.sin(p[2]) + dy * np.cos(p[2])


def window(p, x, y):
    u, v = turned(p, x, y)
    su, sv = np.exp(p[3]), np.exp(p[4])
    return u, v, su, np.exp(-0.5 * ((u / su) ** 2 + (v / sv) ** 2))


def gaussian(p, x, y):
    return p[5] * window(p, x, y)[3]


def edge(p, x, y):
    u, _, su, w = window(p, x, y)
    return p[5] * u / su * w


def line(p, x, y):
    u, _, su, w = window(p, x, y)
    return p[5] * (1 - (u / su) ** 2) * w


def laplacian(p, x, y):
    r2 = ((x - p[0]) ** 2 + (y - p[1]) ** 2) / np.exp(2 * p[2])
    return p[3] * (1 - 0.5 * r2) * np.exp(-0.5 * r2)


def saddle(p, x, y):
    u, v = turned(p, x, y)
    s = np.exp(p[3])
    return p[4] * u * v / s**2 * np.exp(-0.5 * (u * u + v * v) / s**2)


def difference(p, x, y):
    r2 = (x - p[0]) ** 2 + (y - p[1]) ** 2
    inner, outer = np.exp(p[2]), np.exp(p[2] + p[3])
    return p[4] * np.exp(-0.5 * r2 / inner**2) + p[5] * np.exp(-0.5 * r2 / outer**2)


def gabor(p, x, y):
    u, _, _, w = window(p, x, y)
    phase = 2 * np.pi * p[5] * u
    return w * (p[6] * np.cos(phase) + p[7] * np.sin(phase))


def grating(p, x, y):
    phase = 2 * np.pi * (p[0] * x + p[1] * y)
    return p[2] * np.cos(phase) + p[3] * np.sin(phase)


def solve(model, starts, bounds, k, x, y):
    """The smallest residual over the starts, as R²."""
    low, high = np.asarray(bounds[0], float), np.asarray(bounds[1], float)
    best = np.inf
    for start in starts:
        start = np.clip(np.asarray(start, float), low + 1e-6, high - 1e-6)
        fit = least_squares(lambda p: (model(p, x, y) - k).ravel(), start, bounds=(low, high))
        best = min(best, 2 * fit.cost)
    return 1 - best / np.sum(k * k)


def box(k):
    """Rectangles cannot be found by derivatives: all of them, by partial sums."""
    height, width = k.shape
    sums = np.zeros((height + 1, width + 1))
    sums[1:, 1:] = k.cumsum(0).cumsum(1)
    best = 0.0
    for top in range(height):
        for bottom in range(top + 1, height + 1):
            inner = sums[bottom] - sums[top]
            inside = inner[None, :] - inner[:, None]
            taps = (bottom - top) * (np.arange(width + 1)[None, :] - np.arange(width + 1)[:, None])
            valid = taps >= 2
            if valid.any():
                best = max(best, np.max(inside[valid] ** 2 / taps[valid]))
    return best / np.sum(k * k)


def sharpening(k, x, y):
    """The strongest tap minus a Gaussian around it."""
    row, column = np.unravel_index(np.argmax(np.abs(k)), k.shape)
    tap = np.zeros_like(k)
    tap[row, column] = 1
    cx, cy = x[row, column], y[row, column]
    side = max(k.shape)

    def model(p, x, y):
        return p[1] * tap + p[2] * np.exp(-0.5 * ((x - cx) ** 2 + (y - cy) ** 2) / np.exp(2 * p[0]))

    bounds = ([np.log(0.33), -np.inf, -np.inf], [np.log(2 * side), np.inf, np.inf])
    strongest = k[row, column]
    return solve(model, [[np.log(sigma), strongest, -strongest / 4] for sigma in (0.7, 0.25 * side)], bounds, k, x, y)


def describe(bank):
    """Everything that is measured of one filter [channel, row, column]."""
    channels, height, width = bank.shape
    # Color: the strongest product of a mix of channels and a spatial profile.
    left, strength, right = np.linalg.svd(bank.reshape(channels, -1), full_matrices=False)
    k = (strength[0] * right[0]).reshape(height, width)
    rank1 = strength[0] ** 2 / np.sum(strength**2)
    # Response: zero-padded transform, powers summed over channels, its peak and its second moments.
    response = np.fft.fft2(bank, (OVERSAMPLED, OVERSAMPLED))
    power = np.sum(np.abs(response) ** 2, axis=0)
    f = np.fft.fftfreq(OVERSAMPLED)
    u, v = np.meshgrid(f, f)
    moments = np.sum(power * u * u), np.sum(power * v * v), np.sum(power * u * v)
    spread = np.hypot(moments[0] - moments[1], 2 * moments[2])
    coherence = spread / (moments[0] + moments[1])
    wavevector = 0.5 * np.arctan2(-2 * moments[2], moments[0] - moments[1])
    natural = 1 / (u * u + v * v + 1 / 256**2)
    outside = (np.abs(u) > 0.25) | (np.abs(v) > 0.25)
    aliased = np.sum(power * outside) / np.sum(power), np.sum(power * natural * outside) / np.sum(power * natural)
    # Place and size, separability, evenness.
    x, y = axes(height, width)
    energy = np.sum(k * k)
    cx, cy = np.sum(k * k * x) / energy, np.sum(k * k * y) / energy
    sigma = np.sqrt(np.sum(k * k * ((x - cx) ** 2 + (y - cy) ** 2)) / energy)
    singular = np.linalg.svd(k, compute_uv=False)
    separability = singular[0] ** 2 / np.sum(singular**2)
    centered = np.fft.fft2(k, (OVERSAMPLED, OVERSAMPLED)) * np.exp(2j * np.pi * (u * (cx + (width - 1) / 2) + v * (cy + (height - 1) / 2)))
    even = np.sum(centered.real**2) / np.sum(np.abs(centered) ** 2)
    gains = np.sum(bank), np.sqrt(power.max()), np.sqrt(np.sum(bank**2)), np.sum(np.abs(bank))

    # Shapes. Two sensible starts each: the place and size of the energy with the angle of the strongest frequency, and half that size in the
    # middle of the window with the angle of the second moments. The bounds are those that Passband keeps.
    side = max(height, width)
    profile = np.abs(np.fft.fft2(k, (OVERSAMPLED, OVERSAMPLED))) ** 2
    profile[u * u + v * v < (0.5 / side) ** 2] = 0
    row, column = np.unravel_index(np.argmax(profile), profile.shape)
    fu, fv = u[row, column], v[row, column]
    frequency, across = np.hypot(fu, fv), np.arctan2(-fv, fu)
    wide, a = np.log(max(0.5, sigma)), k.flat[np.argmax(np.abs(k))]
    narrow = wide - np.log(2)
    free, border = np.inf, (side - 1) / 2
    reach = min(border, max(0.5, border - 1))
    thin, broad = np.log(0.33), np.log(2 * side)
    low, high = [-reach, -reach, -free, thin, thin], [reach, reach, free, broad, broad]
    windowed = [*low, -free], [*high, free]
    starts = [[cx, cy, across, wide, wide, a], [0, 0, wavevector, narrow, narrow, a]]
    r2 = {
        "Gaussian": solve(gaussian, starts, windowed, k, x, y),
        "Box": box(k),
        "Edge": solve(edge, starts, windowed, k, x, y),
        "Line": solve(line, starts, windowed, k, x, y),
        "LaplacianOfGaussian": solve(
            laplacian, [[cx, cy, wide, a], [0, 0, narrow, a]], ([-reach, -reach, thin, -free], [reach, reach, broad, free]), k, x, y),
        "DifferenceOfGaussians": solve(
            difference, [[cx, cy, wide - 0.3, 0.6, a, -a / 2], [0, 0, narrow, 0.6, a, -a / 2]],
            ([-reach, -reach, thin, np.log(1.15), -free, -free], [reach, reach, broad, np.log(8), free, free]), k, x, y),
        "Saddle": solve(
            saddle, [[cx, cy, across + np.pi / 4, wide, a], [0, 0, across, narrow, a]], ([*low[:4], -free], [*high[:4], free]), k, x, y),
        "Sharpening": sharpening(k, x, y),
        "Gabor": solve(
            gabor, [[*start[:5], frequency, a, a] for start in starts],
            ([*low, 0.25 / side, -free, -free], [*high, np.sqrt(0.5), free, free]), k, x, y),
        "Grating": solve(
            grating, [[fu, fv, a, a], [0.7 * fu, 0.7 * fv, a, a]], ([-0.5, -0.5, -free, -free], [0.5, 0.5, free, free]), k, x, y),
    }
    measures = [rank1, coherence, wavevector, *aliased, separability, even, sigma, *gains, *left[:, 0]]
    return measures, r2


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("filters", help=".npy file [filter, channel, row, column]")
    options = parser.parse_args()
    filters = np.load(options.filters).astype(float)
    describe(filters[0])
    total = 0.0
    for index, bank in enumerate(filters):
        begin = time.perf_counter()
        _, r2 = describe(bank)
        seconds = time.perf_counter() - begin
        total += seconds
        print(json.dumps({"filter": index, "seconds": seconds, "r2": {name: float(value) for name, value in r2.items()}}), flush=True)
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}, SciPy {scipy.__version__}"
    print(json.dumps({"filtersPerSecond": len(filters) / total, "versions": versions}))


if __name__ == "__main__":
    main()
