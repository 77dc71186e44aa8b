#!/usr/bin/env python3
"""Processor time and peak memory of two builds of s2s, in turn: training and translating.

    Benchmarks/same_speed.py OLD NEW [--rounds 5]

Prints the median of each build and the median ratio of pairs, NEW / OLD; below 1 is better.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpora" / "phrasebook"


def measure(arguments, text=None):
    """The seconds of processor time and the megabytes of one process."""
    process = subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if text is not None:
        process.stdin.write(text)
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(arguments)} ended with {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def tasks(folder):
    """Names and arguments, the binary left out."""
    train = ["train", "--src", "fr", "--tgt", "en", "--corpus", str(CORPUS), "--overwrite",
             "--precision", "float32"]
    model = str(folder / "model")
    lines = b"".join((CORPUS / "test.fr").read_bytes().splitlines(keepends=True)[:600])
    return [
        ("training, preset", train + ["--model", model, "--steps", "30"], None),
        ("training, context vector, hidden 512",
         train + ["--model", str(folder / "vector"), "--attention", "none", "--hidden", "512",
                  "--steps", "40"], None),
        ("translating, beam 5", ["translate", "--model", model], lines),
        ("translating, greedy", ["translate", "--model", model, "--beam", "1"], lines),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    binaries = [os.path.abspath(options.old), os.path.abspath(options.new)]
    print("| what | old, s | new, s | time, new / old | old, MB | new, MB |")
    print("|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as name:
        folders = [pathlib.Path(name) / side for side in ("old", "new")]
        for folder in folders:
            folder.mkdir()
        both = [tasks(folder) for folder in folders]
        for (what, old, text), (_, new, _) in zip(*both):
            rounds = [
                [measure([binary, *arguments], text)
                 for binary, arguments in zip(binaries, (old, new))]
                for _ in range(options.rounds)
            ]
            seconds = [statistics.median(r[side][0] for r in rounds) for side in (0, 1)]
            memory = [statistics.median(r[side][1] for r in rounds) for side in (0, 1)]
            ratio = statistics.median(r[1][0] / r[0][0] for r in rounds)
            print(f"| {what} | {seconds[0]:.2f} | {seconds[1]:.2f} | {ratio:.3f} "
                  f"| {memory[0]:.0f} | {memory[1]:.0f} |", flush=True)


if __name__ == "__main__":
    main()
