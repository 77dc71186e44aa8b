"""Makes Tests/S2SMetricsTests/Goldens/shifts.json: pairs of texts, and the edits between them.

Reference: sacrebleu 2.6.0, Python 3.11.
  pip install sacrebleu==2.6.0
  python Tests/Goldens/shifts.py
"""
import json
import random
from pathlib import Path

from sacrebleu.metrics import TER

from metrics_text import SENTENCES, spoiled

GOLDENS = Path(__file__).parent.parent / "S2SMetricsTests/Goldens"
chance = random.Random(4)


def moved(words):
    """Moves, drops, repeats and changes phrases at random."""
    for _ in range(chance.randint(1, 4)):
        words = words or ["a"]
        start, length = chance.randrange(len(words)), chance.randint(1, 12)
        kind = chance.randrange(8)
        if kind < 4:
            rest = words[:start] + words[start + length:]
            target = chance.randint(0, len(rest))
            words = rest[:target] + words[start:start + length] + rest[target:]
        elif kind == 4:
            words = words[:start] + words[start + chance.randint(1, 3):]
        elif kind == 5:
            words = words[:start] + [chance.choice(words)] + words[start:]
        elif kind == 6:
            words = words[:start] + [chance.choice(["the", "ΣΑΣ", "。", "x"])] + words[start + 1:]
        elif chance.random() < 0.3:
            words = chance.sample(words, len(words))
    return words


def sentences():
    """Sentences of many languages, some of them joined, with phrases moved."""
    reference = chance.choice(SENTENCES)
    if chance.random() < 0.2:
        reference += " " + chance.choice(SENTENCES)
    hypothesis = " ".join(moved(reference.split(" ")))
    if chance.random() < 0.3:
        hypothesis = spoiled(chance, hypothesis)
    return hypothesis, reference


def letters(length, other, alphabet):
    """Words of one letter: the fewer there are, the more phrases can move."""
    reference = [chance.choice(alphabet) for _ in range(length)]
    if other == length:
        return " ".join(moved(reference)), " ".join(reference)
    return " ".join(chance.choice(alphabet) for _ in range(other)), " ".join(reference)


def limits():
    """Pairs that one candidate, one word of a phrase, one step of a shift or one column of the
    band more or less would change."""
    for hypothesis, reference in [
            ("aaaaabaabbbbaaaabababababbbb", "babaababaaaaaaababbbbabaabbb"),
            ("aabbbaaaaaabaabaaababbaabaabba", "aaaabaabbaaaaaabababaabaabbbba"),
            ("aaababaabaaaaaababaaaaaa", "aaaaaaaaababbaaaaabbaaaa"),
            ("abbabbabbbbaababaabbabbabab", "bababbaaaaaabbabbbbbbbbaabb")]:
        yield " ".join(hypothesis), " ".join(reference)
    words = [f"w{index}" for index in range(80)]
    for length in [9, 10, 11, 12]:
        swapped = words[length:2 * length] + words[:length] + words[2 * length:40]
        yield " ".join(swapped), " ".join(words[:40])
    for distance in [49, 50, 51]:
        first = words[distance:distance + 1] + words[:distance] + words[distance + 1:]
        yield " ".join(first), " ".join(words)
        yield " ".join(words), " ".join(first)
    for count in [23, 24, 25, 26]:
        others = ["x"] * count
        yield " ".join(words[count:] + others), " ".join(words)
        yield " ".join(others + words[count:]), " ".join(words[count:] + ["y"] * count)


def pairs():
    for _ in range(370):
        yield sentences()
    for _ in range(200):
        length, alphabet = chance.randint(0, 24), "abcdefghijklmnopqrstuvwxyz"
        yield letters(length, chance.choice([length, length, chance.randint(0, 24)]),
                      alphabet[:chance.choice([1, 2, 4, 10, 26])])
    # Beyond the limits: more than 50 words, many more candidates than 1,000, and texts that differ
    # in length so much that the band widens.
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    for length, other, symbols in [
            (60, 60, 26), (90, 90, 26), (120, 120, 26), (80, 60, 10), (60, 80, 10), (40, 40, 2),
            (45, 40, 2), (120, 1, 3), (150, 2, 3), (130, 2, 26), (1, 90, 3), (2, 120, 26),
            (30, 100, 26), (100, 30, 26)]:
        for _ in range(2):
            yield letters(length, other, alphabet[:symbols])
    yield from limits()
    yield "", ""
    yield "a b c", ""
    yield "", "a b c"


rows = []
for hypothesis, reference in pairs():
    edits, length = TER()._extract_corpus_statistics([hypothesis], [[reference]])[0]
    rows.append([hypothesis, reference, edits, length])
text = "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"
(GOLDENS / "shifts.json").write_text(text, encoding="utf-8")
