"""Golden numbers for the preparation of pictures, by Pillow and numpy: python3 inputs.py > ../golden/inputs.json"""
import json
import sys

import numpy as np
from PIL import Image

rng = np.random.default_rng(20261125)
FILTERS = {"nearest": Image.NEAREST, "box": Image.BOX, "bilinear": Image.BILINEAR, "bicubic": Image.BICUBIC, "lanczos": Image.LANCZOS}


def numbers(array):
    return [float(x) for x in np.asarray(array, dtype=np.float64).ravel()]


def resize(plane, width, height, name):
    return np.asarray(Image.fromarray(plane.astype(np.float32), mode="F").resize((width, height), FILTERS[name]))


def resized():
    # No size puts a nearest sample exactly between two: there Pillow's running sum falls on either side.
    cases = []
    for (height, width), (to_height, to_width) in [((7, 11), (3, 4)), ((5, 6), (9, 13)), ((8, 8), (8, 3)), ((1, 9), (1, 4)), ((10, 4), (5, 8))]:
        plane = rng.random((height, width)).astype(np.float32)
        for name in FILTERS:
            result = resize(plane, to_width, to_height, name)
            cases.append({"filter": name, "height": height, "width": width, "plane": numbers(plane), "toHeight": to_height, "toWidth": to_width, "result": numbers(result)})
    return cases


def imagenet():
    """torchvision's recipe: the shorter side to 8, the middle 6×6, mean and standard deviation of ImageNet; [3, 6, 6]."""
    picture = rng.random((3, 12, 17)).astype(np.float32)
    width, height = int(17 * 8 / 12), 8
    small = np.stack([resize(p, width, height, "bilinear") for p in picture])
    top, left = int(round((height - 6) / 2.0)), int(round((width - 6) / 2.0))
    cut = small[:, top:top + 6, left:left + 6].astype(np.float64)
    mean, std = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
    return {"height": 12, "width": 17, "planes": numbers(picture), "result": numbers((cut - mean[:, None, None]) / std[:, None, None])}


json.dump({"resized": resized(), "imagenet": imagenet()}, sys.stdout)
print()
