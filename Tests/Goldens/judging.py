"""Writes Tests/S2SMetricsTests/Goldens/judging.json: what other programs say of judgements.

    python3 Tests/Goldens/judging.py

Krippendorff's alpha is that of the package krippendorff, Cohen's kappa that of scikit-learn, p-values
are SciPy's, and resamples are drawn and cut by NumPy.
"""
import json
import random
from pathlib import Path

import krippendorff
import numpy as np
from scipy import stats
from sklearn.metrics import cohen_kappa_score

OUT = Path(__file__).resolve().parents[1] / "S2SMetricsTests" / "Goldens" / "judging.json"


def alpha_case(name, observers, units, values, missing, rng):
    data = [[None if rng.random() < missing else rng.choice(values) for _ in range(units)]
            for _ in range(observers)]
    # Observers agree in part.
    for unit in range(units):
        if rng.random() < 0.6:
            shared = rng.choice(values)
            for row in data:
                if row[unit] is not None and rng.random() < 0.8:
                    row[unit] = shared
    matrix = np.array([[np.nan if v is None else v for v in row] for row in data], dtype=float)
    levels = ["nominal", "ordinal", "interval", "ratio"]
    return {
        "name": name, "units": [[v for v in column if v is not None] for column in zip(*data)],
        "alpha": {level: krippendorff.alpha(matrix, level_of_measurement=level) for level in levels},
    }


def kappa_case(count, size, rng):
    first = [rng.randrange(count) for _ in range(size)]
    second = [a if rng.random() < 0.5 else rng.randrange(count) for a in first]
    labels = list(range(count))
    names = {"unweighted": None, "linear": "linear", "quadratic": "quadratic"}
    return {
        "first": first, "second": second,
        "kappa": {name: cohen_kappa_score(first, second, labels=labels, weights=weights)
                  for name, weights in names.items()},
    }


def rank_sum_case(first, second):
    result = stats.mannwhitneyu(first, second, method="asymptotic", use_continuity=True)
    return {"first": first, "second": second, "statistic": float(result.statistic),
            "p_value": float(result.pvalue)}


def sign_case(wins, losses):
    return {"wins": wins, "losses": losses,
            "p_value": float(stats.binomtest(wins, wins + losses, 0.5).pvalue)}


def permutation_case(differences):
    result = stats.permutation_test(
        (differences,), lambda x, axis: np.mean(x, axis=axis), permutation_type="samples",
        n_resamples=np.inf, vectorized=True)
    return {"differences": differences, "mean": float(np.mean(differences)),
            "p_value": float(result.pvalue)}


def interval_case(values, seed, resamples):
    generator = np.random.default_rng(seed)
    means = [float(np.mean(np.array(values)[generator.choice(len(values), size=len(values))]))
             for _ in range(resamples)]
    low, high = np.percentile(means, [2.5, 97.5])
    return {"values": values, "seed": seed, "resamples": resamples, "low": float(low),
            "high": float(high)}


def holm_case(p_values):
    # Holm's rule as R's p.adjust writes it: cumulative maxima of (n - i + 1) p, at most 1.
    order = np.argsort(p_values)
    adjusted = np.minimum(1, np.maximum.accumulate(
        (len(p_values) - np.arange(len(p_values))) * np.array(p_values)[order]))
    back = np.empty(len(p_values))
    back[order] = adjusted
    return {"p_values": p_values, "corrected": back.tolist()}


def main():
    rng = random.Random(29)
    tied = [rng.randrange(0, 8) for _ in range(40)]
    document = {
        "alpha": [
            alpha_case("two observers", 2, 20, [1, 2, 3, 4], 0.0, rng),
            alpha_case("gaps", 5, 30, [1, 2, 3, 4, 5], 0.4, rng),
            alpha_case("scores", 3, 40, list(range(1, 101)), 0.2, rng),
        ],
        "kappa": [kappa_case(2, 30, rng), kappa_case(4, 60, rng), kappa_case(7, 25, rng)],
        "rank_sum": [
            rank_sum_case([rng.gauss(0, 1) for _ in range(25)], [rng.gauss(0.6, 1) for _ in range(30)]),
            rank_sum_case(tied[:25], tied[25:]),
            rank_sum_case([1.0, 2.0, 2.0], [2.0, 3.0]),
        ],
        "sign": [sign_case(*pair) for pair in [(14, 6), (0, 5), (5, 5), (1, 0), (60, 40), (700, 600)]],
        "permutation": [
            permutation_case([rng.gauss(0.5, 1) for _ in range(10)]),
            permutation_case([float(rng.choice([-1, 0, 1, 1])) for _ in range(12)]),
            permutation_case([1.0, 1.0, 1.0]),
        ],
        "interval": [
            interval_case([rng.gauss(70, 15) for _ in range(30)], 12345, 1000),
            interval_case([float(rng.randrange(0, 101)) for _ in range(7)], 7, 250),
        ],
        "holm": [holm_case([0.01, 0.04, 0.03, 0.005]), holm_case([0.5]), holm_case([0.9, 0.2, 0.7])],
    }
    OUT.write_text(json.dumps(document, indent=None) + "\n")


if __name__ == "__main__":
    main()
