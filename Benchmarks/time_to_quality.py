"""Time to quality: minutes of training to each BLEU, of s2s beside PyTorch and Marian.

  python Benchmarks/time_to_quality.py --data DIR --src en --tgt fr --work DIR [--time 30m]
      [--systems preset exact twin ...] [--seeds 1] [--every 1] [--marian PYTHON] [--output FILE]

DIR of --data has train, valid and test for both languages, plain text, as NAME.LANG. Every system is trained
for --time, in turn, for each seed. --work keeps everything; a system that was trained there is not trained again.

| system | what it is |
|---|---|
| preset | s2s as it is for the corpus; it ends after the preset's epochs, where they end before the time |
| exact | the same with products of 32 bits, where the processor's bfloat16 is the preset's choice |
| long | the same for the whole time |
| twin | the LSTM with attention of pytorch_twin.py, with the preset's sizes, subwords, batches and learning, |
| | hand-tuned: one source length per batch, fused Adam, logits only where there is no padding |
| twin-bf16 | the same with products of bfloat16, by autocast |
| transformer | the tiny Transformer of transformer.py, as published for Multi30k, 10,000 joint subwords |
| transformer-bf16 | the same with products of bfloat16, by autocast |
| transformer-short | batches of 1,024 tokens and a warm-up of 500 updates, for runs of so few updates |
| marian | Marian's LSTM with attention (`--type s2s`, see peers.py), with the preset's sizes and batches, |
| | its average of the weights, dropout 0.3 and a rate of 0.001 |
| marian-transformer | Marian's Transformer with the sizes and learning of transformer.py |

The cells of the table are the minutes to the first validation whose BLEU is that high, "-" if there is none:
sacreBLEU's (13a, cased) of greedy translations, detokenised. All minutes are of training alone. s2s records
the time of its validations with that of training, so its update after a validation is taken to last as long
as the mean of its others. PyTorch's clock stands still in validations. Marian of PyPI (pymarian) has the
trainer, but its validations cannot be taken from its time, so it only saves its models, which are validated
after training. --time has no validations in it for PyTorch and Marian; for s2s it has them.

A validation comes after --every minutes; for s2s after so many updates, by the forecast of --dry-run. A
preset with the schedule plateau is validated after each epoch, and so is its twin, because validations steer
the learning rate. Patience ends no run. Learning the subwords and starting are not counted.
"""
import argparse
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import time

import peers
from rounds import HERE, S2S, cpu, publish

# More runs of s2s: a name and options that replace the preset's.
S2S_RUNS = {
    "preset": [],
    "exact": ["--precision", "float32"],
    "long": ["--epochs", "1000"],
}
TWINS = {"twin": [], "twin-bf16": ["--bf16"]}
TRANSFORMERS = {
    "transformer": [],
    "transformer-bf16": ["--bf16"],
    "transformer-short": ["--batch-tokens", "1024", "--warmup", "500", "--learning-rate", "0.0025"],
}
MARIANS = ["marian", "marian-transformer"]
SYSTEMS = [*S2S_RUNS, *TWINS, *TRANSFORMERS, *MARIANS]
TRANSFORMER_SUBWORDS = 10_000
PILOT = 20  # updates that show Marian's speed
BEAMS = [1, 5]

PARAMETERS = """
import numpy, sys
weights = numpy.load(sys.argv[1])
print(sum(weights[name].size for name in weights.files if not name.startswith("special:")))
"""


def call(command, log, limit=None, text=None):
    """Runs a command with its messages in a log, until a limit in seconds; returns its peak memory in MB."""
    command = [str(part) for part in command]
    with open(log, "w", encoding="utf-8") as messages, open(text or os.devnull, encoding="utf-8") as source:
        process = subprocess.Popen(command, stdin=source, stdout=messages, stderr=subprocess.STDOUT)
        end, stopped = time.monotonic() + (limit or float("inf")), False
        while True:
            found, status, usage = os.wait4(process.pid, os.WNOHANG)
            if found:
                break
            if not stopped and time.monotonic() >= end:
                process.send_signal(signal.SIGTERM)
                stopped = True
            time.sleep(0.1)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 and not stopped:
        last = (log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or ["nothing"])[-1]
        sys.exit(f"failed: {' '.join(command)}; the last line of {log} is: {last}")
    return usage.ru_maxrss / 1000


