"""
Golden kernels: the textbook formulas written with matrices instead of the library's turned coordinates: python3 synth.py > ../golden/synth.json

Positions are (x right, y UP) here and the window is turned upside down at the end, so that a sign of y or of an angle cannot be wrong on both sides alike.
Gaussians are densities of scipy.stats with a turned covariance matrix S; their derivatives follow from grad G = -S^-1 d G and hess G = (S^-1 d d' S^-1 - S^-1) G.
"""
import json

import numpy as np
from scipy.ndimage import correlate
from scipy.stats import multivariate_normal

rng = np.random.default_rng(20270301)
SIZES = [(7, 7), (5, 9), (8, 6), (11, 11), (4, 15)]


def positions(height, width):
    """[row, column, (x, y)], row 0 at the top."""
    y, x = np.meshgrid((height - 1) / 2 - np.arange(height), np.arange(width) - (width - 1) / 2, indexing="ij")
    return np.stack([x, y], axis=-1)


def axes(p):
    a = np.deg2rad(p["angle"])
    return np.array([np.cos(a), np.sin(a)]), np.array([-np.sin(a), np.cos(a)])


def gaussian(p, height, width):
    """Distances from the center, the inverse covariance and the Gaussian of height 1."""
    n, m = axes(p)
    s = p["sigma"] ** 2 * np.outer(n, n) + p["sigmaAlong"] ** 2 * np.outer(m, m)
    center = np.array([p["x"], -p["y"]])
    density = multivariate_normal(center, s)
    return positions(height, width) - center, np.linalg.inv(s), density.pdf(positions(height, width)) / density.pdf(center)


def hessian(p, height, width):
    d, inverse, g = gaussian(p, height, width)
    e = d @ inverse
    return (np.einsum("rci,rcj->rcij", e, e) - inverse) * g[..., None, None]


def first(p, height, width):
    d, inverse, g = gaussian(p, height, width)
    return p["sigma"] * np.einsum("rci,i->rc", d @ inverse, axes(p)[0]) * g


def second(p, height, width):
    n = axes(p)[0]
    return -p["sigma"] ** 2 * np.einsum("i,rcij,j->rc", n, hessian(p, height, width), n)


def laplacian(p, height, width):
    return -p["sigma"] ** 2 / 2 * np.einsum("rcii->rc", hessian(p, height, width))


def mixed(p, height, width):
    # By definition v lies clockwise of u.
    n, m = axes(p)
    return p["sigma"] ** 2 * np.einsum("i,rcij,j->rc", n, hessian(p, height, width), -m)


def wave(p, d):
    return np.real(np.exp(1j * (2 * np.pi * p["frequency"] * (d @ axes(p)[0]) - np.deg2rad(p["phase"]))))


def gabor(p, height, width):
    d, _, g = gaussian(p, height, width)
    return g * wave(p, d)


def round_one(p, sigma, height, width):
    return gaussian({**p, "sigma": sigma, "sigmaAlong": sigma}, height, width)[2]


def difference(p, height, width):
    center, surround = round_one(p, p["sigma"], height, width), round_one(p, p["surroundSigma"], height, width)
    return center / center.sum() * center.sum() - p["strength"] * surround / surround.sum() * center.sum()


def tap(p, height, width):
    kernel = np.zeros((height, width))
    kernel[round(p["y"] + (height - 1) / 2), round(p["x"] + (width - 1) / 2)] = 1
    return kernel


def box(p, height, width):
    """A tap smeared by a correlation with ones: the box lies about its center."""
    return correlate(tap({"x": p["x"], "y": p["y"]}, height, width), np.ones((p["rows"], p["columns"])), mode="constant")


def sharpening(p, height, width):
    t = tap(p, height, width)
    row, column = np.argwhere(t)[0]
    average = np.outer(np.exp(-0.5 * ((np.arange(height) - row) / p["sigma"]) ** 2), np.exp(-0.5 * ((np.arange(width) - column) / p["sigma"]) ** 2))
    return t + p["strength"] * (t - average / average.sum())


SHAPES = {
    "Tap": tap, "Box": box, "Gaussian": lambda p, h, w: gaussian(p, h, w)[2], "FirstDerivative": first, "SecondDerivative": second,
    "LaplacianOfGaussian": laplacian, "DifferenceOfGaussians": difference, "MixedDerivative": mixed, "Sharpening": sharpening, "Gabor": gabor,
    "Grating": lambda p, h, w: wave(p, positions(h, w)),
}
ON_TAPS, ROUND = ("Tap", "Box", "Sharpening"), ("LaplacianOfGaussian", "DifferenceOfGaussians", "MixedDerivative", "Sharpening")

cases = []
for name, formula in SHAPES.items():
    for height, width in SIZES:
        sigma = rng.uniform(0.6, 2)
        p = {
            "x": rng.uniform(-1, 1), "y": rng.uniform(-1, 1), "angle": rng.uniform(0, 360), "sigma": sigma,
            "sigmaAlong": sigma if name in ROUND else sigma * rng.uniform(0.7, 2.5), "frequency": rng.uniform(0.05, 0.5), "phase": rng.uniform(-180, 180),
            "surroundSigma": sigma * rng.uniform(1.2, 4), "strength": rng.uniform(0.3, 3), "columns": 3, "rows": int(rng.choice([1, 3])),
        }
        if name in ON_TAPS:
            # A center on a tap: which of two taps is nearer to a center between them is a convention, not a formula.
            p["x"], p["y"] = (float(rng.integers(-1, 2)) + (0.5 if side % 2 == 0 else 0) for side in (width, height))
        if name == "Grating":
            p["x"] = p["y"] = 0.0
        p = {key: value if isinstance(value, int) else round(float(value), 4) for key, value in p.items()}
        cases.append({"shape": name, "height": height, "width": width, **p, "kernel": [float(v) for v in formula(p, height, width).ravel()]})

print('{"cases": [')
print(",\n".join(json.dumps(c) for c in cases))
print("]}")
