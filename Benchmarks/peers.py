"""Speed and memory beside Marian and CTranslate2, and training with attention; runs in turn.

  python Benchmarks/peers.py --work DIR [--attention MODEL] [--marian PYTHON] [--ctranslate2 PYTHON]
      [--only training|translation] [--rounds 3] [--updates 40] [--output FILE]

DIR is what quality.sh left: s2s-1, the corpus, and its ids. PYTHON is an interpreter that has the
package; without the option it is the one that runs this. A peer that is not there is left out, and
the table says so. Everything has two threads.

Training, embedding 256, hidden 512, 8,000 joint subwords, 64 sentences a batch, dropout 0.3, Adam:

| system | what it is |
|---|---|
| s2s | bidirectional LSTM, general (Luong's) attention |
| twin, plain and hand-tuned | the same in PyTorch, see pytorch_twin.py; hand-tuned as in throughput.py |
| Marian | `--type s2s`: bidirectional LSTM, additive attention between the two cells of its decoder, |
| | and a layer of the embedding's width before the output; each thread trains on batches of its own |

Translation, hidden 256, 1,000 sentences; peers get the first 200 where they come one at a time:

| system | what it is |
|---|---|
| s2s | s2s-1, a trained model with a fixed vector; int8 and shortlist as in translation.py |
| s2s, attention | MODEL, trained likewise with `--bidirectional --attention general --context start` |
| Marian | the model as above at hidden 256, barely trained; packed8 is its `--gemm-type` of 8 bits |
| CTranslate2 | a Transformer, see ctranslate2_transformer.py; workers translate batches side by side |

The peers' models know nothing, so their outputs get the length of the references by force: every
one in CTranslate2, on average in Marian, whose end mark is switched off. s2s ends its sentences
where it wants to. Every step counts as a token, the end mark too. s2s is timed as a whole process,
start and loading included; the peers with their model loaded.
"""
import argparse
import json
import math
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

import throughput
import translation
from rounds import HERE, S2S, Measurement, cpu, publish, run, table, take_turns

THREADS = 2
ATTENTION = (["--bidirectional", "--attention", "general", "--context", "start", "--no-reverse-source"],
             ["--bidirectional", "--attention", "luong"])
FIRST = 200  # sentences for the peers, one at a time
INFORMATION = {
    "torch": "import torch; print('PyTorch', torch.__version__)",
    "pymarian": "import pymarian; print('Marian', pymarian.__version__)",
    "ctranslate2": "import ctranslate2; print('CTranslate2', ctranslate2.__version__)",
}

# Switches the end mark of Marian's model off.
ENDLESS = """
import numpy, sys
weights = dict(numpy.load(sys.argv[1]))
weights["decoder_ff_logit_l2_b"][:, 0] = -1e4
numpy.savez(sys.argv[2], **weights)
"""


