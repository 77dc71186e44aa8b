"""The speed of training with each cell, and PyTorch's with its three, runs in turn.

  python Benchmarks/cell_speed.py --data DIR [--rounds 5] [--updates 60] [--threads 2]
      [--cells lstm gru ...] [--output FILE]

DIR has train.{fr,en} and valid.{fr,en}, plain text. Sizes are those of
throughput.py, the same for every cell: embedding 256, hidden 512, vocabulary
8,000, batch 64. Every round trains each cell of s2s for some updates, and right
after lstm, gru and elman the hand-tuned twin with PyTorch's nn.LSTM, nn.GRU or
nn.RNN. Cells of s2s see the same batches, so times a step are as speeds.
"""
import argparse
import pathlib
import statistics
import sys
import tempfile

from rounds import cpu, publish
from throughput import TUNED, encode, s2s, twin

CELLS = ["lstm", "lstm-no-forget", "lstm-no-input", "lstm-no-output", "gru", "gru-reset-before",
         "mut1", "mut2", "mut3", "ugrnn", "elman", "jordan", "elman-jordan"]
PYTORCH = {"lstm": "nn.LSTM", "gru": "nn.GRU", "elman": "nn.RNN"}

def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", required=True)
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--updates", type=int, default=60)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--cells", nargs="+", choices=CELLS, default=CELLS)
    ap.add_argument("--output")
    a = ap.parse_args()
    cells = list(dict.fromkeys(["lstm"] + a.cells))
    ours, theirs = {cell: [] for cell in cells}, {cell: [] for cell in cells}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        ids, a.size = encode(a, folder)
        for number in range(1, a.rounds + 1):
            for cell in cells:
                ours[cell].append(s2s(a, folder, ["--cell", cell]).speeds[0])
                print(f"round {number}: {cell}: {ours[cell][-1]:,.0f} tokens/s", file=sys.stderr)
                if cell in PYTORCH:
                    theirs[cell].append(twin(a, ids, TUNED + ["--cell", cell]).speeds[0])
                    print(f"round {number}: {PYTORCH[cell]}: {theirs[cell][-1]:,.0f} tokens/s",
                          file=sys.stderr)
    def ratio(above, below):
        return statistics.median(x / y for x, y in zip(above, below))
    lines = [f"{cpu()}, {a.threads} threads, {a.rounds} rounds of {a.updates} updates", "",
             "| cell | target tokens a second | time a step, lstm = 1 | PyTorch | s2s to PyTorch |",
             "|---|---|---|---|---|"]
    for cell in cells:
        line = (f"| {cell} | {statistics.median(ours[cell]):,.0f} "
                f"| {ratio(ours['lstm'], ours[cell]):.2f} |")
        if cell in PYTORCH:
            line += (f" {PYTORCH[cell]}: {statistics.median(theirs[cell]):,.0f} "
                     f"| {ratio(ours[cell], theirs[cell]):.2f} times as fast |")
        else:
            line += " | |"
        lines.append(line)
    publish(lines, a.output)

if __name__ == "__main__":
    main()
