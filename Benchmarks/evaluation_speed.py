"""Time and memory of `s2s eval` beside sacreBLEU and rouge-score, whole processes, for evaluation.py.

The programs take turns; of each the median of its runs counts. On a machine that others use too,
the ratio of processor time says more than that of wall time.
"""
import json
import statistics
import subprocess
import sys

ROUGE = """
import sys
from rouge_score.rouge_scorer import RougeScorer
kinds = ["rouge1", "rouge2", "rougeL"]
scorer = RougeScorer(kinds)
sums, count = dict.fromkeys(kinds, 0.0), 0
with open(sys.argv[1], encoding="utf-8") as references, open(sys.argv[2], encoding="utf-8") as texts:
    for reference, text in zip(references, texts):
        for kind, score in scorer.score(reference, text).items():
            sums[kind] += score.fmeasure
        count += 1
print([{"score": round(100 * total / count, 10)} for total in sums.values()])
"""


# A process begins with the peak memory of the one that started it, so a small one has to do that.
LAUNCHER = """
import json, os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
wall = time.perf_counter() - start
figures = wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
print(json.dumps([os.waitstatus_to_exitcode(status), figures]), file=sys.stderr)
"""


def run(command, folder):
    """Runs a process; its output, and its wall seconds, processor seconds and peak megabytes."""
    result = subprocess.run(
        [sys.executable, "-S", "-c", LAUNCHER, *map(str, command)], cwd=folder, check=True,
        capture_output=True, text=True)
    status, figures = json.loads(result.stderr)
    if status:
        sys.exit(f"failed with {status}: {' '.join(map(str, command))}")
    return result.stdout, figures


def tasks(s2s):
    """A name, the options of ours, theirs, and the most runs of theirs."""
    sacrebleu = [sys.executable, "-m", "sacrebleu", "ref.txt", "-i"]
    digits = ["-w", "10", "--force", "-q"]
    ours = [s2s, "eval", "--ref", "ref.txt", "--json", "--digits", "10", "--force", "--hyp"]
    for name in ["bleu", "chrf", "ter"]:
        yield (name.upper().replace("CHRF", "chrF"), [*ours, "a.txt", "--metrics", name],
               [*sacrebleu, "a.txt", "-m", name, *digits], 3)
    yield ("ROUGE-1, -2, -L", [*ours, "a.txt", "--metrics", "rouge"],
           [sys.executable, "-c", ROUGE, "ref.txt", "a.txt"], 1)
    for name in ["bleu", "chrf"]:
        arguments = ["-m", name, "--paired-bs", *digits]
        # sacreBLEU's JSON cannot hold chrF's intervals.
        arguments += ["-f", "text", "--no-color"] if name == "chrf" else []
        yield (f"paired bootstrap, {name.upper().replace('CHRF', 'chrF')}",
               [*ours, "a.txt", "--compare", "b.txt", "--metrics", name],
               [*sacrebleu, "a.txt", "b.txt", *arguments], 3 if name == "bleu" else 1)


def numbers(text):
    """All scores and p-values of a JSON, or nothing where it is none."""
    try:
        value = json.loads(text.replace("'", '"'))
    except ValueError:
        return None
    found = []

    def visit(node):
        if isinstance(node, dict):
            for key, item in node.items():
                if key in ("score", "p_value", "mean", "ci") and item is not None:
                    found.append(round(item, 8))
                visit(item)
        elif isinstance(node, list):
            for item in node:
                visit(item)

    visit(value)
    return found


def table(s2s, folder, rounds):
    """The lines of the table; false at the end if some score differs or some ratio is below 20."""
    yield ("| task | s2s: wall, processor s | reference: wall, processor s | times as fast: wall, "
           "processor | peak MB: s2s, reference | same numbers |")
    yield "|---|--:|--:|--:|--:|---|"
    for name, ours, theirs, most in tasks(s2s):
        results = {"ours": [], "theirs": []}
        texts = {}
        for round_number in range(rounds):
            for side, command in [("ours", ours), ("theirs", theirs)]:
                if side == "theirs" and round_number >= most:
                    continue
                texts[side], figures = run(command, folder)
                results[side].append(figures)
                print(f"{name}, {side}: {figures[0]:.2f} s, {figures[1]:.2f} s of the processors, "
                      f"{figures[2]:,.0f} MB", file=sys.stderr)
        one, other = (
            [statistics.median(column) for column in zip(*results[side])]
            for side in ("ours", "theirs"))
        expected = numbers(texts["theirs"])
        same = "not printed" if expected is None else (
            "yes" if expected == numbers(texts["ours"]) else "NO")
        yield (f"| {name} | {one[0]:.2f}, {one[1]:.2f} | {other[0]:.1f}, {other[1]:.1f} "
               f"| {other[0] / one[0]:.0f}, {other[1] / one[1]:.0f} "
               f"| {one[2]:,.0f}, {other[2]:,.0f} | {same} |")
