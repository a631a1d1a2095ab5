"""The peer of the training benchmark: the same networks trained by PyTorch, as one writes it who knows it.

Arguments: the network (edges, digits or colors), the number of threads, the number of steps to warm up and to measure, and the size of a batch. The pictures are in memory,
and a batch is cut out of them by a permutation, as the benchmark does it. Prints one JSON line: the milliseconds of every step, the loss of the last, and the versions.
"""

import json
import platform
import sys
import time

import torch
from torch import nn

PICTURES = 2048


def network(name):
    if name == "edges":
        return (1, 32, 2), nn.Sequential(nn.Conv2d(1, 16, 7), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 2))
    if name == "digits":
        return (1, 28, 10), nn.Sequential(
            nn.Conv2d(1, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(512, 64), nn.ReLU(), nn.Linear(64, 10))
    return (3, 32, 10), nn.Sequential(
        nn.Conv2d(3, 32, 5, padding=2), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 64, 3, padding=1), nn.BatchNorm2d(64), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


def main():
    name, threads, warm, steps, batch = sys.argv[1], *map(int, sys.argv[2:6])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    (channels, side, classes), net = network(name)
    pictures = torch.rand(PICTURES, channels, side, side)
    labels = torch.arange(PICTURES) % classes
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=1e-4)
    times = []
    order = torch.randperm(PICTURES)
    for step in range(warm + steps):
        begin = time.perf_counter()
        start = step * batch % PICTURES
        if start == 0:
            order = torch.randperm(PICTURES)
        chosen = order[start:start + batch]
        x, y = pictures[chosen], labels[chosen]
        output = net(x)
        loss = nn.functional.cross_entropy(output, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        value, right = loss.item(), (output.argmax(1) == y).sum().item()
        if step >= warm:
            times.append(1000 * (time.perf_counter() - begin))
    print(json.dumps({"times": times, "loss": value, "right": right, "versions": f"Python {platform.python_version()}, PyTorch {torch.__version__}"}), flush=True)


if __name__ == "__main__":
    main()
