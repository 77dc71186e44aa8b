"""Makes Tests/S2SMetricsTests/Goldens/streams.json: what NumPy's default generator draws.

Reference: numpy 2.4.6.
  pip install numpy==2.4.6
  python Tests/Goldens/significance_streams.py
"""
import json
from pathlib import Path

import numpy as np

GOLDENS = Path(__file__).parent.parent / "S2SMetricsTests/Goldens"
SEEDS = [0, 1, 42, 12345, 2**32 - 1, 2**32, 2**64 - 1]
BOUNDS = [1, 2, 3, 7, 64, 280, 1000, 65536, 65537, 100_000, 2**31, 3_000_000_000, 2**32 - 1]


def digest(values):
    """All of the values in one number: a sum weighted by their places, of 64 bits."""
    total = 0
    for place, value in enumerate(values.ravel().tolist()):
        total += (place + 1) * (value + 1)
    return str(total % 2**64)


def choices(seed, bound):
    rows = np.random.default_rng(seed).choice(bound, size=(3, 1001), replace=True)
    return {"seed": str(seed), "bound": bound, "first": rows[0][:6].tolist(),
            "last": rows[-1][-2:].tolist(), "digest": digest(rows)}


def tosses(seed, count):
    """Heads and tails for seven trials, then indices from the same generator."""
    generator = np.random.default_rng(seed)
    heads = generator.integers(2, size=(7, count), dtype=bool)
    rows = generator.choice(1000, size=(2, 9), replace=True)
    return {"seed": str(seed), "count": count, "first": np.flatnonzero(heads[0])[:6].tolist(),
            "heads": heads.sum(1).tolist(), "digest": digest(heads.astype(np.int64)),
            "after": rows.ravel().tolist()}


def lines(values):
    return "[\n" + ",\n".join(map(json.dumps, values)) + "\n]"


words = [{"seed": str(seed), "words": [str(w) for w in np.random.default_rng(
    seed).bit_generator.random_raw(4)]} for seed in SEEDS]
choices = [choices(seed, bound) for seed in SEEDS for bound in BOUNDS]
tosses = [tosses(seed, count) for seed in SEEDS[2:5] for count in [1, 31, 32, 33, 64, 101, 1000]]
text = f'{{"words": {lines(words)},\n"choices": {lines(choices)},\n"tosses": {lines(tosses)}}}\n'
(GOLDENS / "streams.json").write_text(text)
