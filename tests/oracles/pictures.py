#!/usr/bin/python3
"""Small pictures of every format with the pixels that Pillow reads from them, and 16-bit PNGs by OpenCV and
ImageMagick (the interlaced one) with the pixels that they were made of.

    /usr/bin/python3 tests/oracles/pictures.py > tests/golden/pictures.json
"""
import base64
import io
import itertools
import json
import struct
import subprocess

import cv2
import numpy as np
from PIL import Image, ImageCms, ImageOps

W, H = 11, 7
rng = np.random.default_rng(7)
# Smooth enough that JPEG's rounding stays small, different in every corner, so that no turn goes unnoticed.
yy, xx = np.mgrid[0:H, 0:W]
color = np.stack([20 + 18 * xx, 200 - 22 * yy, 40 + 9 * xx + 12 * yy], -1).astype(np.uint8)
gray = color[..., 2]
alpha = np.clip(255 - 25 * xx, 0, 255).astype(np.uint8)
cases = []


def encoded(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def case(name, file, pixels, tolerance, bits=8, notes=()):
    pixels = np.asarray(pixels)
    planes = pixels[None] if pixels.ndim == 2 else np.moveaxis(pixels, -1, 0)
    cases.append({
        "name": name, "file": base64.b64encode(file).decode(), "shape": list(planes.shape), "samples": planes.astype(int).ravel().tolist(),
        "bits": bits, "tolerance": tolerance, "notes": list(notes),
    })


def read(file, mode):
    return np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(file))).convert(mode))


def over_white(rgb, a, white):
    a = a[..., None] / white if rgb.ndim == 3 else a / white
    return np.rint(rgb * a + white * (1 - a))


def simple(name, image, kind, mode, tolerance, notes=(), **options):
    file = encoded(image, kind, **options)
    case(name, file, read(file, mode), tolerance, notes=notes)


def fixed(*values):
    return struct.pack(f">{len(values)}i", *(round(v * 65536) for v in values))


def cmyk_profile():
    """An ICC profile (version 2.4) from CMYK to Lab by a table of 2^4 corners, linear in every ink, so that all ways to interpolate agree."""
    table = b"mft2" + bytes(4) + bytes([4, 3, 2, 0]) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1) + struct.pack(">HH", 2, 2) + struct.pack(">2H", 0, 65535) * 4
    for c, m, y, k in itertools.product((0, 1), repeat=4):
        lightness, a, b = 100 - 15 * c - 20 * m - 5 * y - 30 * k, -15 * c + 25 * m - 2 * y, -15 * c - 3 * m + 25 * y
        table += struct.pack(">HHH", round(lightness / 100 * 0xFF00), round((a + 128) * 256), round((b + 128) * 256))
    table += struct.pack(">2H", 0, 65535) * 3
    white = fixed(0.9642, 1, 0.8249)
    tags = {b"desc": b"desc" + bytes(4) + struct.pack(">I", 5) + b"test" + bytes(79), b"cprt": b"text" + bytes(4) + b"none" + bytes(1), b"wtpt": b"XYZ " + bytes(4) + white, b"A2B0": table}
    index, body, start = b"", b"", 132 + 12 * len(tags)
    for tag, data in tags.items():
        index += tag + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    header = struct.pack(">III", start + len(body), 0, 0x02400000) + b"prtrCMYKLab " + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(24) + struct.pack(">I", 1) + white
    return header + bytes(128 - len(header)) + struct.pack(">I", len(tags)) + index + body


