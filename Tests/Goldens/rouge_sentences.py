"""Makes Tests/S2SMetricsTests/Goldens/rouge_sentences.json: ROUGE-Lsum of texts of several sentences.

Reference: rouge-score 0.1.2, Python 3.11, with a line feed between sentences.
  pip install rouge-score==0.1.2
  python Tests/Goldens/rouge_sentences.py

The sentences end where ICU and NLTK agree, so that all three ways to say it have these scores.
"""
import json
import random
from pathlib import Path

from rouge_score.rouge_scorer import RougeScorer

GOLDEN = Path(__file__).parent.parent / "S2SMetricsTests/Goldens/rouge_sentences.json"
KINDS = ["rouge1", "rouge2", "rougeL", "rougeLsum"]
SENTENCES = [
    "The dog barked.", "The cat slept all day.", "Did the dog bark at Mr. Smith?", "It cost 3.50 dollars!",
    "The old man (who was ill) slept.", "A cat and a dog barked all day.", "She said that it rained.",
    "Nobody came, and nobody called.", "The man paid 3.50 dollars for the dog.", "It rained all day.",
]


def case(random):
    reference = random.sample(SENTENCES, random.randint(1, 4))
    hypothesis = random.sample(reference, random.randint(0, len(reference)))
    hypothesis += random.sample(SENTENCES, random.randint(0 if hypothesis else 1, 2))
    random.shuffle(hypothesis)
    stem = random.random() < 0.5
    scores = RougeScorer(KINDS, use_stemmer=stem).score("\n".join(reference), "\n".join(hypothesis))
    return {"hypothesis": hypothesis, "reference": reference, "stemmer": stem,
            "f1": [float(f"{scores[kind].fmeasure:.11g}") for kind in KINDS]}


random = random.Random(4)
lines = ",\n".join(json.dumps(case(random)) for _ in range(40))
GOLDEN.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
