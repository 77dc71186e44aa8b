"""A table in Markdown of runs that differ in one thing, from what `multi30k.bash` leaves in the current folder.

  scores.py LABEL=RUN[,RUN ...] ...

A row for each label, its runs those of several seeds: their scores (RUN.json, written by `s2s eval --json`), the mean
and the deviation (of N - 1), the parameters, and the mean processor time of a run (RUN.time).
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys


def scores(run):
    """The scores of a run by name."""
    found = json.loads(pathlib.Path(f"{run}.json").read_text(encoding="utf-8"))
    if isinstance(found, dict):
        found = found.get("scores", [found])
    return {score["name"]: score["score"] for score in found}


def seconds(run):
    """The processor time of all parts of a run."""
    return sum(map(float, pathlib.Path(f"{run}.time").read_text(encoding="utf-8").split()))


def parameters(run):
    info = subprocess.run([os.environ.get("S2S", "s2s"), "info", "--json", run], capture_output=True, text=True, check=True)
    return json.loads(info.stdout)["parameters"]


def cell(values):
    """Each value, and where there are several, mean and deviation."""
    digits = " ".join(f"{value:.2f}" for value in values)
    if len(values) == 1:
        return digits
    return f"{statistics.mean(values):.2f} ± {statistics.stdev(values):.2f} ({digits})"


def main():
    rows = [(label, runs.split(",")) for label, _, runs in (argument.partition("=") for argument in sys.argv[1:])]
    names = list(scores(rows[0][1][0]))
    heads = ["", *names, "parameters", "processor time"]
    print("| " + " | ".join(heads) + " |\n" + "|---" * len(heads) + "|")
    for label, runs in rows:
        found = [scores(run) for run in runs]
        minutes, rest = divmod(round(statistics.mean(map(seconds, runs))), 60)
        cells = [cell([each[name] for each in found]) for name in names]
        print("| " + " | ".join([label, *cells, f"{parameters(runs[0]):,}", f"{minutes}:{rest:02}"]) + " |")


if __name__ == "__main__":
    main()
