"""Makes reader_lines.json, the golden of TextFormTests: lines, their normal forms, and their capitals.

The forms come from reader_forms.py, which was written from docs/token-ids.md alone.
"""
import json
import pathlib
import random

from reader_forms import Restorer, typed, visible
from reader_text import Segmenter

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "S2STextTests/Goldens/reader_lines.json"

# What lines are put together from, at random.
PIECES = """
    a l été Œuvre cœur ﬁn eﬄ ſt 1 12 234 ٣ ４２ Ａ！ ， 。 ？ ＂ ａ ß İ ß Σ й क् ᾼ も
    ? ! : ; . , … ⋯ ‥ ․ ‼ ⁇ ⁈ ⁉ ; ?! ... ' ’ ‘ ` ´ ʼ ′ ` ´ ＇ " “ ” „ ‟ ″ 〝 « » ‹ › - – — ‑ − ﹣ ⸺
    & ; &amp; &amp;amp; &eacute; &rsquo; &laquo; &raquo; &nbsp; &thinsp; &#39; &#x2019; &#X41; &#146; &#129;
    &#0; &#31; &#32; &#10; &#xD800; &#x110000; &#64; &shy; &zwj; &zwnj; &euro &unknown; &lt; &hellip; &lang;
    &Tab; &NewLine; &period; &grave; &excl; &#13; &Kappa; &Kappa;
    @ a.b@c.fr http:// www. WWW. // https://a.fr/x?a=1&amp;b=’ « » ( ) ▁ 😀 ❤ 👩 می
""".split()
SPACES = [" ", "  ", "\t", "\u00a0", "\u202f", "\u2009", "\u3000", "\u2028", "\u0085", "\u1680", "\u000b"]
HIDDEN = ["\u0000", "\u001f", "\u007f", "\u0084", "\u0086", "\u00ad", "\u034f", "\u061c", "\u180e", "\u200b",
          "\u200c", "\u200d", "\u200e", "\u202e", "\u2060", "\u206f", "\ufe0f", "\ufeff", "\ufffb", "\u0301",
          "\u0327", "\u0344", "\u0f73"]
MARKS = ["a" + "\u0301" * 29, "a" + "\u0301" * 30, "a" + "\u0301" * 31, "e" + "\u0323\u0301" * 40,
         "\u0301" * 70 + "x", "a" + "\u0344" * 31, "a" + "\u0f73\u0f71" * 20, "\u00e9" + "\u0316" * 30 + "\u034f"]

CAPITALS = {
    "fr": ("upper", "Marie ONU Paris Œuvre République d'Ivoire",
           ["ELLE AIME PARIS.", "elle aime paris.", "l'onu et L'ONU", "L’ONU", "\u00ab\u00a0ÉTÉ\u00a0» !",
            "ŒUVRE", "œuvre", "c'est MARIE", "12 CHATS", "1ER", "VOIR HTTP://A.FR/X J.D@A.FR WWW.A.FR",
            "www.a.fr est là", "http://a.fr", "iPhone ici", "-- été", "(la République)", "LA RÉPUBLIQUE.",
            "ﬁn", "ª", "42", "", "A", "ONU", "PARIS", "É", "j.d@a.fr ICI", "x²", "« ete"]),
    "de": ("upper", "Hund Straße Meter", ["ICH SEHE DIE STRASSE.", "straße und hund", "ß", "ẞ", "DIE STRAẞE"]),
    "tr": ("upper", "Işık İstanbul", ["İSTANBUL'DA IŞIK", "istanbul'da ışık", "ILIK", "iyi", "IĞDIR İYİ"]),
    "el": ("upper", "Αθήνα Σας", ["ΟΔΟΣ ΑΘΗΝΑ", "ΟΔΟΣ. ΣΑΣ", "οδος", "ΆΝΘΡΩΠΟΣ Σ"]),
    "nl": ("any", "IJssel", ["IJSSEL EN IJS", "ijssel", "EEN"]),
    "lt": ("upper", "", ["ÌŠ Į̀", "i̇̀š"]),
    "zh": ("any", "", ["今天很冷。", "OK今天"]),
    "ca": ("any", "Itàlia L'Hospitalet", ["D'ITÀLIA A L'HOSPITALET", "l’hospitalet"]),
}


def random_lines(count):
    source = random.Random(15)
    for _ in range(count):
        kinds = source.choices([PIECES, SPACES, HIDDEN], [6, 3, 1], k=source.randint(1, 14))
        yield "".join(source.choice(kind) for kind in kinds)


def restored():
    rows = []
    for locale, (initial, capitals, lines) in CAPITALS.items():
        fields = {"locale": locale, "characters": "\u2581", "merges": [], "normalization": "typed-1",
                  "sentences": 1, "initial": initial, "capitals": capitals}
        restorer = Restorer(fields, Segmenter(locale))
        found = [restorer.restore(line) for line in lines]
        rows.append({
            "tokenizer": json.dumps({"format": "s2s-text", "version": 4} | fields),
            "lines": [{"line": line, "text": text, "isShouted": shouted}
                      for line, (text, shouted) in zip(lines, found)]})
    return rows


def main():
    forms = [{"line": line, "typed": typed(line), "visible": visible(line)}
             for line in MARKS + list(random_lines(600))]
    rows = ",\n".join(json.dumps(row) for row in forms)
    languages = ",\n".join(json.dumps(row) for row in restored())
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(f'{{"forms": [\n{rows}],\n"restored": [\n{languages}]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
