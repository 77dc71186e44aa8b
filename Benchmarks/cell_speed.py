"""The speed of training with each cell, and PyTorch's with its three, runs in turn.

  python Benchmarks/cell_speed.py --data DIR [--rounds 3] [--updates 60]
      [--cells lstm gru ...] [--output FILE]

DIR has train.{fr,en} and valid.{fr,en}, plain text. Sizes are those of
throughput.py, the same for every cell: embedding 256, hidden 512, vocabulary
8,000, batch 64. Every round trains each cell of s2s for some updates, and right
after lstm, gru and elman the hand-tuned twin with PyTorch's nn.LSTM, nn.GRU or
nn.RNN. All have one thread, and what counts is processor time a target token,
that of a run of one update taken off: other work on the machine then matters
little.
"""
import argparse
import pathlib
import resource
import statistics
import sys
import tempfile

from rounds import cpu, publish
from throughput import TUNED, encode, s2s, twin

CELLS = ["lstm", "lstm-no-forget", "lstm-no-input", "lstm-no-output", "lstm-coupled",
         "lstm-capped", "gru", "gru-reset-before", "mut1", "mut2", "mut3", "ugrnn", "ssru", "sru", "qrnn-f",
         "qrnn-fo", "qrnn-ifo", "min-gru", "min-lstm", "elman", "jordan", "elman-jordan"]
PYTORCH = {"lstm": "nn.LSTM", "gru": "nn.GRU", "elman": "nn.RNN"}

def cost(measure):
    """The target tokens of a run, and the processor seconds of its process."""
    def used():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime
    before = used()
    return measure().tokens, used() - before

def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", required=True)
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--updates", type=int, default=60)
    ap.add_argument("--cells", nargs="+", choices=CELLS, default=CELLS)
    ap.add_argument("--output")
    a = ap.parse_args()
    a.threads = 1
    cells = list(dict.fromkeys(["lstm"] + a.cells))
    ours, theirs = {cell: [] for cell in cells}, {cell: [] for cell in cells}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        ids, a.size = encode(a, folder)
        one = argparse.Namespace(**{**vars(a), "updates": 1})
        for number in range(1, a.rounds + 1):
            first, twin_first = cost(lambda: s2s(one, folder)), cost(lambda: twin(one, ids, TUNED))
            def measure(name, run, start):
                tokens, seconds = cost(run)
                time = 1e6 * (seconds - start[1]) / (tokens - start[0])
                print(f"round {number}: {name}: {time:.0f} µs a token", file=sys.stderr)
                return time
            for cell in cells:
                options = ["--cell", cell]
                ours[cell].append(measure(cell, lambda: s2s(a, folder, options), first))
                if cell in PYTORCH:
                    theirs[cell].append(measure(
                        PYTORCH[cell], lambda: twin(a, ids, TUNED + options), twin_first))
    def ratio(above, below):
        return statistics.median(x / y for x, y in zip(above, below))
    lines = [f"{cpu()}, one thread, {a.rounds} rounds of {a.updates} updates", "",
             "| cell | µs a target token | lstm = 1 | PyTorch | s2s is faster by |",
             "|---|---|---|---|---|"]
    for cell in cells:
        line = f"| {cell} | {statistics.median(ours[cell]):.0f} | {ratio(ours[cell], ours['lstm']):.2f} |"
        if cell in PYTORCH:
            line += (f" {PYTORCH[cell]}: {statistics.median(theirs[cell]):.0f} "
                     f"| {ratio(theirs[cell], ours[cell]):.2f} |")
        else:
            line += " | |"
        lines.append(line)
    publish(lines, a.output)

if __name__ == "__main__":
    main()
