"""Training throughput and memory beside the PyTorch twin, runs in turn.

  python Benchmarks/throughput.py --data DIR [--rounds 5] [--updates 120] [--output FILE]

DIR has train.{fr,en} and valid.{fr,en}, plain text. Every round trains s2s, the
plain twin and the hand-tuned twin for some updates on the same pairs with the
same sizes: embedding 256, hidden 512, vocabulary 8,000, batch 64; and s2s and
the hand-tuned twin with bfloat16 products where the processor has them. Medians
over the rounds, and their ratios, are what counts: machines drift.
"""
import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
S2S = HERE.parent / ".build" / "release" / "s2s"

def run(command):
    """Runs a command; returns its standard output and its peak memory in MB."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return output, usage.ru_maxrss / 1000

def s2s(a, folder, options=()):
    model = folder / "model"
    _, memory = run([
        S2S, "train", "--src", "fr", "--tgt", "en", "--corpus", a.data, "--model", model,
        "--overwrite", "--threads", str(a.threads), "--hidden", "512", "--embedding", "256",
        "--layers", "1", "--dropout", "0.3", "--joint-vocabulary", "--vocabulary-size", "8000",
        "--batch-sentences", "64", "--learning-rate", "0.001", "--schedule", "plateau",
        "--clip", "5", "--epochs", "1", "--steps", str(a.updates), *options])
    with open(model / "history.jsonl", encoding="utf-8") as history:
        return json.loads(history.readline())["tokens_per_second"], memory

def twin(a, folder, flags):
    output, memory = run([
        sys.executable, HERE / "pytorch_twin.py", "train", "--ids", str(a.size),
        "--train", folder / "train.fr", folder / "train.en", "--hidden", "512",
        "--feed-context", "--reverse-source", "--threads", str(a.threads),
        "--max-updates", str(a.updates), "--report", "10"] + flags)
    return json.loads(output.splitlines()[-1])["tgt_tok_s_median"], memory

def has_bfloat16():
    """Whether the processor has the instructions."""
    info = subprocess.run([S2S, "info", "--system"], capture_output=True, text=True, check=True)
    return "available" in next(l for l in info.stdout.splitlines() if l.startswith("bfloat16"))

def encode(a, folder):
    """The ids of the same subwords, for the twin."""
    s2s(argparse.Namespace(**{**vars(a), "updates": 1}), folder)
    for side, language in (("source", "fr"), ("target", "en")):
        with open(f"{a.data}/train.{language}") as text, \
                open(folder / f"train.{language}", "w", encoding="utf-8") as ids:
            subprocess.run([S2S, "tokenize", "--model", folder / "model", "--side", side,
                            "--format", "ids"], stdin=text, stdout=ids, check=True)
    info = subprocess.run([S2S, "info", folder / "model"], capture_output=True, text=True, check=True)
    line = next(l for l in info.stdout.splitlines() if l.startswith("vocabulary"))
    return int(line.split()[1].replace(",", ""))

def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", required=True)
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--updates", type=int, default=120)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--output")
    a = ap.parse_args()
    tuned = ["--exact-buckets", "--fused-adam", "--pack-output"]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        a.size = encode(a, folder)
        systems = {
            "s2s": lambda: s2s(a, folder),
            "twin, plain": lambda: twin(a, folder, []),
            "twin, hand-tuned": lambda: twin(a, folder, tuned),
        }
        if has_bfloat16():
            systems["s2s, bfloat16"] = lambda: s2s(a, folder, ["--precision", "bfloat16"])
            systems["twin, hand-tuned, bfloat16"] = lambda: twin(a, folder, tuned + ["--bf16"])
        speeds = {name: [] for name in systems}
        memory = {name: 0.0 for name in systems}
        for round_number in range(a.rounds):
            for name, measure in systems.items():
                speed, peak = measure()
                speeds[name].append(speed)
                memory[name] = max(memory[name], peak)
                print(f"round {round_number + 1}: {name}: {speed:,.0f} tokens/s, {peak:,.0f} MB", file=sys.stderr)
    ours = [name for name in speeds if name.startswith("s2s")]
    lines = [f"{cpu()}, {a.threads} threads, {a.rounds} rounds of {a.updates} updates", "",
             "| system | target tokens a second | " + "".join(f"speed of {name} to it | " for name in ours)
             + "peak memory, MB |", "|---|---|" + "---|" * len(ours) + "---|"]

    for name, values in speeds.items():
        ratios = [statistics.median(o / v for o, v in zip(speeds[other], values)) for other in ours]
        lines.append(f"| {name} | {statistics.median(values):,.0f} [{min(values):,.0f}-{max(values):,.0f}] | "
                     + "".join(f"{ratio:.2f} | " for ratio in ratios) + f"{memory[name]:,.0f} |")
    text = "\n".join(lines) + "\n"
    print(text)
    if a.output:
        pathlib.Path(a.output).write_text(text, encoding="utf-8")

def cpu():
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()

if __name__ == "__main__":
    main()
