"""Makes Tests/S2SMetricsTests/Goldens/unicode_rouge.json: ROUGE over the words of every script.

References: rouge-score 0.1.2 with a tokenizer of ours, regex 2026.11.15, Python 3.11.
  pip install rouge-score==0.1.2 regex
  python Tests/Goldens/unicode_rouge.py

The arithmetic is rouge-score's; the words are what the expression below says, of normalised text.
"""
import json
import unicodedata
from pathlib import Path

import regex
from nltk.stem.porter import PorterStemmer
from rouge_score.rouge_scorer import RougeScorer

from metrics_text import corpus

GOLDENS = Path(__file__).parent.parent / "S2SMetricsTests/Goldens"
COUNT = 280
ALONE = (r"[\p{Han}\p{Hiragana}\p{Katakana}\u30fc\uff70\uff9e\uff9f\p{Thai}\p{Lao}\p{Myanmar}\p{Khmer}]")
LETTER = rf"[[\p{{L}}\p{{N}}]--{ALONE}]"
TAIL = r"[\p{M}\u200c\u200d]*"
WORD = regex.compile(
    rf"(?V1)[[\p{{L}}\p{{N}}]&&{ALONE}]{TAIL}|(?:{LETTER}{TAIL})+")
hypotheses, references = corpus(COUNT, seed=20)


class Words:
    def __init__(self, stem):
        self.stemmer = PorterStemmer() if stem else None

    def tokenize(self, text):
        words = WORD.findall(unicodedata.normalize("NFC", text.lower()))
        if self.stemmer:
            words = [self.stemmer.stem(w) if len(w) > 3 and w.isascii() else w for w in words]
        return words


def cases():
    for kind in ["rouge1", "rouge2", "rougeL", "rougeLsum"]:
        for stem in [False, True]:
            for streams in [1, 3]:
                scorer = RougeScorer([kind], tokenizer=Words(stem))
                scores = []
                for index, text in enumerate(hypotheses):
                    targets = [r[index] for r in references[:streams] if r[index] is not None]
                    scores.append(scorer.score_multi(targets, text)[kind])
                means = [sum(part) / len(scores) for part in zip(*scores)]
                yield {
                    "kind": kind, "streams": streams, "stemmer": stem, "precision": means[0],
                    "recall": means[1], "f1": means[2],
                    "sentences": [float(f"{s.fmeasure:.11g}") for s in scores],
                }


GOLDENS.mkdir(exist_ok=True)
lines = ",\n".join(json.dumps(c) for c in cases())
(GOLDENS / "unicode_rouge.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
