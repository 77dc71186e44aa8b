"""OpenBLAS's own threads beside a product of half the rows on each core.

  python Benchmarks/products.py [--rounds 5] [--output FILE]

Multiplies the shapes that training meets for 64 sentences of 15 tokens, vocabulary 8,000, embedding
256, by both ways in turn; needs a C compiler. Workers do not wait for each other after a product, as
in training.
"""
import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile

from rounds import cpu, publish

THREADS = 2
SENTENCES, LENGTH, EMBEDDING, VOCABULARY = 64, 15, 256, 8000
PROGRAM = r"""
#include <cblas.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static int rows, columns, depth;
static double seconds;
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec * 1e-9; }
static float *filled(size_t n) { float *x = malloc(n * 4); for (size_t i = 0; i < n; i++) x[i] = 0.5f; return x; }
static void *multiply(void *count) {
  float *a = filled((size_t)rows * depth), *b = filled((size_t)columns * depth), *c = filled((size_t)rows * columns);
  for (double start = now(); now() < start + seconds; ++*(long *)count)
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, columns, depth, 1, a, depth, b, depth, 0, c, columns);
  free(a), free(b), free(c);
  return 0;
}
int main(int n, char **v) {
  int workers = atoi(v[1]), threads = atoi(v[2]);
  rows = atoi(v[3]), columns = atoi(v[4]), depth = atoi(v[5]), seconds = atof(v[6]);
  openblas_set_num_threads(threads);
  pthread_t ids[64];
  long counts[64] = {0}, sum = 0;
  for (int i = 0; i < workers; i++) pthread_create(&ids[i], 0, multiply, &counts[i]);
  for (int i = 0; i < workers; i++) pthread_join(ids[i], 0), sum += counts[i];
  printf("%.1f\n", 2.0 * rows * columns * depth * sum / seconds * 1e-9);
}
"""


def shapes():
    """Names, and rows, columns and depth of the products."""
    rows = SENTENCES * LENGTH
    found = []
    for hidden in (128, 256, 512, 1024):
        found.append((f"a step's states, hidden {hidden}", SENTENCES, 4 * hidden, hidden))
    for hidden in (256, 512):
        found.append((f"the inputs of all steps, hidden {hidden}", rows, 4 * hidden, EMBEDDING))
        found.append((f"the output layer, hidden {hidden}", rows, VOCABULARY, hidden))
    return found


def rate(program, workers, threads, shape):
    """GFLOP/s of all workers."""
    rows, columns, depth = shape
    command = [program, workers, threads, rows // workers, columns, depth, 1]
    return float(subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout)


def build(folder):
    """Compiles the program."""
    source, program = folder / "products.c", folder / "products"
    source.write_text(PROGRAM)
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "openblas"], check=True,
                           capture_output=True, text=True).stdout.split()
    subprocess.run(["cc", "-O2", source, "-o", program, *flags, "-lpthread"], check=True)
    return program


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output")
    a = parser.parse_args()
    rates = {name: ([], []) for name, *_ in shapes()}
    with tempfile.TemporaryDirectory() as folder:
        program = build(pathlib.Path(folder))
        for number in range(1, a.rounds + 1):
            for name, *shape in shapes():
                rates[name][0].append(rate(program, THREADS, 1, shape))
                rates[name][1].append(rate(program, 1, THREADS, shape))
            print(f"round {number}", file=sys.stderr)
    lines = [f"{cpu()}, {THREADS} threads, {a.rounds} rounds, medians, GFLOP/s", "",
             "| product | a part on each core | OpenBLAS's threads | the first is faster by |", "|---|---|---|---|"]
    for name, (parts, threads) in rates.items():
        ratio = statistics.median(p / t for p, t in zip(parts, threads))
        lines.append(f"| {name} | {statistics.median(parts):.0f} | {statistics.median(threads):.0f} | {ratio:.2f} |")
    publish(lines, a.output)


if __name__ == "__main__":
    main()