class Marian:
    """Marian's commands, on files of ids."""

    threads = THREADS

    def __init__(self, python, work, size, folder):
        self.python, self.work, self.size, self.folder = python, work, size, folder
        self.vocabulary = folder / "marian.yml"
        tokens = ["</s>", "<unk>"] + [str(i) for i in range(size)]
        self.vocabulary.write_text("".join(f'"{t}": {i}\n' for i, t in enumerate(tokens)), encoding="utf-8")

    def call(self, command, *options):
        """Runs a command; returns its log and its peak memory in MB."""
        log = self.folder / "marian.log"
        log.unlink(missing_ok=True)
        _, memory = run([self.python, "-m", "pymarian", command, "--vocabs", self.vocabulary, self.vocabulary,
                         "--cpu-threads", str(self.threads), "--quiet", "--log", log, *options])
        return log.read_text(encoding="utf-8"), memory

    def train(self, hidden, updates):
        """Target words a second; the first ten updates are not counted."""
        log, memory = self.call(
            "train", "--type", "s2s", "--enc-cell", "lstm", "--dec-cell", "lstm", "--dim-emb", "256",
            "--dim-rnn", str(hidden), "--train-sets", self.work / "train.fr.ids", self.work / "train.en.ids",
            "--model", self.folder / "marian.npz", "--overwrite", "--no-reload", "--mini-batch", "64",
            "--maxi-batch", "100", "--optimizer", "adam", "--learn-rate", "0.001", "--clip-norm", "5",
            "--dropout-rnn", "0.3", "--cost-type", "ce-mean-words", "--disp-freq", "10u",
            "--after", f"{updates}u", "--save-freq", "100000u", "--seed", "1")
        speeds = [float(speed) for speed in re.findall(r"([\d.]+) words/s", log)]
        return Measurement([statistics.median(speeds[1:] or speeds or [0])], memory)

    def make(self):
        """A model for translation, whose sentences never end of themselves."""
        self.train(256, 1)
        run([sys.executable, "-c", ENDLESS, self.folder / "marian.npz", self.folder / "endless.npz"])

    def translate(self, setting, mean, *options):
        beam, batch = setting
        sources = first(self.work / "test.fr.ids", batch)
        factor = length_factor(sources, batch, mean)
        (self.folder / "source.ids").write_text("".join(sources), encoding="utf-8")
        outputs = self.folder / "outputs.ids"
        log, memory = self.call(
            "decode", "--models", self.folder / "endless.npz", "--input", self.folder / "source.ids",
            "--output", outputs, "--beam-size", str(beam), "--normalize", "1",
            "--mini-batch", str(batch), "--maxi-batch", "1000", "--maxi-batch-sort", "src",
            "--max-length-factor", str(factor), "--quiet-translation", *options)
        seconds = float(re.search(r"Total time: ([\d.]+)s", log).group(1))
        tokens = len(outputs.read_text(encoding="utf-8").split())
        return Measurement([len(sources) / seconds, tokens / seconds], memory)


