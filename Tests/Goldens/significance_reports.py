"""Makes Tests/S2SMetricsTests/Goldens/significance_reports.json: what sacreBLEU prints.

References: sacrebleu 2.6.0 (with tabulate 0.10.0), numpy 2.4.6, Python 3.11; the corpus is that of
metrics.py, the lines those of its reports.
  pip install sacrebleu==2.6.0 numpy==2.4.6
  python Tests/Goldens/significance_reports.py
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

GOLDENS = Path(__file__).parent.parent / "S2SMetricsTests/Goldens"
corpus = json.loads((GOLDENS / "metrics_corpus.json").read_text())
LINES = json.loads((GOLDENS / "reports.json").read_text())["lines"]
hypotheses = [corpus["hypotheses"][i] for i in LINES]
one, two = ([stream[i] for i in LINES] for stream in corpus["references"][:2])
FILES = {
    "base": hypotheses, "one": one, "two": two,
    "süß": [two[i] if i % 9 == 3 else text for i, text in enumerate(hypotheses)],
    "better": [one[i] if i % 3 == 1 else text for i, text in enumerate(hypotheses)],
}
SYSTEMS = ["base", "süß", "better"]


def run(systems, *arguments):
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in FILES.items():
            text = "".join(line + "\n" for line in lines)
            (Path(folder) / name).write_text(text, encoding="utf-8")
        result = subprocess.run(
            [sys.executable, "-m", "sacrebleu", "one", "two", "-i", *systems, "-m", *arguments],
            check=True, capture_output=True, cwd=folder, env=os.environ | {"NO_COLOR": "1"})
    return result.stdout.decode().replace(":2.6.0", ":s2s-0.1.0").replace('"2.6.0"', '"s2s-0.1.0"')


def table(text):
    return text.partition("\n\n")[0] + "\n"


confidence = ["--confidence", "--confidence-n", "120"]
bootstrap = ["--paired-bs", "--paired-bs-n", "120"]
shuffles = ["--paired-ar", "--paired-ar-n", "120"]
golden = {
    "lines": LINES,
    "confidence_json": run(["base"], "bleu", "chrf", *confidence),
    "confidence_text": run(["base"], "bleu", "chrf", *confidence, "-f", "text", "-w", "3"),
    "confidence_short": run(["base"], "bleu", *confidence, "-f", "text", "-sh"),
    "bootstrap_json": run(SYSTEMS, "bleu", *bootstrap),
    "bootstrap_table": table(run(SYSTEMS, "bleu", "chrf", *bootstrap, "-f", "text")),
    "shuffles_json": run(SYSTEMS, "bleu", "chrf", *shuffles),
    "shuffles_table": table(run(SYSTEMS, "chrf", "bleu", *shuffles, "-f", "text", "-w", "3")),
}
text = json.dumps(golden, indent=0, ensure_ascii=False)
(GOLDENS / "significance_reports.json").write_text(text + "\n", encoding="utf-8")
