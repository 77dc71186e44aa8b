"""Which recurrent configuration learns Multi30k best: docs/experiments/multi30k.md.

  python Benchmarks/multi30k.py search --data DIR --work DIR [--only NAME ...] [--seeds 1 ...] [--test]
  python Benchmarks/multi30k.py final --data DIR --work DIR --src en --tgt fr [--time-limit 30m]
      [--name NAME] [-- OPTIONS]

DIR of --data has train, valid and test for .fr and .en, plain text. `search` trains English to French
with each configuration, the base with one change, for some epochs, and prints the best validation
BLEU (greedy): by epochs, so that what else the machine does cannot matter. A configuration that is in
--work already is not trained again; --test adds the test set, to compare what is not chosen by it.
`final` trains for a time and scores the test set with beams; a schedule that falls to the end of the run
wants the --epochs that fit into the time (s2s train --dry-run tells them).
"""
import argparse
import json
import pathlib
import subprocess
import sys

from rounds import S2S

SHAPE = ["--bidirectional", "--attention", "general", "--context", "start", "--no-reverse-source",
         "--hidden", "512", "--embedding", "256", "--tie-embeddings", "--joint-vocabulary",
         "--vocabulary-size", "8000"]
LEARNING = ["--dropout", "0.4", "--label-smoothing", "0.1", "--batch-sentences", "64", "--clip", "5",
            "--learning-rate", "0.001", "--schedule", "constant", "--ema", "0.998", "--metric", "bleu",
            "--precision", "bfloat16"]
# The learning of the preset; its dropout falls with the width.
PRESET = ["--batch-sentences", "32", "--schedule", "linear", "--learning-rate", "0.0015"]
# What is changed, as options that come later on the command line.
CHANGES = {
    "base": [],
    "h256": ["--hidden", "256"],
    "do5": ["--dropout", "0.5"],
    "voc4k": ["--vocabulary-size", "4000"],
    "additive-feed": ["--attention", "additive", "--input-feeding"],
    "layers2": ["--layers", "2", "--residual"],
    "noLS": ["--label-smoothing", "0"],
    "batch32": ["--batch-sentences", "32"],
    "noEMA": ["--ema", "0"],
    "linear": ["--schedule", "linear", "--learning-rate", "0.002"],
    "h256-float32": ["--hidden", "256", "--precision", "float32"],
    "preset": [*PRESET, "--hidden", "768", "--dropout", "0.6", "--dropout-embeddings", "0.5"],
    "preset-512": [*PRESET, "--hidden", "512", "--dropout", "0.4", "--dropout-embeddings", "0.33"],
    "preset-384": [*PRESET, "--hidden", "384", "--dropout", "0.3", "--dropout-embeddings", "0.25"],
    "preset-256": [*PRESET, "--hidden", "256", "--dropout", "0.2", "--dropout-embeddings", "0.17"],
}
BEAMS = [1, 5]


def later(options):
    """The options, those that come twice with their later value."""
    named = {}
    for word in options:
        if word.startswith("--"):
            name = word
            named[name] = []
        else:
            named[name].append(word)
    return [word for name, values in named.items() for word in [name, *values]]


def train(a, model, source, target, options):
    """Trains; of options that come twice the later counts."""
    command = [S2S, "train", "--src", source, "--tgt", target, "--corpus", a.data, "--model", model,
               "--overwrite", "--threads", str(a.threads), *later([*SHAPE, *LEARNING, *options])]
    if subprocess.run(command).returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")


def history(model):
    """The validations of a run, each with its scores by name."""
    lines = (model / "history.jsonl").read_text(encoding="utf-8").splitlines()
    return [{**record, **record["scores"]} for record in map(json.loads, lines)]


def parameters(model):
    info = subprocess.run([S2S, "info", "--json", model], capture_output=True, text=True, check=True)
    return json.loads(info.stdout)["parameters"]


def search(a):
    tested = [f"test BLEU, beam {beam}" for beam in BEAMS] if a.test else []
    heads = ["change", "seed", "parameters", "epochs", "best validation BLEU, greedy",
             "validation perplexity", "at epoch", *tested]
    print("| " + " | ".join(heads) + " |\n" + "|---" * len(heads) + "|")
    for name in a.only or CHANGES:
        for seed in a.seeds:
            model = a.work / f"{name}-{seed}"
            if not (model / "history.jsonl").exists():
                train(a, model, "en", "fr", [*CHANGES[name], "--epochs", str(a.epochs), "--seed", str(seed)])
            rows = history(model)
            best = max(rows, key=lambda row: row["bleu"])
            cells = [" ".join([name, *CHANGES[name]]), seed, f"{parameters(model):,}", f"{rows[-1]['epoch']:.0f}",
                     f"{best['bleu']:.2f}", f"{best['validation_perplexity']:.3f}", f"{best['epoch']:.0f}"]
            cells += [f"{score(a, model, beam)[0]:.1f}" for beam in BEAMS] if a.test else []
            print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def score(a, model, beam):
    """BLEU as it is, and lowercased."""
    with open(a.data / f"test.{a.src}", encoding="utf-8") as text:
        said = subprocess.run([S2S, "translate", "--model", model, "--beam", str(beam)], stdin=text,
                              capture_output=True, text=True, check=True).stdout
    output = a.work / f"{model.name}.{beam}.{a.tgt}"
    output.write_text(said, encoding="utf-8")
    found = []
    for options in ([], ["--lowercase"]):
        report = subprocess.run(
            [S2S, "eval", "--hyp", output, "--ref", a.data / f"test.{a.tgt}", "--metrics", "bleu", "--json",
             *options], capture_output=True, text=True, check=True).stdout
        found.append(json.loads(report)["score"])
    return found


def final(a):
    model = a.work / (a.name or f"{a.src}-{a.tgt}")
    train(a, model, a.src, a.tgt, ["--epochs", "1000", "--patience", "1000", "--time-limit", a.time_limit,
                                   *a.options])
    rows = history(model)
    best = max(rows, key=lambda row: row["bleu"])
    print(f"{a.src} to {a.tgt}, {a.time_limit}: {rows[-1]['epoch']:.1f} epochs, best at {best['epoch']:.1f}, "
          f"validation BLEU {best['bleu']:.2f} (greedy)")
    for beam in BEAMS:
        cased, lowercased = score(a, model, beam)
        print(f"beam {beam}: BLEU {cased:.1f}, lowercased {lowercased:.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["search", "final"])
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--only", nargs="+", choices=CHANGES)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--test", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--src", default="en")
    parser.add_argument("--tgt", default="fr")
    parser.add_argument("--time-limit", default="30m")
    parser.add_argument("--name", help="the model's directory in --work (default: SRC-TGT)")
    # What follows -- is for s2s train.
    cut = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    a = parser.parse_args(sys.argv[1:cut])
    a.options = sys.argv[cut + 1:]
    (search if a.what == "search" else final)(a)


if __name__ == "__main__":
    main()
