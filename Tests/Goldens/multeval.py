"""Makes Tests/S2SMetricsTests/Goldens/multeval.json: systems of several runs, by multeval.

Reference: multeval 0.5.1 (github.com/jhclark/multeval, commit bd93ed1), Java 17, its metrics BLEU and
TER. Build it without METEOR, whose library is not in the repository, and name the classes and the jars:
  python Tests/Goldens/multeval.py CLASSES:lib/guava-11.0.jar:lib/jannopts.jar:lib/tercom-0.8.0.jar
"""
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

GOLDEN = Path(__file__).parent.parent / "S2SMetricsTests/Goldens/multeval.json"
TRIALS, RESAMPLES, SENTENCES = 100_000, 10_000, 50
WORDS = [a + b for a in "bdfgklm" for b in ("a", "e", "i", "o")]


def texts(count, advantage, seed):
    """References, and the runs of two systems; the second spoils fewer words."""
    draw = random.Random(seed)
    references = [[draw.choice(WORDS) for _ in range(draw.randint(6, 12))]
                  for _ in range(SENTENCES)]

    def run(rate):
        """Words are spoiled where the sentence is hard, and where the run is unlucky."""
        lines = []
        for line, reference in enumerate(references):
            hard = random.Random(seed * 1000 + line).random() * rate
            lines.append([draw.choice(WORDS) if draw.random() < hard else word
                          for word in reference])
        return lines

    baseline = [run(0.5) for _ in range(count)]
    compared = [run(0.5 - advantage) for _ in range(count)]
    def joined(lines):
        return [" ".join(line) for line in lines]
    return joined(references), [joined(r) for r in baseline], [joined(r) for r in compared]


def multeval(class_path, references, baseline, compared):
    with tempfile.TemporaryDirectory() as folder:
        def write(name, lines):
            path = Path(folder) / name
            path.write_text("".join(line + "\n" for line in lines))
            return str(path)
        result = subprocess.run(
            ["java", "-cp", class_path, "multeval.MultEval", "eval",
             "--refs", write("ref", references),
             "--hyps-baseline", " ".join(write(f"a{i}", r) for i, r in enumerate(baseline)),
             "--hyps-sys1", " ".join(write(f"b{i}", r) for i, r in enumerate(compared)),
             "--metrics", "bleu ter", "--boot-samples", str(RESAMPLES),
             "--ar-shuffles", str(TRIALS)],
            capture_output=True, text=True, cwd=Path(class_path.split(":")[0]).parent, check=True)
    found = {}
    for system, metric, kind, value in re.findall(
            r"RESULT: (.*?): (\w+): (\w+): (\S+)", result.stderr):
        found.setdefault(metric, {}).setdefault(system, {})[kind] = float(value)
    def numbers(system):
        return {"mean": system["AVG"], "s_opt": system["STDDEV"],
                "s_sel": system["RESAMPLED_STDDEV_AVG"], "p_value": system.get("P_VALUE")}
    return {metric: [numbers(systems["baseline"]), numbers(systems["system 1"])]
            for metric, systems in found.items()}


def case(class_path, count, advantage, seed):
    references, baseline, compared = texts(count, advantage, seed)
    return {"references": references, "baseline": baseline, "compared": compared,
            "results": multeval(class_path, references, baseline, compared)}


if __name__ == "__main__":
    cases = [case(sys.argv[1], *sizes) for sizes in
             [(2, 0.05, 1), (2, 0.1, 2), (3, 0.04, 3), (3, 0.06, 4), (5, 0.03, 5)]]
    for made in cases:
        print(made["results"])
    GOLDEN.write_text(json.dumps({"trials": TRIALS, "resamples": RESAMPLES, "cases": cases},
                                 separators=(",", ":")) + "\n")
