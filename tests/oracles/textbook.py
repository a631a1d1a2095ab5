"""
Golden kernels: what SciPy's filters do to one bright pixel, turned by 180°, which is the kernel that they correlate with:
python3 textbook.py > ../golden/textbook.json
"""
import json
import sys

import numpy as np
from scipy import ndimage

FILTERS = {
    "sobel-x": lambda p: ndimage.sobel(p, axis=1),
    "sobel-y": lambda p: ndimage.sobel(p, axis=0),
    "prewitt-x": lambda p: ndimage.prewitt(p, axis=1),
    "prewitt-y": lambda p: ndimage.prewitt(p, axis=0),
    "laplacian": ndimage.laplace,
    "box(3)": lambda p: ndimage.uniform_filter(p, 3),
    "box(5,3)": lambda p: ndimage.uniform_filter(p, (3, 5)),
    "gaussian(0.7)": lambda p: ndimage.gaussian_filter(p, 0.7),
    "gaussian(1.5)": lambda p: ndimage.gaussian_filter(p, 1.5),
    "gaussian(2.2)": lambda p: ndimage.gaussian_filter(p, 2.2),
    "gaussian-x(1.5)": lambda p: ndimage.gaussian_filter(p, 1.5, order=(0, 1)),
    "gaussian-y(2)": lambda p: ndimage.gaussian_filter(p, 2, order=(1, 0)),
    "gaussian-xx(2)": lambda p: ndimage.gaussian_filter(p, 2, order=(0, 2)),
    "gaussian-yy(1.5)": lambda p: ndimage.gaussian_filter(p, 1.5, order=(2, 0)),
    "gaussian-xy(1.5)": lambda p: ndimage.gaussian_filter(p, 1.5, order=(1, 1)),
    "log(2)": lambda p: ndimage.gaussian_laplace(p, 2),
}

kernels = {}
for name, apply in FILTERS.items():
    spot = np.zeros((41, 41))
    spot[20, 20] = 1
    kernel = apply(spot)[::-1, ::-1]
    rows, columns = np.nonzero(kernel)
    reach_y, reach_x = np.abs(rows - 20).max(), np.abs(columns - 20).max()
    kernel = kernel[20 - reach_y:21 + reach_y, 20 - reach_x:21 + reach_x]
    kernels[name] = {"height": kernel.shape[0], "width": kernel.shape[1], "weights": kernel.ravel().tolist()}

json.dump(kernels, sys.stdout, separators=(",", ":"))
print()
