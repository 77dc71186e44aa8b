"""Translation speed and memory beside the PyTorch twin, runs in turn.

  python Benchmarks/translation.py --work DIR [--rounds 5] [--output FILE]

DIR is what quality.sh left: s2s-1, twin-1.pt, test.fr and test.fr.ids. s2s is timed as a whole
process, start and loading included; the twin from its first sentence on, its model loaded. Medians
over the rounds; one sentence at a time, the twin translates the first 300 sentences only.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import time

from throughput import HERE, S2S, run

SETTINGS = ["1x1", "1x64", "5x1", "5x64"]


def s2s(work, setting):
    beam, batch = setting.split("x")
    sentences = (work / "test.fr").read_text(encoding="utf-8").count("\n")
    start = time.perf_counter()
    _, memory = run([S2S, "translate", "--model", work / "s2s-1", "--beam", beam,
                     "--batch-sentences", batch, work / "test.fr"])
    return sentences / (time.perf_counter() - start), memory


def twin(work, size, setting):
    output, memory = run([
        sys.executable, HERE / "pytorch_twin.py", "translate", "--ids", str(size), "--model",
        work / "twin-1.pt", "--input", work / "test.fr.ids", "--settings", setting, "--repeat", "1"])
    return json.loads(output.splitlines()[-1])["sent_s"], memory


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output", type=pathlib.Path)
    a = parser.parse_args()
    info = json.loads(subprocess.run([S2S, "info", "--json", a.work / "s2s-1"], check=True,
                                     capture_output=True, text=True).stdout)
    size = info["shape"]["targetVocabularySize"]
    lines = ["Sentences a second, medians of %d rounds [range]; peak memory." % a.rounds, "",
             "| beam x batch | s2s | twin | s2s is faster by | memory, MB: s2s | twin |",
             "|---|---|---|---|---|---|"]
    for setting in SETTINGS:
        pairs = [(s2s(a.work, setting), twin(a.work, size, setting)) for _ in range(a.rounds)]
        ours, theirs = ([pair[i][0] for pair in pairs] for i in (0, 1))
        memory = [statistics.median(pair[i][1] for pair in pairs) for i in (0, 1)]
        ratio = statistics.median(o / t for o, t in zip(ours, theirs))
        cells = [f"{statistics.median(x):,.0f} [{min(x):,.0f}-{max(x):,.0f}]" for x in (ours, theirs)]
        lines.append(f"| {setting} | {cells[0]} | {cells[1]} | {ratio:.1f} "
                     f"| {memory[0]:,.0f} | {memory[1]:,.0f} |")
        print(lines[-1], flush=True)
    text = "\n".join(lines) + "\n"
    if a.output:
        a.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
