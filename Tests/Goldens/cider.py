"""Makes Tests/S2SMetricsTests/Goldens/cider.json: CIDEr-D and CIDEr of the corpus of metrics.py.

References: pycocoevalcap 1.2, tokens by sacrebleu 2.6.0, Python 3.11.
  pip install pycocoevalcap==1.2 sacrebleu==2.6.0
  python Tests/Goldens/cider.py

What pycocoevalcap calls CIDEr clips weights and weighs lengths: it is CIDEr-D. Plain CIDEr is the
same program without these two, as the paper has it and the authors' own repository.
"""
import inspect
import json
from pathlib import Path

from pycocoevalcap.cider import cider_scorer
from sacrebleu.metrics import BLEU

from metrics_text import corpus

GOLDENS = Path(__file__).parent.parent / "S2SMetricsTests/Goldens"
COUNT = 280
hypotheses, references = corpus(COUNT, seed=20)


def plain_scorer():
    source = inspect.getsource(cider_scorer)
    for old, new in [
        ("min(vec_hyp[n][ngram], vec_ref[n][ngram]) *", "vec_hyp[n][ngram] *"),
        ("val[n] *= np.e**(-(delta**2)/(2*self.sigma**2))", "pass"),
    ]:
        assert source.count(old) == 1
        source = source.replace(old, new)
    names = {}
    exec(source, names)
    return names["CiderScorer"]


SCORERS = {"CIDEr-D": cider_scorer.CiderScorer, "CIDEr": plain_scorer()}
TOKENIZERS = {name: BLEU(tokenize=name).tokenizer for name in ["none", "13a", "intl", "char"]}


def case(variant, streams=1, start=0, count=COUNT, tokenize="none", lowercase=False, sigma=6.0,
         by_sentence=False):
    def words(text):
        return TOKENIZERS[tokenize]((text.lower() if lowercase else text).rstrip())

    scorer = SCORERS[variant](n=4, sigma=sigma)
    for index in range(start, start + count):
        targets = [words(r[index]) for r in references[:streams] if r[index] is not None]
        scorer += (words(hypotheses[index]), targets)
    score, sentences = scorer.compute_score()
    return {
        "variant": variant, "streams": streams, "start": start, "count": count,
        "tokenize": tokenize, "lowercase": lowercase, "sigma": sigma, "score": float(score),
        "sentences": [float(f"{s:.11g}") for s in sentences] if by_sentence else [],
    }


def cases():
    for variant in SCORERS:
        for streams in [1, 2, 3]:
            yield case(variant, streams, by_sentence=streams != 2)
        for tokenize in TOKENIZERS:
            yield case(variant, 2, tokenize=tokenize, lowercase=True)
        for start, count in [(0, 1), (11, 2), (30, 3), (43, 10), (100, 40)]:
            yield case(variant, 2, start, count, by_sentence=True)
    for sigma in [1.0, 2.5, 20.0]:
        yield case("CIDEr-D", 2, sigma=sigma)


GOLDENS.mkdir(exist_ok=True)
lines = ",\n".join(json.dumps(c) for c in cases())
(GOLDENS / "cider.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
