"""Makes Tests/S2SMetricsTests/Goldens/characters.json: which characters tokenisers treat alone.

Reference: sacrebleu 2.6.0, Python 3.11.
  pip install sacrebleu==2.6.0
  python Tests/Goldens/characters.py

For each tokeniser the first and the last code point of each run of characters that it separates
from letters, or drops, in the Basic Multilingual Plane and the two after it.
"""
import json
from pathlib import Path

from sacrebleu.tokenizers.tokenizer_ter import TercomTokenizer
from sacrebleu.tokenizers.tokenizer_zh import TokenizerZh

GOLDENS = Path(__file__).parent.parent / "S2SMetricsTests/Goldens"
TOKENIZERS = {
    "zh": TokenizerZh(),
    "asian": TercomTokenizer(normalized=True, asian_support=True, case_sensitive=True),
    "punctuation": TercomTokenizer(no_punct=True, asian_support=True, case_sensitive=True),
}


def runs(tokenizer):
    """Runs of code points that are not left inside of a word."""
    first = None
    for code in range(0x30001):
        word = f"x{chr(code)}x"
        is_alone = not 0xD800 <= code < 0xE000 and tokenizer(word).split() != [word]
        if is_alone and first is None:
            first = code
        elif not is_alone and first is not None:
            yield [first, code - 1]
            first = None


text = json.dumps({name: list(runs(tokenizer)) for name, tokenizer in TOKENIZERS.items()})
(GOLDENS / "characters.json").write_text(text + "\n", encoding="utf-8")
