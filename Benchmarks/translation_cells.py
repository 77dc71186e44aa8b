"""Every recurrent cell in translation: BLEU, time and memory, encoder and decoder chosen apart.

  python Benchmarks/translation_cells.py --data DIR --work DIR [--cells lstm gru ssru:3 lstm/ssru ...]
      [--epochs 8] [--seeds 1 ...] [--hidden 256] [--output FILE]

DIR of --data has train, valid and test for .en and .fr, plain text. English to French is trained with the base of
multi30k.py at another width, 32 sentences per batch and a rate that falls in a line from 0.002 to 0 (0.0005 for
nets without a gate), by epochs, so that what else the machine does cannot matter for BLEU. `ssru:3` has three
layers with residual connections and attention after the first of the decoder, `lstm/ssru` an encoder of the one and a decoder of the other
cell. The time is the processor's, one thread, validations included. A pair that is in --work already is not trained
again.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys

import multi30k
from cell_speed import CELLS
from rounds import S2S, cpu, publish

PRODUCT_FREE = ["ssru", "sru", "qrnn-fo", "min-gru", "min-lstm"]
WITHOUT_GATE = ["elman", "jordan", "elman-jordan"]
PAIRS = [*CELLS, *(f"lstm/{cell}" for cell in PRODUCT_FREE), *(f"{cell}/lstm" for cell in PRODUCT_FREE),
         *(f"{cell}:3" for cell in PRODUCT_FREE)]


def options(pair):
    """The options of a pair such as `lstm/ssru:3`."""
    cells, _, layers = pair.partition(":")
    encoder, _, decoder = cells.partition("/")
    found = ["--cell", encoder]
    if decoder:
        found += ["--decoder-cell", decoder]
    if layers:
        found += ["--layers", layers, "--residual", "--attend-after", "1"]
    if encoder in WITHOUT_GATE:
        found += ["--learning-rate", "0.0005"]
    return found


def measured(a, pair, seed):
    """Trains a pair that is not trained yet; returns its processor minutes and its peak memory in MB."""
    model = a.work / f"{pair.replace('/', '+')}-{seed}"
    summary = model / "used.json"
    if not summary.exists():
        choices = multi30k.later([
            *multi30k.SHAPE, *multi30k.LEARNING, "--hidden", str(a.hidden), "--batch-sentences", "32",
            "--schedule", "linear", "--learning-rate", "0.002", "--epochs", str(a.epochs), "--patience", "100",
            "--seed", str(seed), *options(pair)])
        command = [S2S, "train", "--src", a.src, "--tgt", a.tgt, "--corpus", a.data, "--model", model, "--overwrite",
                   "--threads", "1", *choices]
        print(f"{pair}, seed {seed}", file=sys.stderr)
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"failed: {' '.join(map(str, command))}")
        used = {"minutes": (usage.ru_utime + usage.ru_stime) / 60, "memory": usage.ru_maxrss / 1000}
        summary.write_text(json.dumps(used) + "\n", encoding="utf-8")
    return model, json.loads(summary.read_text(encoding="utf-8"))


def row(a, pair):
    """The cells of a pair's row: means over the seeds."""
    found = []
    for seed in a.seeds:
        model, used = measured(a, pair, seed)
        best = max(multi30k.history(model), key=lambda record: record["bleu"])
        tests = [multi30k.score(a, model, beam)[0] for beam in multi30k.BEAMS]
        found.append([multi30k.parameters(model) / 1e6, used["minutes"], used["memory"],
                      best["validation_perplexity"], best["bleu"], *tests])
    return [f"{statistics.mean(values):.{digits}f}" for values, digits in zip(zip(*found), [2, 1, 0, 2, 1, 1, 1])]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--cells", nargs="+", default=PAIRS)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--output")
    a = parser.parse_args()
    a.src, a.tgt = "en", "fr"
    a.work.mkdir(parents=True, exist_ok=True)
    heads = ["cell (encoder/decoder:layers)", "parameters, millions", "processor minutes", "memory, MB",
             "validation perplexity", "validation BLEU, greedy", *(f"test BLEU, beam {beam}" for beam in multi30k.BEAMS)]
    lines = [f"{cpu()}, one thread, {a.epochs} epochs, hidden {a.hidden}, seeds {' '.join(map(str, a.seeds))}", "",
             "| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for pair in a.cells:
        lines.append("| " + " | ".join([pair, *row(a, pair)]) + " |")
        print(lines[-1], file=sys.stderr, flush=True)
    publish(lines, a.output)


if __name__ == "__main__":
    main()
