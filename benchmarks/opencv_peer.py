"""The peer of the filtering benchmark: cv2.filter2D on the planes and kernels that it is told, as one writes it who knows it.

Reads one request a line from standard input, "HEIGHT WIDTH TAPS REPEATS", and answers with one JSON line: the milliseconds of every repeat with a result that
is allocated each time, the same into a result that is there already, and a checksum. The first line of all tells the versions.
"""

import json
import platform
import sys
import time

import cv2
import numpy as np


def timed(call, repeats):
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - begin))
    return times


def main():
    cv2.setNumThreads(int(sys.argv[1]))
    parallel = [line.split(":", 1)[1].strip() for line in cv2.getBuildInformation().splitlines() if "Parallel framework" in line]
    versions = f"Python {platform.python_version()}, OpenCV {cv2.__version__} ({parallel[0] if parallel else 'one thread'}; {cv2.getNumThreads()} threads)"
    print(json.dumps({"versions": versions}), flush=True)
    for line in sys.stdin:
        height, width, taps, repeats = map(int, line.split())
        # The same numbers as in the benchmark: a fraction of the golden ratio's multiples.
        picture = ((np.arange(height * width, dtype=np.uint64) * 40503 % 65536) / 65536).astype(np.float32).reshape(height, width)
        kernel = ((np.arange(taps * taps, dtype=np.uint64) * 40503 % 65536) / 65536 - 0.5).astype(np.float32).reshape(taps, taps)
        result = np.empty_like(picture)
        fresh = timed(lambda: cv2.filter2D(picture, cv2.CV_32F, kernel, borderType=cv2.BORDER_REFLECT), repeats)
        ready = timed(lambda: cv2.filter2D(picture, cv2.CV_32F, kernel, dst=result, borderType=cv2.BORDER_REFLECT), repeats)
        print(json.dumps({"fresh": fresh, "ready": ready, "sum": float(np.abs(result).sum(dtype=np.float64))}), flush=True)


if __name__ == "__main__":
    main()