rgb, grayscale = Image.fromarray(color), Image.fromarray(gray)
simple("png color", rgb, "PNG", "RGB", 0)
simple("png gray", grayscale, "PNG", "L", 0)
simple("png of one bit", grayscale.convert("1"), "PNG", "L", 0)
simple("png with a palette", rgb.quantize(16), "PNG", "RGB", 0)
simple("jpeg color", rgb, "JPEG", "RGB", 2, quality=95, subsampling=0)
simple("jpeg color, progressive", rgb, "JPEG", "RGB", 2, quality=95, subsampling=0, progressive=True)
simple("jpeg gray", grayscale, "JPEG", "L", 1, quality=95)
simple("jpeg cmyk", rgb.convert("CMYK"), "JPEG", "RGB", 3, ["no profile"], quality=98)
cmyk = np.dstack([255 - color, 20 + 8 * yy]).astype(np.uint8)
simple("jpeg cmyk with black", Image.fromarray(cmyk, "CMYK"), "JPEG", "RGB", 3, ["no profile"], quality=98)
profile = cmyk_profile()
inks = np.dstack([xx * 20, yy * 30, 100 + xx * 4, yy * 15]).astype(np.uint8)
file = encoded(Image.fromarray(inks, "CMYK"), "JPEG", quality=98, icc_profile=profile)
to_srgb = (ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"))
case("jpeg cmyk with a profile", file, ImageCms.profileToProfile(Image.open(io.BytesIO(file)), *to_srgb, renderingIntent=1, outputMode="RGB"), 4, notes=["by the file's color profile"])
simple("webp lossless", rgb, "WEBP", "RGB", 0, lossless=True)
simple("webp", rgb, "WEBP", "RGB", 1, quality=90)
simple("gif", rgb.quantize(32), "GIF", "RGB", 0)
simple("bmp", rgb, "BMP", "RGB", 0)
for kind, options in (("PNG", {}), ("WEBP", {"lossless": True, "exact": True})):
    file = encoded(Image.fromarray(np.dstack([color, alpha])), kind, **options)
    case(f"{kind.lower()} with transparency", file, over_white(color, alpha, 255), 0.51, notes=["white"])
case("png gray with transparency", encoded(Image.fromarray(np.dstack([gray, alpha]), "LA"), "PNG"), over_white(gray, alpha, 255), 0.51, notes=["white"])

for kind, mode, options, tolerance in (("JPEG", "RGB", {"quality": 95, "subsampling": 0}, 2), ("PNG", "RGB", {}, 0), ("WEBP", "RGB", {"lossless": True}, 0)):
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        simple(f"{kind.lower()} of orientation {orientation}", rgb, kind, mode, tolerance, ["exif"] if orientation > 1 else [], exif=exif, **options)

frames = [Image.fromarray(np.roll(color, i, 1)) for i in range(3)]
for kind, options in (("PNG", {}), ("WEBP", {"lossless": True})):
    file = encoded(frames[0], kind, save_all=True, append_images=frames[1:], **options)
    case(f"{kind.lower()} of three frames", file, color, 0, notes=["3 frames"])
frames = [Image.fromarray(np.full((H, W), v, np.uint8)) for v in (10, 100, 200)]
case("gif of three frames", encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]), np.full((H, W, 3), 10), 0, notes=["3 frames"])

deep = rng.integers(0, 65536, (H, W, 4), dtype=np.uint16)
case("png gray of 16 bits", cv2.imencode(".png", deep[..., 0])[1].tobytes(), deep[..., 0], 0, 16)
case("png color of 16 bits", cv2.imencode(".png", deep[..., 2::-1])[1].tobytes(), deep[..., :3], 0, 16)
case("png color of 16 bits with transparency", cv2.imencode(".png", deep[..., [2, 1, 0, 3]])[1].tobytes(), over_white(deep[..., :3], deep[..., 3], 65535), 0.51, 16, ["white"])
plain = cv2.imencode(".png", deep[..., 2::-1])[1].tobytes()
file = subprocess.run(["convert", "png:-", "-strip", "-interlace", "PNG", "png48:-"], input=plain, capture_output=True, check=True).stdout
assert file[28] == 1 and file[24] == 16
case("png color of 16 bits, interlaced", file, deep[..., :3], 0, 16)
print(json.dumps({"made by": "tests/oracles/pictures.py", "cases": cases}, indent=1).replace(",\n    ", ","))
