"""
Golden responses: scipy.ndimage.correlate in float64 for every border mode, sizes odd and even, kernels larger than the picture, origins, constants and
strides: python3 correlation.py > ../golden/correlation.json
"""
import json
import sys

import numpy as np
from scipy.ndimage import correlate

rng = np.random.default_rng(20261125)
MODES = ["reflect", "mirror", "nearest", "wrap", "constant", "grid-mirror", "grid-wrap", "grid-constant"]
# Height and width of the picture, then of the kernel; the last ones reach past the picture more than once.
SIZES = [((9, 11), (3, 3)), ((8, 7), (5, 1)), ((7, 9), (1, 4)), ((6, 10), (2, 2)), ((5, 6), (4, 3)), ((3, 4), (7, 9)), ((1, 5), (3, 12)), ((2, 1), (6, 5)), ((1, 1), (3, 4))]


def numbers(size):
    """Numbers that float32 holds exactly, so that only the sums differ."""
    return rng.integers(-(2**12), 2**12, size) / 2**10


cases = []
for mode in MODES:
    for picture_size, kernel_size in SIZES:
        picture, kernel = numbers(picture_size), numbers(kernel_size)
        # SciPy's origin moves the kernel off its middle, size//2, as far as the kernel reaches.
        for origin in {(0, 0), tuple(int(rng.integers(-(k // 2), k - k // 2)) for k in kernel_size)}:
            value = float(numbers(()))
            response = correlate(picture, kernel, mode=mode, cval=value, origin=list(origin))
            cases.append({
                "mode": mode, "value": value, "origin": list(origin), "pictureSize": list(picture_size), "kernelSize": list(kernel_size),
                "picture": picture.ravel().tolist(), "kernel": kernel.ravel().tolist(), "response": response.ravel().tolist(),
            })

json.dump({"correlate": cases}, sys.stdout, separators=(",", ":"))
print()
