#!/usr/bin/env python3
"""Compares what two builds of s2s compute: weights, translations and scores, byte by byte.

    Benchmarks/same_bytes.py OLD NEW        trains and translates with both, and prints a table
    Benchmarks/same_bytes.py --print NEW    prints the checksums of one build

A change of structure leaves every checksum as it was. Checksums hold on one kind of processor, so
they are compared between builds and not stored.
"""

import argparse
import hashlib
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SMALL = ["--hidden", "32", "--embedding", "24", "--steps", "24", "--validate-every", "8"]
RUNS = {
    "preset": ["--steps", "6"],
    "context vector": SMALL + ["--attention", "none"],
    "dot": SMALL + ["--attention", "dot", "--merge", "sum"],
    "general": SMALL + ["--attention", "general", "--metric", "bleu"],
    "additive, coverage, input feeding": SMALL
    + ["--attention", "additive", "--coverage", "--coverage-loss", "1", "--input-feeding"],
    "copy": SMALL + ["--attention", "general", "--joint-vocabulary", "--copy"],
    "network": SMALL
    + ["--layers", "2", "--residual", "--input-to-all-layers", "--layer-norm", "--zoneout", "0.1"]
    + ["--variational-dropout", "--bridge", "mean"],
    "hierarchical": SMALL + ["--hierarchical", "--attention", "none"],
    "elman": SMALL + ["--cell", "elman", "--nonlinearity", "sigmoid", "--gradient-regularizer", "1"],
    "jordan": SMALL + ["--cell", "elman-jordan", "--initialization", "orthogonal"],
    "mut1": SMALL + ["--cell", "mut1", "--initialization", "xavier", "--layers", "2"],
    "gru": SMALL + ["--cell", "gru", "--initialization", "identity", "--tie-embeddings"],
    "learning": SMALL
    + ["--optimizer", "sgd", "--schedule", "inverse-sqrt", "--warmup", "5", "--clip-value", "0.1"]
    + ["--weight-decay", "0.01", "--ema", "0.9", "--label-smoothing", "0.2", "--dropout", "0.2"]
    + ["--batch-sentences", "20", "--keep-checkpoints", "2", "--attention", "none"],
    "sampling": SMALL + ["--scheduled-sampling", "linear", "--scheduled-sampling-updates", "5"],
}
SEARCHES = {
    "beam": [], "greedy": ["--beam", "1"], "nbest": ["--nbest", "3", "--format", "tsv"],
    "sample": ["--sample", "--seed", "7"], "diverse": ["--beam", "4", "--beam-groups", "2"],
}


def tensors(path):
    """The bytes after the header of a safetensors file."""
    data = path.read_bytes()
    return data[8 + struct.unpack("<Q", data[:8])[0]:]


def digest(data):
    return hashlib.sha256(data).hexdigest()[:16]


def run(binary, arguments, folder, text=None):
    environment = dict(os.environ, S2S_HOME=str(folder))
    result = subprocess.run(
        [binary, *arguments], input=text, capture_output=True, env=environment, cwd=folder)
    if result.returncode != 0:
        sys.exit(f"{binary} {' '.join(arguments)}: {result.stderr.decode()}")
    return result.stdout


def checksums(binary, folder):
    """Checksums by what they are of."""
    corpus = ROOT / "corpora" / "phrasebook"
    lines = (corpus / "test.fr").read_bytes().splitlines(keepends=True)[:120]
    sums = {}
    for name, options in RUNS.items():
        model = folder / name.replace(" ", "-").replace(",", "")
        train = ["train", "--src", "fr", "--tgt", "en", "--corpus", str(corpus), "--threads", "2"]
        run(binary, train + ["--model", str(model)] + options, folder)
        for file in sorted(model.glob("*.safetensors")):
            sums[f"{name}: {file.name}"] = digest(tensors(file))
    model = folder / "general"
    for name, options in SEARCHES.items():
        output = run(
            binary, ["translate", "--model", str(model), *options], folder, b"".join(lines))
        sums[f"translate, {name}"] = digest(output)
    run(binary, ["quantize", str(model), "--output", str(folder / "int8")], folder)
    sums["quantize"] = digest(tensors(folder / "int8" / "model.safetensors"))
    checkpoints = sorted(map(str, (folder / "learning").glob("checkpoint-*")))
    run(binary, ["average", *checkpoints, "--output", str(folder / "mean")], folder)
    sums["average"] = digest(tensors(folder / "mean" / "model.safetensors"))
    more = ["--src", "fr", "--tgt", "en", "--corpus", str(corpus), "--threads", "2"]
    run(binary, ["train", *more, "--model", str(model), "--resume", "--steps", "30"], folder)
    sums["resumed"] = digest(tensors(model / "training.safetensors"))
    risk = ["--minimum-risk", "--minimum-risk-candidates", "3", "--steps", "3",
            "--label-smoothing", "0"]
    run(binary, ["train", *more, "--from", str(model), "--model", str(folder / "risk")] + risk,
        folder)
    sums["minimum risk"] = digest(tensors(folder / "risk" / "model.safetensors"))
    scores = json.loads(run(
        binary, ["eval", "--model", str(model), "--corpus", str(corpus), "--json"], folder))
    sums["eval"] = digest(json.dumps(scores, sort_keys=True).encode())
    return sums


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--print", metavar="BINARY", dest="single")
    parser.add_argument("binaries", nargs="*")
    options = parser.parse_args()
    binaries = [options.single] if options.single else options.binaries
    found = []
    for binary in binaries:
        with tempfile.TemporaryDirectory() as folder:
            found.append(checksums(os.path.abspath(binary), pathlib.Path(folder)))
    for name, value in found[0].items():
        others = [sums.get(name) for sums in found[1:]]
        print(f"{value}  {name}" + ("" if all(o == value for o in others) else f"  DIFFERS: {others}"))
    sys.exit(any(sums != found[0] for sums in found[1:]))


if __name__ == "__main__":
    main()
