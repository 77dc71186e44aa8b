"""What more workers than cores cost: from where on a batch is too small for them.

  python Benchmarks/workers.py --data DIR [--workers 1 2 4 8 16 32] [--batches 32 64 256] [--updates 40]
      [--src en --tgt fr] [--output FILE] [-- OPTIONS]

DIR has train and valid for both languages, plain text. Each run trains the preset with that many sentences per batch and
that many workers, on however few cores there are: what counts is the processor's time for a target token, that
of a run of one update taken off. Workers do not spin while they wait, so this is the work that all of them do: it
grows where their shares of a batch become too small for fast products, and where gradients of many workers have
to be added. Cores that do nothing but this would train at most `workers / processor seconds per token`, if the memory's
bandwidth grew with them and no worker waited for another. OPTIONS are options of s2s train.
"""
import argparse
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

from rounds import S2S, cpu, publish


def used():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def train(a, folder, workers, batch, updates):
    """The processor seconds and the target tokens of a run."""
    model, before = folder / "model", used()
    command = [S2S, "train", "--src", a.src, "--tgt", a.tgt, "--corpus", a.data, "--model", model, "--overwrite",
               "--threads", str(workers), "--batch-sentences", str(batch), "--steps", str(updates),
               "--validate-every", "0", *a.options]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(result.stderr)
    record = json.loads((model / "history.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    return used() - before, record["tokens_per_second"] * record["seconds"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4, 8, 16, 32])
    parser.add_argument("--batches", type=int, nargs="+", default=[32, 64, 256])
    parser.add_argument("--updates", type=int, default=40)
    parser.add_argument("--src", default="en")
    parser.add_argument("--tgt", default="fr")
    parser.add_argument("--output")
    cut = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    a = parser.parse_args(sys.argv[1:cut])
    a.options = sys.argv[cut + 1:]
    lines = [f"{cpu()}, {a.updates} updates", "",
             "| sentences per batch | workers | processor µs per target token | of one worker's work | "
             "tokens per second at most, on as many cores |", "|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as name:
        for batch in a.batches:
            first = None
            for workers in a.workers:
                start, early = train(a, pathlib.Path(name), workers, batch, 1)
                end, tokens = train(a, pathlib.Path(name), workers, batch, a.updates + 1)
                seconds = (end - start) / (tokens - early)
                first = first or seconds
                lines.append(f"| {batch} | {workers} | {1e6 * seconds:.0f} | {seconds / first:.2f} | "
                             f"{workers / seconds:,.0f} |")
                print(lines[-1], file=sys.stderr, flush=True)
    publish(lines, a.output)


if __name__ == "__main__":
    main()
