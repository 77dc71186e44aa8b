"""Makes Tests/S2SMetricsTests/Goldens/significance.json: intervals and paired tests.

References: sacrebleu 2.6.0, numpy 2.4.6, Python 3.11; the corpus is that of metrics.py.
  pip install sacrebleu==2.6.0 numpy==2.4.6
  python Tests/Goldens/significance.py
"""
import json
import os
from pathlib import Path

import numpy as np
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest, _bootstrap_resample

GOLDENS = Path(__file__).parent.parent / "S2SMetricsTests/Goldens"
corpus = json.loads((GOLDENS / "metrics_corpus.json").read_text())
hypotheses, references = corpus["hypotheses"], corpus["references"]
COUNT = len(hypotheses)
BLEU_OPTIONS = {"tokenize": "13a", "lowercase": False, "smooth_method": "exp",
                "smooth_value": None, "effective_order": False}
CHRF_OPTIONS = {"char_order": 6, "word_order": 0, "beta": 2, "eps_smoothing": False}
VARIANTS = [
    {"bleu": BLEU_OPTIONS}, {"bleu": BLEU_OPTIONS | {"smooth_method": "floor"}},
    {"bleu": BLEU_OPTIONS | {"smooth_method": "add-k", "smooth_value": 0.5}},
    {"bleu": BLEU_OPTIONS | {"smooth_method": "add-k"}},
    {"bleu": BLEU_OPTIONS | {"smooth_method": "none", "tokenize": "char", "lowercase": True}},
    {"bleu": BLEU_OPTIONS | {"effective_order": True}},
    {"chrf": CHRF_OPTIONS}, {"chrf": CHRF_OPTIONS | {"word_order": 2}},
    {"chrf": CHRF_OPTIONS | {"beta": 3, "eps_smoothing": True}},
    {"ter": {"normalized": False}}, {"ter": {"normalized": True}},
]


def metric(variant):
    if "bleu" in variant:
        return BLEU(**variant["bleu"], force=True)
    return CHRF(**variant["chrf"]) if "chrf" in variant else TER(**variant["ter"])


def seeded(seed):
    os.environ["SACREBLEU_SEED"] = str(seed)


def interval(variant, seed, resamples, start, count):
    """What `--confidence` reports of some lines with two references."""
    seeded(seed)
    lines = slice(start, start + count)
    scorer = metric(variant)
    score = scorer.corpus_score(hypotheses[lines], [r[lines] for r in references[:2]], resamples)
    return {
        "variant": variant,
        "seed": str(seed), "resamples": resamples, "start": start, "count": count,
        "score": score.score, "mean": float(score._mean), "half_width": float(score._ci),
        "signature": scorer.get_signature().format().replace(":2.6.0", ":s2s-0.1.0"),
    }


def intervals():
    for variant in VARIANTS:
        yield interval(variant, 12345, 1000, 0, COUNT)
        yield interval(variant, 7, 99, 100, 8)
    for start, count in [(0, 1), (30, 2), (200, 64)]:
        yield interval(VARIANTS[0], 2**32 + 1, 250, start, count)
        yield interval(VARIANTS[6], 2**32 + 1, 250, start, count)
        yield interval(VARIANTS[9], 2**32 + 1, 250, start, count)


def large(variant, width):
    """Sums that 32 bits must round: statistics of 400 sentences with up to 200,003 of each."""
    seeded(12345)
    rows = [[(row * 7919 + column * 104729 + row * row * 13) % 200_003 for column in range(width)]
            for row in range(400)]
    _, scores = _bootstrap_resample(rows, metric(variant), 40)
    scores[0].estimate_ci(scores)
    return {
        "variant": variant,
        "width": width, "mean": float(scores[0]._mean), "half_width": float(scores[0]._ci)}


def systems():
    """The corpus, and the same with some lines replaced by others' references."""
    changed = [references[1][i] if i % 7 == 3 else text for i, text in enumerate(hypotheses)]
    worse = ["" if i % 5 == 1 else text for i, text in enumerate(hypotheses)]
    return [("base", hypotheses), ("changed", changed), ("same", hypotheses), ("worse", worse)]


def paired(variant, kind, samples, seed, confidence=-1, lines=slice(0, COUNT)):
    """The table of `--paired-bs` or `--paired-ar`: a row a system."""
    seeded(seed)
    named = [(name, texts[lines]) for name, texts in systems()]
    test = PairedTest(named, {"metric": metric(variant)}, [r[lines] for r in references[:2]],
                      kind, samples, n_ar_confidence=confidence)
    signatures, results = test()
    name = next(iter(signatures))
    return {
        "variant": variant,
        "kind": kind, "samples": samples, "seed": str(seed), "confidence": max(confidence, 0),
        "start": lines.start, "count": lines.stop - lines.start, "name": name,
        "signature": signatures[name].format().replace(":2.6.0", ":s2s-0.1.0"),
        "results": [[None if v is None else float(v) for v in
                     [r.score, r.p_value, r.mean, r.ci]] for r in results[name]],
    }


def pairs():
    for variant in VARIANTS:
        yield paired(variant, "bs", 130, 3)
        yield paired(variant, "ar", 60, 3, confidence=90)
        yield paired(variant, "bs", 130, 7, lines=slice(100, 108))
        yield paired(variant, "ar", 130, 7, confidence=90, lines=slice(100, 108))
    for variant in [VARIANTS[0], VARIANTS[6], VARIANTS[9]]:
        yield paired(variant, "bs", 1000, 12345, lines=slice(0, 101))
        yield paired(variant, "bs", 60, 5, lines=slice(11, 13))
        yield paired(variant, "ar", 60, 5, confidence=60, lines=slice(11, 12))
    yield paired(VARIANTS[0], "ar", 10_000, 12345, lines=slice(0, 33))


def lines(values):
    return "[\n" + ",\n".join(map(json.dumps, values)) + "\n]"


np.seterr(all="ignore")
large_cases = [large(VARIANTS[0], 10), large(VARIANTS[6], 18), large(VARIANTS[7], 24),
               large(VARIANTS[9], 2)]
(GOLDENS / "significance.json").write_text(
    f'{{"intervals": {lines(list(intervals()))},\n"large": {lines(large_cases)},\n'
    f'"pairs": {lines(list(pairs()))}}}\n')