def said(command, text=None):
    """The standard output of a command."""
    command = [str(part) for part in command]
    with open(text or os.devnull, encoding="utf-8") as source:
        done = subprocess.run(command, stdin=source, capture_output=True, text=True)
    if done.returncode != 0:
        message = (done.stderr.strip().splitlines() or ["it says nothing"])[-1]
        sys.exit(f"failed: {' '.join(command)}; {message}")
    return done.stdout


def bleu(hypotheses, references):
    return float(said([sys.executable, "-m", "sacrebleu", references, "-i", hypotheses, "-b", "-w", "6"]))


class Runs:
    """The trainings of all systems, each in a directory of its own."""

    def __init__(self, a):
        self.a = a
        self.sides = {part: [a.data / f"{part}.{language}" for language in (a.src, a.tgt)]
                      for part in ("train", "valid", "test")}
        self.forecasts = {}

    def train(self, name, seed):
        """Trains a system that is not trained yet; returns its summary and its history."""
        folder = self.a.work / f"{name}-{seed}"
        summary = folder / "summary.json"
        if not summary.exists():
            folder.mkdir(parents=True, exist_ok=True)
            print(f"{name}, seed {seed}", file=sys.stderr)
            kind = (self.s2s if name in S2S_RUNS else self.marian if name in MARIANS else self.python)
            found, history = kind(name, seed, folder)
            with open(folder / "validations.jsonl", "w", encoding="utf-8") as lines:
                lines.writelines(json.dumps(record) + "\n" for record in history)
            summary.write_text(json.dumps(dict(found, time=self.a.time)) + "\n", encoding="utf-8")
        found = json.loads(summary.read_text(encoding="utf-8"))
        if found["time"] != self.a.time:
            sys.exit(f"{folder} was trained for {found['time']}, not {self.a.time}; remove it to train again")
        return found, records(folder / "validations.jsonl")

    def forecast(self, options=()):
        """What s2s chooses for the corpus, and the time that it expects."""
        key = tuple(options)
        if key not in self.forecasts:
            self.forecasts[key] = json.loads(said([*self.s2s_command(1), *options, "--dry-run", "--json",
                                                   "--model", self.a.work / "forecast"]))
        return self.forecasts[key]

    def s2s_command(self, seed):
        a = self.a
        return [a.s2s, "train", "--src", a.src, "--tgt", a.tgt, "--corpus", a.data, "--metric", "bleu",
                "--time-limit", a.time, "--threads", a.threads, "--seed", seed]

    def s2s(self, name, seed, folder):
        model, options = folder / "model", S2S_RUNS[name]
        chosen = self.forecast(options)
        if chosen["schedule"] != "plateau":
            steps = 60 * self.a.every / chosen["forecast"]["secondsPerStep"]
            options = ["--validate-every", max(2, round(steps)), *options]
        memory = call([*self.s2s_command(seed), "--model", model, "--overwrite", "--patience", "1000",
                       "--log-every", "1", *options], folder / "log")
        info = json.loads(said([self.a.s2s, "info", "--json", model]))

        def translate(beam, output):
            output.write_text(said([self.a.s2s, "translate", "--model", model, "--beam", beam,
                                    "--threads", self.a.threads], self.sides["test"][0]), encoding="utf-8")
        return self.summary(folder, translate, memory, info["parameters"]), training_time(model / "history.jsonl")

    def subwords(self, size):
        """A joint sentencepiece model."""
        size = self.a.subwords or size
        prefix = self.a.work / f"subwords-{size}"
        if not pathlib.Path(f"{prefix}.model").exists():
            call([sys.executable, HERE / "pytorch_twin.py", "prepare", "--input", *self.sides["train"], "--prefix",
                  prefix, "--vocab-size", size, "--threads", self.a.threads], self.a.work / "subwords.log")
        return f"{prefix}.model"

    def twin_options(self):
        """The preset's sizes and learning, as the twin names them, and its subwords.

        The twin has one rate of dropout, so it gets that of the output. What it does not have is left out.
        """
        chosen = self.forecast()
        options = []
        for name in ("layers", "hidden", "embedding", "batch-tokens", "batch-sentences", "learning-rate", "schedule",
                     "warmup", "label-smoothing", "clip", "ema", "maximum-length"):
            if name in chosen:
                options += [f"--{name}", chosen[name]]
        if chosen["schedule"] == "plateau":
            options += ["--every", 0]
        return [*options, "--dropout", chosen["dropout-output"], "--exact-buckets"], chosen["vocabulary-size"]

    def python(self, name, seed, folder):
        if name in TWINS:
            (options, size), script = self.twin_options(), HERE / "timed_twin.py"
            options += TWINS[name]
        else:
            options, size, script = TRANSFORMERS[name], TRANSFORMER_SUBWORDS, HERE / "transformer.py"
        shared = ["--spm", self.subwords(size), "--threads", self.a.threads]
        model, history = folder / "best.pt", folder / "history.jsonl"
        memory = call([sys.executable, script, "train", *shared, "--train", *self.sides["train"], "--valid",
                       *self.sides["valid"], "--save", model, "--history", history, "--limit", seconds(self.a.time),
                       "--every", self.a.every, "--seed", seed, *options], folder / "log")

        def translate(beam, output):
            call([sys.executable, script, "translate", *shared, "--model", model, "--input", self.sides["test"][0],
                  "--output", output, "--beam", beam], folder / "translate.log")
        first = next(json.loads(line) for line in (folder / "log").read_text(encoding="utf-8").splitlines()
                     if line.startswith("{"))
        return self.summary(folder, translate, memory, first["parameters"]), records(history)

    def marian(self, name, seed, folder):
        subwords = self.subwords(
            TRANSFORMER_SUBWORDS if name == "marian-transformer" else self.forecast()["vocabulary-size"])
        marian = Marian(self.a, subwords, folder)
        memory, history = marian.learn(name, seed, self.sides, self.forecast())

        def translate(beam, output):
            marian.translate(marian.best, self.sides["test"][0], output, beam)
        parameters = int(said([sys.executable, "-c", PARAMETERS, marian.best]))
        return self.summary(folder, translate, memory, parameters), history

    def summary(self, folder, translate, memory, parameters):
        found = {"memory": memory, "parameters": parameters}
        for beam in BEAMS:
            output = folder / f"test.beam{beam}"
            translate(beam, output)
            found[f"beam{beam}"] = bleu(output, self.sides["test"][1])
        return found