class CTranslate2:
    """A Transformer in CTranslate2, on files of ids."""

    def __init__(self, python, work, size, folder):
        self.python, self.work, self.size, self.model = python, work, size, folder / "ctranslate2"

    def call(self, *options):
        output, memory = run([self.python, HERE / "ctranslate2_transformer.py", *map(str, options)])
        return json.loads(output.splitlines()[-1]), memory

    def make(self):
        """Returns the number of parameters."""
        return self.call("build", "--size", self.size, "--output", self.model)[0]["parameters"]

    def translate(self, setting, mean, precision, workers):
        beam, batch = setting
        record, memory = self.call(
            "translate", "--model", self.model, "--input", self.work / "test.fr.ids", "--type", precision,
            "--sentences", len(first(self.work / "test.fr.ids", batch)), "--length", round(mean),
            "--workers", workers, "--threads", THREADS // workers, "--beam", beam, "--batch", batch)
        return Measurement([record["sent_s"], record["tok_s"]], memory)


def first(path, batch):
    """The sentences that a peer translates."""
    with open(path, encoding="utf-8") as file:
        lines = file.readlines()
    return lines[:FIRST] if batch == 1 else lines


def length_factor(sources, batch, mean):
    """What makes Marian's outputs `mean` long, on average.

    All of a batch end at the factor times its longest source, end mark included, rounded up. Batches
    are cut from the longest sentence down.
    """
    lengths = sorted((len(line.split()) + 1 for line in sources), reverse=True)
    batches = [lengths[i:i + batch] for i in range(0, len(lengths), batch)]
    hundredths = 1
    while sum(math.ceil(b[0] * hundredths / 100) * len(b) for b in batches) < mean * len(sources):
        hundredths += 1
    return hundredths / 100


def training(a, marian, has_twin, folder):
    """The systems that train."""
    ids = [a.work / "train.fr.ids", a.work / "train.en.ids"]
    found = {"s2s": lambda: throughput.s2s(a, folder, shape=ATTENTION)}
    if has_twin:
        found["twin, plain"] = lambda: throughput.twin(a, ids, shape=ATTENTION)
        found["twin, hand-tuned"] = lambda: throughput.twin(a, ids, throughput.TUNED, ATTENTION)
    if marian:
        found["Marian"] = lambda: marian.train(512, a.updates)
    return found


def translating(a, models, marian, ctranslate2, mean, setting):
    """The systems that translate at one setting."""
    test = a.work / "test.fr"
    found = {}
    for name, (float32, int8) in models.items():
        for label, model, options in [("", float32, []), (", int8", int8, []),
                                      (", int8, shortlist", int8, ["--shortlist"])]:
            found[name + label] = lambda m=model, o=options: translation.s2s(m, test, setting, *o)
    if marian:
        found["Marian"] = lambda: marian.translate(setting, mean)
        found["Marian, packed8"] = lambda: marian.translate(setting, mean, "--gemm-type", "packed8")
    if ctranslate2:
        for precision in ("float32", "int8"):
            for workers in (1, THREADS):
                layout = f"{workers} worker{'s' * (workers > 1)} of {THREADS // workers}"
                found[f"CTranslate2, {precision}, {layout}"] = (
                    lambda p=precision, w=workers: ctranslate2.translate(setting, mean, p, w))
    return found


def version(package, python):
    """The package's version in an interpreter; none if it is not there."""
    try:
        command = [python, "-c", INFORMATION[package]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--attention", type=pathlib.Path, help="a trained model (default: DIR/attention)")
    parser.add_argument("--marian", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--ctranslate2", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--only", choices=["training", "translation"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--updates", type=int, default=40)
    parser.add_argument("--output", type=pathlib.Path)
    a = parser.parse_args()
    a.data, a.threads = a.work, THREADS
    a.size = throughput.vocabulary_size(a.work / "s2s-1")
    a.attention = a.attention or a.work / "attention"
    return a


def compare_training(a, marian, has_twin, folder):
    """The lines about training."""
    results = take_turns(training(a, marian, has_twin, folder), a.rounds)
    return ["", f"Training with attention, bidirectional, runs of {a.updates} updates", "",
            *table({"": results}, ["target tokens a second"], ["s2s"])]


def compare_translation(a, marian, ctranslate2, folder):
    """The lines about translation."""
    references = (a.work / "test.en.ids").read_text(encoding="utf-8")
    mean = len(references.split()) / references.count("\n") + 1
    lines = ["", f"Translation; references have {mean:.1f} tokens. Ratios are of sentences, tokens.", ""]
    sources = {"s2s": a.work / "s2s-1"}
    if a.attention.exists():
        sources["s2s, attention"] = a.attention
    else:
        lines[-1:] = [f"s2s with attention is not measured: there is no {a.attention.name}.", ""]
    models = {name: translation.variants(model, a.work, folder) for name, model in sources.items()}
    if marian:
        marian.make()
    if ctranslate2:
        lines[-1:] = [f"The Transformer has {ctranslate2.make():,} parameters.", ""]
    groups = {}
    for setting in translation.SETTINGS:
        systems = translating(a, models, marian, ctranslate2, mean, setting)
        groups["%d x %d" % setting] = take_turns(systems, a.rounds)
    ours = [name for name in systems if name.startswith("s2s")]
    return lines + table(groups, translation.UNITS, ours, translation.LABEL)


def main():
    a = arguments()
    interpreters = {"torch": sys.executable, "pymarian": a.marian, "ctranslate2": a.ctranslate2}
    versions = {package: version(package, python) for package, python in interpreters.items()}
    s2s = subprocess.run([S2S, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    lines = [f"{cpu()}, {THREADS} threads, {a.rounds} rounds; " + ", ".join([s2s, *filter(None, versions.values())])
             + ". Medians [range]."]
    lines += [f"Not measured, because it is not installed: {package} (pip install {package})."
              for package, found in versions.items() if not found]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        marian, ctranslate2 = (
            kind(python, a.work, a.size, folder) if versions[package] else None
            for kind, python, package in [(Marian, a.marian, "pymarian"),
                                          (CTranslate2, a.ctranslate2, "ctranslate2")])
        if a.only != "translation":
            lines += compare_training(a, marian, versions["torch"], folder)
        if a.only != "training":
            lines += compare_translation(a, marian, ctranslate2, folder)
    publish(lines, a.output)


if __name__ == "__main__":
    main()
