"""Writes Tests/S2SMetricsTests/Goldens/classification.json: what scikit-learn says of some results.

    python3 Tests/Goldens/classification.py

The expected calibration error is the sum over the bins of `calibration_curve`, whose edges it takes
from NumPy as that function does.
"""
import json
import random
from pathlib import Path

import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_recall_fscore_support

OUT = Path(__file__).resolve().parents[1] / "S2SMetricsTests" / "Goldens" / "classification.json"
BINS = 15


def expected_error(right, confidence):
    edges = np.linspace(0.0, 1.0, BINS + 1)
    bins = np.searchsorted(edges[1:-1], confidence)
    counts = np.bincount(bins, minlength=BINS)
    accuracy, mean = calibration_curve(right, confidence, n_bins=BINS, strategy="uniform")
    return float(np.sum(counts[counts > 0] / len(right) * np.abs(accuracy - mean)))


def case(name, classes, known, size, rng):
    truth = [rng.randrange(classes) for _ in range(size)]
    chosen = [t if t < known and rng.random() < 0.7 else rng.randrange(known) for t in truth]
    # Some on the edges of bins.
    confidence = [round(rng.random() ** 0.3, 3) if rng.random() < 0.9 else rng.randrange(1, 16) / 15
                  for _ in truth]
    labels = list(range(classes))
    precision, recall, f1, support = precision_recall_fscore_support(
        truth, chosen, labels=labels, zero_division=0)
    return {
        "name": name, "classes": classes, "known": known, "truth": truth, "chosen": chosen,
        "confidence": confidence,
        "accuracy": accuracy_score(truth, chosen),
        "macro_f1": f1_score(truth, chosen, average="macro", zero_division=0),
        "confusion": confusion_matrix(truth, chosen, labels=labels).tolist(),
        "precision": precision.tolist(), "recall": recall.tolist(), "f1": f1.tolist(),
        "support": support.tolist(),
        "calibration_error": expected_error(
            np.array([t == c for t, c in zip(truth, chosen)]), np.array(confidence)),
    }


def main():
    rng = random.Random(17)
    cases = [
        case("two", 2, 2, 60, rng), case("five", 5, 5, 120, rng),
        case("classes that the model does not know", 6, 4, 80, rng),
        case("more classes than examples", 30, 30, 12, rng),
    ]
    OUT.write_text(json.dumps(cases, indent=None) + "\n")


if __name__ == "__main__":
    main()
