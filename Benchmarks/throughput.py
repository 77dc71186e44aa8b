"""Training throughput and memory beside the PyTorch twin, runs in turn.

  python Benchmarks/throughput.py --data DIR [--rounds 5] [--updates 120] [--output FILE]

DIR has train.{fr,en} and valid.{fr,en}, plain text. Every round trains s2s, the
plain twin and the hand-tuned twin for some updates on the same pairs with the
same sizes: embedding 256, hidden 512, vocabulary 8,000, batch 64; and s2s and
the hand-tuned twin with bfloat16 products where the processor has them; and both
with 8,000 subwords learned jointly, of which each side has those that it uses, which
is less work (the twin has as many outputs as the larger side). Medians over the
rounds, and their ratios, are what counts: machines drift.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

from rounds import FIXED_VECTOR, HERE, S2S, Measurement, cpu, publish, run, table, take_turns, vocabulary_sizes

JOINT = ["--joint-vocabulary"]
TUNED = ["--exact-buckets", "--fused-adam", "--pack-output"]
# The shape of the model, for s2s and for the twin.
REVERSED = ["--reverse-source"], ["--feed-context", "--reverse-source"]


def s2s(a, folder, options=(), shape=REVERSED):
    model = folder / "model"
    _, memory = run([
        S2S, "train", "--src", "fr", "--tgt", "en", "--corpus", a.data, "--model", model,
        "--overwrite", "--config", FIXED_VECTOR, "--threads", str(a.threads), "--hidden", "512",
        "--embedding", "256", "--layers", "1", "--dropout", "0.3", "--vocabulary-size", "8000",
        "--batch-sentences", "64", "--learning-rate", "0.001", "--clip", "5", "--epochs", "1", "--steps", str(a.updates), *shape[0], *options])
    with open(model / "history.jsonl", encoding="utf-8") as history:
        record = json.loads(history.readline())
    speed = record["tokens_per_second"]
    return Measurement([speed], memory, round(speed * record["seconds"]))


def twin(a, ids, options=(), shape=REVERSED, size=None):
    output, memory = run([
        sys.executable, HERE / "pytorch_twin.py", "train", "--ids", str(size or a.size), "--train", *ids,
        "--hidden", "512", "--threads", str(a.threads), "--max-updates", str(a.updates),
        "--report", "10", *shape[1], *options])
    record = json.loads(output.splitlines()[-1])
    # A run of fewer updates than a report has no median.
    return Measurement([record.get("tgt_tok_s_median")], memory, record["target_tokens"])


def has_bfloat16():
    """Whether the processor has the instructions."""
    info = subprocess.run([S2S, "info", "--system"], capture_output=True, text=True, check=True)
    return "available" in next(l for l in info.stdout.splitlines() if l.startswith("bfloat16"))


def encode(a, folder, options=()):
    """The files of ids of the same subwords, for the twin, and how many ids there are."""
    folder.mkdir(exist_ok=True)
    s2s(argparse.Namespace(**{**vars(a), "updates": 1}), folder, options)
    files = []
    for side, language in (("source", "fr"), ("target", "en")):
        files.append(folder / f"train.{language}")
        with open(f"{a.data}/train.{language}") as text, open(files[-1], "w", encoding="utf-8") as ids:
            subprocess.run([S2S, "tokenize", "--model", folder / "model", "--side", side,
                            "--format", "ids"], stdin=text, stdout=ids, check=True)
    return files, vocabulary_size(folder / "model")


def vocabulary_size(model):
    """That of the larger side; the twin has as many tokens on both."""
    return max(vocabulary_sizes(model))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", required=True)
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--updates", type=int, default=120)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--output")
    a = ap.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        ids, a.size = encode(a, folder)
        systems = {
            "s2s": lambda: s2s(a, folder),
            "twin, plain": lambda: twin(a, ids),
            "twin, hand-tuned": lambda: twin(a, ids, TUNED),
        }
        joint, size = encode(a, folder / "joint", JOINT)
        systems["s2s, joint subwords"] = lambda: s2s(a, folder, JOINT)
        systems["twin, hand-tuned, joint subwords"] = lambda: twin(a, joint, TUNED, size=size)
        if has_bfloat16():
            systems["s2s, bfloat16"] = lambda: s2s(a, folder, ["--precision", "bfloat16"])
            systems["twin, hand-tuned, bfloat16"] = lambda: twin(a, ids, TUNED + ["--bf16"])
        results = take_turns(systems, a.rounds)
    ours = [name for name in results if name.startswith("s2s")]
    publish([f"{cpu()}, {a.threads} threads, {a.rounds} rounds of {a.updates} updates", "",
             *table({"": results}, ["target tokens a second"], ours)], a.output)


if __name__ == "__main__":
    main()
