"""Where the time of a training step goes, and how far it is from the products alone.

  python Benchmarks/step_profile.py --data DIR [--updates 80] [--output FILE] [-- OPTIONS OF s2s train]

DIR has train.{fr,en} and valid.{fr,en}, plain text. Needs Linux' perf and a C compiler. Builds s2s
with its symbols kept, records a run of the standard size (embedding 256, hidden 512, vocabulary
8,000, 64 sentences, two threads), sums the samples by kind of work, and multiplies 2,048 by 2,048
matrices with the same OpenBLAS, a product a core at once, to see what the processor could give.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import tempfile

from rounds import HERE
from scaling import BASE, facts, features

SIZES = BASE | {"hidden": 512}

ROOT = HERE.parent
BUILD = ROOT / ".build-profile"
# The first pattern that matches a symbol or its library names the kind of work.
KINDS = [
    ("matrix products", r"openblas|panel_product"),
    ("matrix products, bfloat16", r"bfloat|bf16"),
    ("weights into panels", r"panel_pack|pack_rows|pack_columns"),
    ("gates", r"lstm_|gru_|mut_|tanh_"),
    ("softmax and cross-entropy", r"cross_entropy|log_sum_exp"),
    ("optimiser and clipping", r"adam|sum_of_squares|momentum"),
    ("dropout", r"dropout"),
    ("sums and copies", r"memcpy|memmove|memset|_add|scale|gather|repeatRow|add_column"),
    ("the kernel of the system", r"\[kernel"),
]
PEAK = r"""
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec * 1e-9; }
int main(void) {
  const int n = 2048;
  float *a = malloc(n * n * 4), *b = malloc(n * n * 4), *c = malloc(n * n * 4);
  for (int i = 0; i < n * n; i++) a[i] = b[i] = 0.5f, c[i] = 0;
  double start = now();
  int count = 0;
  for (; now() < start + 3; count++)
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a, n, b, n, 0, c, n);
  printf("%.1f\n", 2.0 * n * n * n * count / (now() - start) * 1e-9);
}
"""


def environment():
    """OpenBLAS picks its kernels by the processor, whatever the surroundings say."""
    return {k: v for k, v in os.environ.items() if not k.startswith("OPENBLAS_")}


def peak(threads):
    """GFLOP/s of all cores at once, each with large matrices of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source, program = pathlib.Path(folder) / "peak.c", pathlib.Path(folder) / "peak"
        source.write_text(PEAK)
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", "openblas"], check=True,
                               capture_output=True, text=True).stdout.split()
        subprocess.run(["cc", "-O2", source, "-o", program, *flags], check=True)
        running = [subprocess.Popen([program], stdout=subprocess.PIPE, text=True,
                                    env=environment() | {"OPENBLAS_NUM_THREADS": "1"})
                   for _ in range(threads)]
        return sum(float(process.communicate()[0]) for process in running)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--updates", type=int, default=80)
    parser.add_argument("--output", type=pathlib.Path)
    parser.add_argument("options", nargs="*")
    a = parser.parse_args()
    subprocess.run(["swift", "build", "-c", "release", "--product", "s2s", "--static-swift-stdlib",
                    "-Xswiftc", "-use-ld=lld", "--scratch-path", BUILD], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        subprocess.run([
            "perf", "record", "-q", "-F", "997", "-o", folder / "perf.data", "--",
            BUILD / "release" / "s2s", "train", "--src", "fr", "--tgt", "en", "--corpus", a.data,
            "--model", folder / "model", "--hidden", "512", "--embedding", "256", "--layers", "1",
            "--dropout", "0.3", "--vocabulary-size", "8000", "--batch-sentences", "64",
            "--learning-rate", "0.001", "--clip", "5",
            "--steps", str(a.updates), *a.options], check=True, stderr=subprocess.DEVNULL,
            env=environment())
        report = subprocess.run(
            ["perf", "report", "-i", folder / "perf.data", "--stdio", "--no-children", "-g", "none",
             "--percent-limit", "0.02", "--sort", "dso,symbol"], capture_output=True, text=True).stdout
        history = (folder / "model/history.jsonl").read_text().splitlines()[0]
        rate = json.loads(history)["tokens_per_second"]
        known = facts(folder, a.data)
    shares = {}
    for line in report.splitlines():
        match = re.match(r"\s+([0-9.]+)%\s+(.*)", line)
        if match:
            kind = next((k for k, p in KINDS if re.search(p, match[2])), "everything else")
            shares[kind] = shares.get(kind, 0) + float(match[1])
    lines = ["| work | share of the processor's time |", "|---|---|"]
    lines += [f"| {k} | {v:.1f} % |" for k, v in sorted(shares.items(), key=lambda item: -item[1])]
    (per_thread, *_), tokens = features(SIZES, known)
    work = per_thread * SIZES["threads"] / tokens * rate * 1e-9
    best = peak(SIZES["threads"])
    lines += ["", f"{rate:,.0f} target tokens a second are {work:.0f} GFLOP/s of products; the cores "
              f"reach {best:.0f} with large matrices, so that the products alone would take "
              f"{work / best * 100:.0f} % of the time."]
    text = "\n".join(lines) + "\n"
    print(text)
    if a.output:
        a.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
