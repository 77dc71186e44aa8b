"""How training speed follows from sizes, beside a model of the cost with four numbers.

  python Benchmarks/scaling.py --data DIR [--rounds 3] [--updates 40] [--output FILE]

DIR has train.{fr,en} and valid.{fr,en}, plain text. One size at a time is changed: threads,
sentences a batch, hidden size, vocabulary, and words a sentence (sentences cut off or joined). The
model of an update's seconds is

  a F / threads + b S W + c P + d T / threads

with F the operations of all products, S the steps of source and target, W the recurrent weights,
which every step reads again whatever the batch, P all parameters, which gradients, their sum and
the optimiser touch once an update, and T the tokens of both sides, which are looked up, dropped
out, copied and gated. a to d are fitted to the medians of all runs. What the model says of more
threads holds where the memory's bandwidth grows with the cores.
"""
import argparse
import collections
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

import numpy

from rounds import FIXED_VECTOR, S2S, cpu, vocabulary_sizes

BASE = {"threads": 2, "batch": 64, "hidden": 256, "vocabulary": 8000, "words": 0}
EMBEDDING = 256
PREDICTED_THREADS, PREDICTED_BATCHES = [1, 2, 8, 64], [64, 512, 4096]
SWEEPS = {
    "threads": [1, 2],
    "batch": [16, 32, 64, 128],
    "hidden": [128, 256, 512, 1024],
    "vocabulary": [2000, 4000, 8000, 16000],
    "words": [5, 10, 20, 40, 80],
}


