"""Where the time of a training step goes, and how far it is from the products alone.

  python Benchmarks/step_profile.py --data DIR [--updates 80] [--output FILE] [-- OPTIONS OF s2s train]

DIR has train.{fr,en} and valid.{fr,en}, plain text. Needs Linux' perf and a C compiler. Builds s2s
with its symbols kept and runs the standard size (embedding 256, hidden 512, vocabulary 8,000, 64
sentences, two threads) while perf samples it and every product of OpenBLAS is written down with its
shape and its time. Told is what lies between the first and the last update: what each kind of work
takes of the workers' time, waiting included; and, by shape, how fast the products are beside
matrices of 2,048 by 2,048 with the same OpenBLAS, one product a core at once.
"""
import argparse
import collections
import os
import pathlib
import re
import subprocess
import tempfile

from rounds import FIXED_VECTOR, HERE, cpu

ROOT = HERE.parent
BUILD = ROOT / ".build-profile"
THREADS, HIDDEN, EMBEDDING, GATES = 2, 512, 256, 4
FREQUENCY = 997
# The first pattern that matches a symbol and its library names the kind of work.
KINDS = [
    ("products by OpenBLAS", r"openblas"),
    ("products by panels", r"panel_product"),
    ("products of bfloat16", r"bfloat|bf16"),
    ("weights into panels", r"panel_pack|pack_rows|pack_columns"),
    ("gates", r"lstm_|gru_|mut_|tanh_"),
    ("softmax and cross-entropy", r"cross_entropy|log_sum_exp"),
    ("optimiser and clipping", r"adam|sum_of_squares|momentum"),
    ("dropout", r"dropout"),
    ("gathering batches", r"S2SCorpora|S2STraining.*(Batch|Iterator|Order)|S2SModels.*Batch"),
    ("sums and copies", r"memcpy|memmove|memset|_add|scale|gather|repeatRow|add_column"),
    ("the kernel of the system", r"\[kernel"),
]
USES = {"NT": "forward", "NN": "gradient of what went in", "TN": "gradient of the weights"}

Product = collections.namedtuple("Product", "use outputs inputs rows begun ended")
Row = collections.namedtuple("Row", "name use shape seconds operations")


def environment(**more):
    """OpenBLAS picks its kernels by the processor, whatever the surroundings say."""
    return {k: v for k, v in os.environ.items() if not k.startswith("OPENBLAS_")} | more


def compile(source, program, *flags):
    openblas = subprocess.run(["pkg-config", "--cflags", "--libs", "openblas"], check=True,
                              capture_output=True, text=True).stdout.split()
    subprocess.run(["cc", "-O2", HERE / source, "-o", program, *flags, *openblas], check=True)
    return program


def peak(folder):
    """GFLOP/s of a core while every core has large matrices of its own."""
    program = compile("sgemm_peak.c", folder / "peak")
    running = [subprocess.Popen([program], stdout=subprocess.PIPE, text=True,
                                env=environment(OPENBLAS_NUM_THREADS="1"))
               for _ in range(THREADS)]
    return sum(float(process.communicate()[0]) for process in running) / THREADS


def build():
    subprocess.run(["swift", "build", "-c", "release", "--product", "s2s", "--static-swift-stdlib",
                    "-Xswiftc", "-use-ld=lld", "--scratch-path", BUILD], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)


def record(a, folder):
    """Runs the training; returns its products, and its samples as times and symbols."""
    recorder = compile("sgemm_record.c", folder / "record.so", "-shared", "-fPIC")
    subprocess.run([
        "perf", "record", "-q", "-e", "cpu-clock", "-F", str(FREQUENCY), "-k", "CLOCK_MONOTONIC",
        "-o", folder / "perf.data", "--", "env", f"LD_PRELOAD={recorder}",
        BUILD / "release" / "s2s", "train", "--src", "fr", "--tgt", "en", "--corpus", a.data,
        "--model", folder / "model", "--config", FIXED_VECTOR, "--hidden", str(HIDDEN),
        "--embedding", str(EMBEDDING),
        "--layers", "1", "--dropout", "0.3", "--vocabulary-size", "8000", "--batch-sentences", "64",
        "--learning-rate", "0.001", "--clip", "5", "--threads", str(THREADS),
        "--steps", str(a.updates), *a.options], check=True, stderr=subprocess.DEVNULL,
        env=environment(PRODUCTS=folder / "products"))
    samples = subprocess.run(["perf", "script", "-i", folder / "perf.data", "-F", "time,ip,sym,dso"],
                             capture_output=True, text=True, check=True).stdout
    return ([product(line) for line in (folder / "products").read_text().splitlines()],
            [sample(line) for line in samples.splitlines() if line.strip()])


