"""Golden numbers for the statistics of CNN Filter DB, straight from their definitions in double precision, by numpy alone:
python3 filterdb.py > ../golden/filterdb.json

Gavrikov and Keuper, CNN Filter DB, CVPR 2022. Kernels are rows of a [kernels, taps] matrix, filters rows of [filters, channels * taps].
"""
import json
import sys

import numpy as np

rng = np.random.default_rng(20261125)


def sparsity(kernels):
    """Share of kernels that have no weight of at least 1 % of the layer's largest."""
    return np.mean(np.all(np.abs(kernels) < np.max(np.abs(kernels)) / 100, axis=1))


def variance_entropy(kernels):
    """Entropy to base 10 of the variances along the principal axes, each as a share of their sum."""
    variances = np.linalg.svd(kernels - kernels.mean(axis=0), compute_uv=False) ** 2
    shares = variances / variances.sum()
    shares = shares[shares > 0]
    return -np.sum(shares * np.log10(shares))


def randomness(kernels):
    """Variance entropy over the sigmoid that the authors fitted to random 3x3 layers."""
    height, slope, middle, offset = 1.2618047, 0.88767525, 2.30436435, -0.31050834
    return variance_entropy(kernels) / (height / (1 + np.exp(-slope * (np.log2(len(kernels)) - middle))) + offset)


def orthogonality(filters):
    """One less the mean of |cosine| over all pairs of different filters."""
    units = filters / np.linalg.norm(filters, axis=1, keepdims=True)
    count = len(filters)
    return 1 - np.sum(np.abs(units @ units.T - np.eye(count))) / (count * (count - 1))


def banks():
    """Random weights; few kernels of many taps; patterns of a few directions; a layer with sparse kernels; weights that are far from zero mean."""
    yield (16, 3, 3, 3), rng.standard_normal((16, 3, 3, 3))
    yield (40, 1, 3, 3), rng.standard_normal((40, 1, 3, 3))
    yield (3, 2, 7, 7), rng.standard_normal((3, 2, 7, 7))
    patterns = rng.standard_normal((2, 25))
    yield (12, 2, 5, 5), rng.standard_normal((24, 2)) @ patterns + 0.02 * rng.standard_normal((24, 25))
    yield (10, 4, 3, 3), rng.standard_normal((40, 9)) * 10.0 ** rng.uniform(-4, 0, (40, 1))
    yield (8, 3, 3, 3), 1 + 0.01 * rng.standard_normal((8, 3, 3, 3))


cases = []
for shape, weights in banks():
    # The layer is what single precision keeps of the weights; everything after that is double.
    weights = weights.astype(np.float32).astype(np.float64).reshape(shape)
    kernels, filters = weights.reshape(shape[0] * shape[1], -1), weights.reshape(shape[0], -1)
    cases.append({
        "shape": list(shape), "weights": [float(w) for w in weights.ravel()], "sparsity": float(sparsity(kernels)),
        "varianceEntropy": float(variance_entropy(kernels)), "orthogonality": float(orthogonality(filters)),
        "randomness": float(randomness(kernels)) if shape[2:] == (3, 3) else None,
    })
json.dump({"layers": cases}, sys.stdout, indent=1)
print()