class Marian(peers.Marian):
    """Marian, trained for a time, on ids of a sentencepiece model."""

    def __init__(self, a, subwords, folder):
        import sentencepiece
        self.a, self.pieces = a, sentencepiece.SentencePieceProcessor(model_file=subwords)
        super().__init__(a.marian, folder, self.pieces.get_piece_size(), folder)
        peers.THREADS = a.threads

    def encode(self, text, name):
        ids = self.folder / name
        with open(text, encoding="utf-8") as source, open(ids, "w", encoding="utf-8") as output:
            output.writelines(" ".join(map(str, self.pieces.encode(line.rstrip("\n")))) + "\n" for line in source)
        return ids

    def options(self, name, preset):
        """The model and its learning."""
        if name == "marian-transformer":
            return ["--type", "transformer", "--enc-depth", 4, "--dec-depth", 4, "--transformer-heads", 4,
                    "--dim-emb", 128, "--transformer-dim-ffn", 256, "--transformer-ffn-activation", "relu",
                    "--transformer-dropout", 0.3, "--learn-rate", 0.005, "--lr-warmup", 2000,
                    "--lr-decay-inv-sqrt", 2000, "--optimizer-params", 0.9, 0.98, 1e-9,
                    "--mini-batch", 1000, "--mini-batch-words", 4096, "--clip-norm", 0]
        batch = ["--mini-batch", preset["batch-sentences"]] if "batch-sentences" in preset else [
            "--mini-batch", 1000, "--mini-batch-words", preset["batch-tokens"]]
        return ["--type", "s2s", "--enc-cell", "lstm", "--dec-cell", "lstm", "--dim-emb", preset["embedding"],
                "--dim-rnn", preset["hidden"], "--dropout-rnn", 0.3, "--learn-rate", 0.001,
                "--clip-norm", preset["clip"], *batch,
                *(["--exponential-smoothing", round(1 - preset["ema"], 6)] if preset["ema"] else [])]

    def fit(self, options, model, frequency, limit=None, after="0e"):
        """Trains; returns its log and its peak memory in MB."""
        log = self.folder / f"{model}.log"
        memory = call([self.python, "-m", "pymarian", "train", "--vocabs", self.vocabulary, self.vocabulary,
                       "--cpu-threads", self.a.threads, "--sync-sgd", "--model", self.folder / f"{model}.npz",
                       "--no-reload", "--optimizer", "adam", "--label-smoothing", 0.1, "--tied-embeddings-all",
                       "--cost-type", "ce-mean-words", "--max-length", 100, "--maxi-batch", 100,
                       "--disp-freq", f"{frequency}u", "--save-freq", f"{frequency}u", "--after", after, *options],
                      log, limit)
        return log.read_text(encoding="utf-8"), memory

    def learn(self, name, seed, sides, preset):
        """Returns the peak memory in MB and the validations; `best` is then the best model."""
        options = ["--train-sets", *(self.encode(side, f"train.{i}.ids") for i, side in enumerate(sides["train"])),
                   "--seed", seed, *self.options(name, preset)]
        pilot = shown(self.fit(options, "pilot", PILOT // 2, after=f"{PILOT}u")[0])
        frequency = max(1, round(60 * self.a.every / pilot[-1]["seconds"] * PILOT))
        log, memory = self.fit(options, "model", frequency, seconds(self.a.time))
        history = [record for record in shown(log) if self.saved(record).exists()]
        if not history:
            sys.exit(f"Marian saved no model in {self.a.time}: {frequency} updates took longer")
        output = self.folder / "valid.output"
        for record in history:
            self.translate(self.saved(record), sides["valid"][0], output, 1)
            record["bleu"] = bleu(output, sides["valid"][1])
        self.best = self.saved(max(history, key=lambda record: record["bleu"]))
        for other in [*self.folder.glob("model.iter*.npz"), *self.folder.glob("pilot*")]:
            if other != self.best:
                other.unlink()
        return memory, history

    def saved(self, record):
        return self.folder / f"model.iter{record['step']}.npz"

    def translate(self, model, text, output, beam):
        found = self.folder / "output.ids"
        self.call("decode", "--models", model, "--input", self.encode(text, "input.ids"), "--output", found,
                  "--beam-size", str(beam), "--normalize", "1", "--mini-batch", "64", "--maxi-batch", "100",
                  "--maxi-batch-sort", "src", "--quiet-translation")
        with open(found, encoding="utf-8") as ids, open(output, "w", encoding="utf-8") as lines:
            for line in ids:
                lines.write(self.pieces.decode([int(word) for word in line.split() if word.isdigit()]) + "\n")


def shown(log):
    """What Marian reports of its training, with the seconds since its start."""
    found, total = [], 0.0
    for epoch, step, spent, speed in re.findall(
            r"Ep\. (\d+) : Up\. (\d+) .*? Time ([\d.]+)s : ([\d.]+) words/s", log):
        total += float(spent)
        found.append({"seconds": total, "epoch": int(epoch), "step": int(step), "tokens_per_second": float(speed)})
    return found


def records(history):
    return [json.loads(line) for line in history.read_text(encoding="utf-8").splitlines()]


def training_time(history):
    """The validations of a run of s2s, with the seconds of training alone.

    There is a record after every update, and a second one at validations, whose time comes to the next
    update's.
    """
    updates, validations, after = [(0.0, False)], [], False
    for record in records(history):
        if "scores" in record:
            validations.append((len(updates), dict(record, bleu=record["scores"]["bleu"])))
            after = True
        else:
            updates.append((record["seconds"], after))
            after = False
    spent = [(now[0] - before[0], now[1]) for before, now in zip(updates, updates[1:])]
    usual = statistics.mean(time for time, after in spent if not after)
    total, sums = 0.0, [0.0]
    for time_of_update, after in spent:
        total += usual if after else time_of_update
        sums.append(total)
    return [dict(record, wall_seconds=record["seconds"], seconds=sums[count - 1]) for count, record in validations]


def seconds(limit):
    """30m, 2h or 90s, as s2s reads them."""
    match = re.fullmatch(r"(\d+)([smh])", limit)
    if not match:
        sys.exit(f"--time {limit} is invalid: it has to be like 30m, 2h or 90s")
    return int(match[1]) * {"s": 1, "m": 60, "h": 3600}[match[2]]


def minutes(history, level):
    """The minutes to the first validation of that BLEU; none if there is none."""
    return next((record["seconds"] / 60 for record in history if record["bleu"] >= level), None)


def spread(values, form):
    """The median of the seeds, and the range if there are more than one."""
    found = [value for value in values if value is not None]
    if not found:
        return "-"
    cell = format(statistics.median(found), form)
    if len(values) > 1:
        cell += f" [{min(found):{form}}-{max(found):{form}}]"
    return cell if len(found) == len(values) else f"{cell} ({len(found)} of {len(values)})"


def table(results, levels):
    """The lines; `results` are the summaries and histories of each seed, by system."""
    lines = ["| BLEU | " + " | ".join(results) + " |", "|---" * (len(results) + 1) + "|"]

    def row(name, value, form):
        cells = [spread([value(*run) for run in runs], form) for runs in results.values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    for level in levels:
        row(f"{level:g}", lambda _, history: minutes(history, level), ".1f")
    row("best validation BLEU, greedy", lambda _, history: max(r["bleu"] for r in history), ".2f")
    row("after minutes", lambda _, history: max(history, key=lambda r: r["bleu"])["seconds"] / 60, ".1f")
    row("minutes trained", lambda _, history: history[-1]["seconds"] / 60, ".1f")
    row("validations", lambda _, history: len(history), ".0f")
    row("test BLEU, greedy", lambda summary, _: summary["beam1"], ".1f")
    row("test BLEU, beam 5", lambda summary, _: summary["beam5"], ".1f")
    row("parameters", lambda summary, _: summary["parameters"], ",.0f")
    row("target tokens per second, own subwords",
        lambda _, history: statistics.median(r["tokens_per_second"] for r in history), ",.0f")
    row("peak memory of training, MB", lambda summary, _: summary["memory"], ",.0f")
    return lines


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--src", required=True)
    parser.add_argument("--tgt", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--time", default="30m", metavar="LIMIT", help="of each run: 30m, 2h or 90s")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=SYSTEMS)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--every", type=float, default=1, help="minutes between validations")
    parser.add_argument("--levels", type=float, nargs="+", default=list(range(30, 75, 5)), metavar="BLEU")
    parser.add_argument("--subwords", type=int, help="subwords of the peers, for a corpus too small for theirs")
    parser.add_argument("--s2s", type=pathlib.Path, default=S2S)
    parser.add_argument("--marian", default=sys.executable, metavar="PYTHON", help="an interpreter that has pymarian")
    parser.add_argument("--output", type=pathlib.Path)
    a = parser.parse_args()
    seconds(a.time)
    if a.every <= 0:
        sys.exit(f"--every {a.every:g} is invalid: it has to be above 0")
    corpus = [a.data / f"{part}.{language}" for part in ("train", "valid", "test") for language in (a.src, a.tgt)]
    for path in [a.s2s, *corpus]:
        if not path.exists():
            sys.exit(f"there is no {path}")
    return a


def main():
    a = arguments()
    needs = {name: ("pymarian", a.marian) if name in MARIANS else ("torch", sys.executable)
             for name in a.systems if name not in S2S_RUNS}
    versions = {package: peers.version(package, python) for package, python in set(needs.values())}
    systems = [name for name in a.systems if name not in needs or versions[needs[name][0]]]
    if not systems:
        missing = ", ".join(package for package, found in versions.items() if not found)
        sys.exit(f"no system is left: {missing} is not installed")
    a.work.mkdir(parents=True, exist_ok=True)
    runs = Runs(a)
    results = {name: [] for name in systems}
    for seed in a.seeds:
        for name in systems:
            results[name].append(runs.train(name, seed))
    s2s = said([a.s2s, "--version"]).strip()
    lines = [f"{cpu()}, {a.threads} threads; " + ", ".join([s2s, *filter(None, versions.values())])
             + f"; {a.data.name}, {a.src} to {a.tgt}, {a.time} each, seeds {', '.join(map(str, a.seeds))}.",
             "Minutes of training, without validations, to the first validation of each BLEU."]
    lines += [f"Not measured, because it is not installed: {package} (pip install {package})."
              for package, found in versions.items() if not found]
    highest = max((r["bleu"] for seeds in results.values() for _, history in seeds for r in history), default=0)
    publish([*lines, "", *table(results, [level for level in a.levels if level <= highest])], a.output)


if __name__ == "__main__":
    main()