def relengthen(folder, target, words):
    """The corpus with sentences of about so many words: the first words of joined lines."""
    target.mkdir()
    for split in ("train", "valid"):
        sides = [(folder / f"{split}.{language}").read_text(encoding="utf-8").splitlines()
                 for language in ("fr", "en")]
        pairs = [[], []]
        row = [[], []]
        for line in zip(*sides):
            for side in (0, 1):
                row[side] += line[side].split()
            if min(map(len, row)) >= words:
                for side in (0, 1):
                    pairs[side].append(" ".join(row[side][:words]))
                row = [[], []]
        for language, lines in zip(("fr", "en"), pairs):
            (target / f"{split}.{language}").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def train(a, folder, corpus, sizes):
    """Target tokens a second of a short run, whose model is in `folder`."""
    model = folder / "model"
    result = subprocess.run([
        S2S, "train", "--src", "fr", "--tgt", "en", "--corpus", corpus, "--model", model,
        "--overwrite", "--config", FIXED_VECTOR, "--threads", str(sizes["threads"]),
        "--hidden", str(sizes["hidden"]),
        "--embedding", str(EMBEDDING), "--layers", "1", "--dropout", "0.3",
        "--vocabulary-size", str(sizes["vocabulary"]), "--batch-sentences", str(sizes["batch"]),
        "--learning-rate", "0.0005", "--clip", "5", "--epochs", "9", "--maximum-length", "400",
        "--steps", str(a.updates)], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(result.stderr)
    record = json.loads((model / "history.jsonl").read_text(encoding="utf-8").splitlines()[0])
    return record["tokens_per_second"]


Facts = collections.namedtuple("Facts", "source target source_vocabulary target_vocabulary parameters")


def facts(folder, corpus):
    """The mean subwords of a source and of a target sentence, the end mark counted, and the sizes."""
    means = []
    for side, language in (("source", "fr"), ("target", "en")):
        lines = (corpus / f"train.{language}").read_text(encoding="utf-8").splitlines()[:4000]
        ids = subprocess.run(
            [S2S, "tokenize", "--model", folder / "model", "--side", side, "--format", "ids"],
            input="\n".join(lines), capture_output=True, text=True, check=True).stdout
        means.append(len(ids.split()) / len(lines) + (side == "target"))
    info = json.loads(subprocess.run([S2S, "info", "--json", folder / "model"], capture_output=True,
                                     text=True, check=True).stdout)
    return Facts(*means, *vocabulary_sizes(folder / "model"), info["parameters"])


def features(sizes, known):
    """F / threads, S W, P and T / threads of an update, and its target tokens."""
    h, batch, threads = sizes["hidden"], sizes["batch"], sizes["threads"]
    recurrent, inputs = 4 * h * h, 4 * h * EMBEDDING
    steps = known.source + known.target
    products = steps * (inputs + recurrent) + known.target * known.target_vocabulary * h + recurrent
    parts = [6 * batch * products / threads, steps * recurrent, known.parameters, batch * steps / threads]
    return parts, batch * known.target


def all_sizes():
    """The sizes of every run, the usual ones once."""
    return [BASE] + [BASE | {name: value} for name, values in SWEEPS.items() for value in values
                     if BASE[name] != value]


def fit(x):
    """The numbers by which the columns make about 1; a cost that would be negative is none."""
    used = list(range(x.shape[1]))
    while True:
        found, *_ = numpy.linalg.lstsq(x[:, used], numpy.ones(len(x)), rcond=None)
        if min(found) >= 0:
            return numpy.array([found[used.index(i)] if i in used else 0 for i in range(x.shape[1])])
        del used[int(numpy.argmin(found))]


def report(a, runs):
    """The fitted numbers, and a table a size."""
    rows = [features(sizes, run["facts"]) for sizes, run in runs]
    speeds = [statistics.median(run["speeds"]) for _, run in runs]
    x = numpy.array([parts for parts, _ in rows])
    seconds = numpy.array([tokens / speed for (_, tokens), speed in zip(rows, speeds)])
    # Errors count by their share of a run's time.
    fitted = fit(x / seconds[:, None])
    told = [tokens / (parts @ fitted) for parts, (_, tokens) in zip(x, rows)]
    worst = max(abs(t / s - 1) for t, s in zip(told, speeds))
    lines = [
        f"{cpu()}, {a.rounds} rounds of {a.updates} updates, medians; {BASE['threads']} threads, "
        f"{BASE['batch']} sentences, hidden {BASE['hidden']}, embedding {EMBEDDING}, vocabulary "
        f"{BASE['vocabulary']:,} where not said otherwise", "",
        f"a = 1 / {1e-9 / fitted[0]:.0f} GFLOP/s a thread, b = {fitted[1] * 1e9:.3f} ns, "
        f"c = {fitted[2] * 1e9:.3f} ns, d = {fitted[3] * 1e6:.1f} us; the model is off by "
        f"{statistics.median(abs(t / s - 1) for t, s in zip(told, speeds)) * 100:.0f} % (median), "
        f"{worst * 100:.0f} % at most", ""]
    for name, values in SWEEPS.items():
        lines += [f"| {name} | target tokens a second | by the model |", "|---|---|---|"]
        for value in values:
            index = next(i for i, (sizes, _) in enumerate(runs) if sizes == BASE | {name: value})
            lines.append(f"| {value} | {speeds[index]:,.0f} | {told[index]:,.0f} |")
        lines.append("")
    known = runs[0][1]["facts"]
    lines += ["What the model says of more threads, target tokens a second:", "",
              "| threads | " + " | ".join(f"{batch:,} sentences a batch" for batch in PREDICTED_BATCHES) + " |",
              "|---|" + "---|" * len(PREDICTED_BATCHES)]
    for threads in PREDICTED_THREADS:
        speeds = []
        for batch in PREDICTED_BATCHES:
            parts, tokens = features(BASE | {"threads": threads, "batch": batch}, known)
            speeds.append(f"{tokens / (numpy.array(parts) @ fitted):,.0f}")
        lines.append(f"| {threads} | " + " | ".join(speeds) + " |")
    return "\n".join(lines + [""])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--updates", type=int, default=40)
    parser.add_argument("--output", type=pathlib.Path)
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        corpora = {0: a.data} | {words: relengthen(a.data, folder / f"words{words}", words)
                                 for words in SWEEPS["words"]}
        runs = [(sizes, {"speeds": []}) for sizes in all_sizes()]
        for round_number in range(a.rounds):
            for sizes, run in runs:
                corpus = corpora[sizes["words"]]
                run["speeds"].append(train(a, folder, corpus, sizes))
                run.setdefault("facts", facts(folder, corpus))
                print(f"round {round_number + 1}: {sizes}: {run['speeds'][-1]:,.0f}",
                      file=sys.stderr)
    text = report(a, runs)
    print(text)
    if a.output:
        a.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
