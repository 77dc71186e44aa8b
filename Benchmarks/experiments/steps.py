"""Compares the steps that models have taken from the same weights.

    python3 Benchmarks/experiments/steps.py FIRST RATE NAME=MODEL [NAME=MODEL ...]

FIRST and MODEL are model.safetensors files. Prints a row for each model: the length of its step divided by the rate, its
largest element likewise, and the cosine of its angle to the step of the first model.
"""

import array
import json
import math
import struct
import sys


def weights(path):
    """All weights of 32 bits of a file, in the order of their names."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        start = file.tell()
        values = array.array("f")
        for name in sorted(set(header) - {"__metadata__"}):
            if header[name]["dtype"] != "F32":
                continue
            first, last = header[name]["data_offsets"]
            file.seek(start + first)
            values.frombytes(file.read(last - first))
        return values


def main():
    first, rate = weights(sys.argv[1]), float(sys.argv[2])
    raw = None
    for argument in sys.argv[3:]:
        name, path = argument.split("=", 1)
        step = [(before - after) / rate for before, after in zip(first, weights(path), strict=True)]
        length = math.hypot(*step)
        raw = raw or step
        cosine = sum(a * b for a, b in zip(raw, step, strict=True)) / (math.hypot(*raw) * length)
        print(f"| {name} | {length:.3g} | {max(map(abs, step)):.3g} | {cosine:.3f} |")


main()
