"""What the measurements beside peers share: a run, runs in turn, and their table."""
import collections
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
S2S = HERE.parent / ".build" / "release" / "s2s"
# The encoder-decoder that the twin is, whatever the preset for a corpus is.
FIXED_VECTOR = HERE / "fixed_vector.json"

# OpenBLAS picks its kernels by the processor, whatever the surroundings say.
for setting in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(setting, None)

# Speeds are in the units of the table, one or more; memory is the peak in MB; tokens are
# the target tokens of a training.
Measurement = collections.namedtuple("Measurement", "speeds memory tokens", defaults=[0])


def run(command):
    """Runs a command; returns its standard output and its peak memory in MB.

    The system counts this program's own memory as the least, so it imports nothing large.
    """
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return output, usage.ru_maxrss / 1000


def take_turns(systems, rounds):
    """Measures all systems once a round; returns the measurements of each."""
    results = {name: [] for name in systems}
    for number in range(1, rounds + 1):
        for name, measure in systems.items():
            measurement = measure()
            results[name].append(measurement)
            speeds = ", ".join(f"{speed:,.0f}" for speed in measurement.speeds)
            print(f"round {number}: {name}: {speeds}, {measurement.memory:,.0f} MB", file=sys.stderr)
    return results


def table(groups, units, ours, label=None):
    """The lines of a table: medians, ratios to `ours`, peak memory.

    `groups` are results of `take_turns` by what they have in common, which `label` names. A ratio is
    the median of the rounds' ratios, one for each unit.
    """
    heads = ([label] if label else []) + ["system", *units]
    heads += [f"speed of {name} to it" for name in ours] + ["peak memory, MB"]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for group, results in groups.items():
        for name, measurements in results.items():
            cells = ([group] if label else []) + [name]
            cells += [spread(values) for values in zip(*(m.speeds for m in measurements))]
            cells += [ratios(results.get(other), measurements) for other in ours]
            cells.append(f"{max(m.memory for m in measurements):,.0f}")
            lines.append("| " + " | ".join(cells) + " |")
    return lines


def spread(values):
    """The median, and the range."""
    return f"{statistics.median(values):,.0f} [{min(values):,.0f}-{max(values):,.0f}]"


def ratios(ours, theirs):
    """How many times as fast ours is, in each unit."""
    if not ours:
        return ""
    rounds = [[o / t for o, t in zip(a.speeds, b.speeds)] for a, b in zip(ours, theirs)]
    return ", ".join(f"{statistics.median(values):.2f}" for values in zip(*rounds))


def vocabulary_sizes(model):
    """The tokens of a model's source and target."""
    info = subprocess.run([S2S, "info", "--json", model], check=True, capture_output=True, text=True)
    sizes = json.loads(info.stdout)["vocabularies"]
    return sizes["source"], sizes["target"]


def publish(lines, output):
    """Prints the lines, and writes them to a file where one is named."""
    text = "\n".join(lines) + "\n"
    print(text)
    if output:
        pathlib.Path(output).write_text(text, encoding="utf-8")


def cpu():
    """The processor's name."""
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()
