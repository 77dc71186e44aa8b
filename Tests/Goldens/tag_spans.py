"""Makes Tests/S2SMetricsTests/Goldens/tag_spans.json: spans of tags, by seqeval as conlleval counts them.

Reference: seqeval 1.2.2, its default mode, which is that of the script conlleval; M is written as I there.
"""
import json
import random
from pathlib import Path

from seqeval.metrics import f1_score, precision_score, recall_score
from seqeval.metrics.sequence_labeling import get_entities

GOLDEN = Path(__file__).parent.parent / "S2SMetricsTests/Goldens/tag_spans.json"


def usual(tags):
    """The same tags with I for M, and a kind for those without one."""
    return [tag if tag == "O" else tag.replace("M", "I", 1) if "-" in tag
            else tag.replace("M", "I") + "-_" for tag in tags]


def case(letters, kinds, seed):
    draw = random.Random(seed)

    def tag():
        letter = draw.choice(letters)
        kind = draw.choice(kinds)
        return letter if letter == "O" or not kind else f"{letter}-{kind}"

    gold = [[tag() for _ in range(draw.randint(1, 12))] for _ in range(20)]
    predicted = [[g if draw.random() < 0.7 else tag() for g in tags] for tags in gold]
    a, b = [usual(tags) for tags in gold], [usual(tags) for tags in predicted]
    return {
        "gold": gold, "predicted": predicted,
        "spans": [[[kind, start, end + 1] for kind, start, end in get_entities(tags)] for tags in a],
        "precision": precision_score(a, b), "recall": recall_score(a, b), "f1": f1_score(a, b),
    }


CASES = [
    case("OIB", ["PER", "LOC"], 1), case("OI", ["PER", "LOC", "X-Y"], 2), case("BIO", ["A"], 3),
    case("BMESO", ["PER", "LOC"], 4), case("BMES", [""], 5), case("BIES", ["NP", "VP"], 6),
]
GOLDEN.write_text(json.dumps(CASES, ensure_ascii=False, separators=(",", ":")) + "\n")
