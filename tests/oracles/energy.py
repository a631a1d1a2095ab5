"""Golden numbers for energy profiles, straight from their definition in double precision, by numpy alone:
python3 energy.py > ../golden/energy.json

Chowers and Weiss, What do CNNs Learn in the First Layer and Why?, ICML 2023: e_i = sqrt(mean over filters of <w, p_i>^2), p_i the principal components of
the patches of the training's pictures, the one of largest variance first; layers are compared by Pearson's correlation of e.
"""
import json
import sys

import numpy as np

rng = np.random.default_rng(20261129)


def components(patches):
    """Right singular vectors of the centered patches, and the variance along each."""
    _, singular, vectors = np.linalg.svd(patches - patches.mean(axis=0), full_matrices=False)
    return vectors, singular ** 2 / (len(patches) - 1)


def profile(filters, vectors):
    return np.sqrt(np.mean((filters @ vectors.T) ** 2, axis=0))


def patches(count, channels, side):
    """Smooth random pictures: sums of running sums, so that variances fall steeply and no two are alike."""
    noise = rng.standard_normal((count, channels, side + 8, side + 8))
    smooth = np.cumsum(np.cumsum(noise, axis=2), axis=3)[:, :, 8:, 8:]
    mixed = np.einsum("dc,nchw->ndhw", np.eye(channels) + 0.5, smooth)
    return mixed.reshape(count, -1) / np.std(mixed)


cases = []
for count, channels, side, number in [(40, 1, 3, 4), (60, 1, 5, 16), (60, 3, 3, 8)]:
    # Three decimals, of which single precision keeps what is written here; everything after that is double.
    sample = np.round(patches(count, channels, side), 3).astype(np.float32)
    first = np.round(rng.standard_normal((number, sample.shape[1])), 3).astype(np.float32)
    second = np.round(first + rng.standard_normal(first.shape), 3).astype(np.float32)
    vectors, variances = components(sample.astype(np.float64))
    profiles = [profile(w.astype(np.float64), vectors) for w in (first, second)]
    cases.append({
        "channels": channels, "side": side, "patches": [round(float(v), 3) for v in sample.ravel()],
        "first": [round(float(v), 3) for v in first.ravel()], "second": [round(float(v), 3) for v in second.ravel()],
        "variances": [float(v) for v in variances],
        "shares": [float(v) for v in profiles[0] ** 2 / np.sum(profiles[0] ** 2)],
        "correlation": float(np.corrcoef(*profiles)[0, 1]),
    })
json.dump({"layers": cases}, sys.stdout)
print()