def product(line):
    """A product by what it is for: M, N and K stand for other things in each use."""
    use, m, n, k, begun, ended = line.split()
    m, n, k = int(m), int(n), int(k)
    outputs, inputs, rows = {"NT": (n, k, m), "NN": (k, n, m), "TN": (m, n, k)}[use]
    return Product(use, outputs, inputs, rows, float(begun), float(ended))


def sample(line):
    time, _, symbol = line.strip().partition(":")
    return float(time), symbol


def role(outputs, inputs):
    """What a weight of this shape does, in a model without attention."""
    if outputs == GATES * HIDDEN:
        return {EMBEDDING: "inputs to gates", HIDDEN: "states and context to gates"}.get(inputs, "other")
    return "output layer" if inputs == HIDDEN else "other"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--updates", type=int, default=80)
    parser.add_argument("--output", type=pathlib.Path)
    parser.add_argument("options", nargs="*")
    a = parser.parse_args()
    build()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        products, samples = record(a, folder)
        best = peak(folder)
    # Only updates have gradients of weights, or panels packed: start-up, validation and the writing
    # of the model lie outside of the first and the last.
    marks = [p.ended for p in products if p.use == "TN"] or [t for t, s in samples if "adam" in s]
    start, end = min(marks), max(marks)
    workers = (end - start) * THREADS
    products = [p for p in products if start < p.begun and p.ended <= end]
    samples = [symbol for time, symbol in samples if start < time <= end]
    rows = product_rows(products, samples)
    bound = sum(row.operations for row in rows) * 1e-9 / best / workers
    text = "\n".join([f"{cpu()}; {end - start:.1f} s of {a.updates} updates", "",
                      *kinds(samples, workers, bound), "", *shapes(rows, workers, best), "",
                      f"All products are {bound * best * THREADS:.0f} GFLOP/s; the cores reach "
                      f"{best * THREADS:.0f} with large matrices, so that the products alone would take "
                      f"{bound * 100:.0f} % of the time."]) + "\n"
    print(text)
    if a.output:
        a.output.write_text(text, encoding="utf-8")


def kinds(samples, workers, bound):
    """The table of kinds of work, beside the time of all products at the peak."""
    counts = collections.Counter(
        next((kind for kind, pattern in KINDS if re.search(pattern, symbol)), "everything else")
        for symbol in samples)
    shares = {kind: count / FREQUENCY / workers for kind, count in counts.items()}
    shares["waiting"] = max(0, 1 - sum(shares.values()))
    rows = sorted(shares.items(), key=lambda item: -item[1])
    return ["| work | share of the workers' time | of the products' time at the peak |", "|---|---|---|",
            *(f"| {kind} | {share * 100:.2f} % | {share / bound * 100:.2f} % |" for kind, share in rows)]


def product_rows(products, samples):
    """The products by shape: their time and their operations."""
    groups = collections.defaultdict(list)
    for p in products:
        groups[role(p.outputs, p.inputs), p.use, p.outputs, p.inputs].append(p)
    rows = [Row(name, USES[use], f"{sum(p.rows for p in found) / len(found):.0f} x {inputs} x {outputs}",
                sum(p.ended - p.begun for p in found), sum(2 * p.rows * outputs * inputs for p in found))
            for (name, use, outputs, inputs), found in groups.items()]
    panels = sum("panel_product" in symbol for symbol in samples) / FREQUENCY
    if panels:
        # The states of every token go forward and back; the inputs' gradients tell how many there were.
        tokens = sum(p.rows for p in products if p.use == "TN" and p.inputs == EMBEDDING)
        rows.append(Row("states to gates, a step at a time, by panels", "forward and back",
                        f"up to {64 // THREADS} x {HIDDEN} x {GATES * HIDDEN}", panels,
                        tokens * 2 * 2 * GATES * HIDDEN * HIDDEN))
    return rows


def shapes(rows, workers, best):
    """The table of products by shape."""
    lines = ["| product | for | rows x inputs x outputs | share of the workers' time | GFLOP/s a core "
             "| of the peak |", "|---|---|---|---|---|---|"]
    for row in sorted(rows, key=lambda row: -row.seconds):
        if row.seconds > 0.002 * workers:
            speed = row.operations / row.seconds * 1e-9
            lines.append(f"| {row.name} | {row.use} | {row.shape} | {row.seconds / workers * 100:.1f} % "
                         f"| {speed:.0f} | {speed / best * 100:.0f} % |")
    return lines


if __name__ == "__main__":
    main()
