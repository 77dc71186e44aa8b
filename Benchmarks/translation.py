"""Translation speed and memory beside the PyTorch twin, runs in turn.

  python Benchmarks/translation.py --work DIR [--rounds 5] [--output FILE]

DIR is what quality.sh left: s2s-1, twin-1.pt, test.fr, test.fr.ids, and the corpus.

| system | what it is |
|---|---|
| s2s | the model as trained, weights of 32 bits |
| s2s, int8 | what `s2s quantize` made of it |
| s2s, shortlist | the output layer for the tokens of `s2s shortlist`, learned from the corpus |
| s2s, one thread | one sentence after the other; otherwise s2s translates one a worker |
| twin | the twin as it is, products by oneDNN |
| twin, without oneDNN | the same by PyTorch's other kernels, faster for single sentences |
| twin, int8 | weights of LSTM and output layer by `torch.ao.quantization.quantize_dynamic` |

s2s is timed as a whole process, start and loading included, that translates the sentences four times;
the twin from its first sentence on, its model loaded. Medians over the rounds; one sentence at a time, the twin translates the first 300
sentences only. Tokens are those of the translations, an end mark for each.
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from rounds import HERE, S2S, Measurement, cpu, publish, run, table, take_turns
from throughput import vocabulary_size

SETTINGS = [(1, 1), (1, 64), (5, 1), (5, 64)]
UNITS = ["sentences a second", "target tokens a second"]
LABEL = "beam x batch"
# s2s translates the sentences so often: some thousand a second leave little beside its start.
COPIES = 4


def variants(model, corpus, folder):
    """Copies of a model with 32 and with 8 bits, both with a shortlist."""
    copies = folder / f"{model.name}-float32", folder / f"{model.name}-int8"
    shutil.copytree(model, copies[0], ignore=shutil.ignore_patterns("training*", "shortlist*"))
    run([S2S, "quantize", copies[0], "--output", copies[1]])
    for copy in copies:
        run([S2S, "shortlist", copy, "--corpus", corpus])
    return copies


def s2s(model, test, setting, *options):
    beam, batch = setting
    start = time.perf_counter()
    output, memory = run([S2S, "translate", "--model", model, "--beam", str(beam),
                          "--batch-sentences", str(batch), *options, *[test] * COPIES])
    seconds = time.perf_counter() - start
    ids = subprocess.run([S2S, "tokenize", "--model", model, "--side", "target", "--format", "ids"],
                         input=output, capture_output=True, text=True, check=True).stdout
    sentences = output.count("\n")
    return Measurement([sentences / seconds, (len(ids.split()) + sentences) / seconds], memory)


def twin(work, size, setting, *options):
    output, memory = run([
        sys.executable, HERE / "pytorch_twin.py", "translate", "--ids", str(size), "--model",
        work / "twin-1.pt", "--input", work / "test.fr.ids", "--settings", "%dx%d" % setting,
        "--repeat", "1", *options])
    record = json.loads(output.splitlines()[-1])
    return Measurement([record["sent_s"], record["tok_s"]], memory)


def systems(work, models, setting):
    """What is measured at one setting, s2s first."""
    float32, int8 = models
    test, size = work / "test.fr", vocabulary_size(float32)
    found = {
        "s2s": lambda: s2s(float32, test, setting),
        "s2s, int8": lambda: s2s(int8, test, setting),
        "s2s, shortlist": lambda: s2s(float32, test, setting, "--shortlist"),
        "s2s, int8, shortlist": lambda: s2s(int8, test, setting, "--shortlist"),
    }
    if setting[1] == 1:
        found["s2s, one thread"] = lambda: s2s(float32, test, setting, "--threads", "1")
    found["twin"] = lambda: twin(work, size, setting)
    if setting[1] == 1:
        found["twin, without oneDNN"] = lambda: twin(work, size, setting, "--no-onednn")
    found["twin, int8"] = lambda: twin(work, size, setting, "--int8")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output", type=pathlib.Path)
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        models = variants(a.work / "s2s-1", a.work, pathlib.Path(name))
        groups = {}
        for setting in SETTINGS:
            groups["%d x %d" % setting] = take_turns(systems(a.work, models, setting), a.rounds)
    ours = [name for name in groups["1 x 64"] if name.startswith("s2s")]
    publish([f"{cpu()}, {a.rounds} rounds. Speeds are medians [range]; ratios are of sentences, tokens.", "",
             *table(groups, UNITS, ours, LABEL)], a.output)


if __name__ == "__main__":
    main()
