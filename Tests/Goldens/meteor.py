"""Makes Tests/S2SMetricsTests/Goldens: meteor.json, what METEOR gives to sentences of six languages
and to the corpus of metrics.py, and snowball.tsv, its stems.

References: METEOR 1.5 as in pycocoevalcap 1.2, under Java 17; tokens by sacrebleu 2.6.0.
  pip install pycocoevalcap==1.2 sacrebleu==2.6.0
  python Tests/Goldens/meteor.py

METEOR gets cut, lower-cased text and function words of ours; the test hands over the same.
"""
import json
import random
import subprocess
import tempfile
from pathlib import Path

import pycocoevalcap
from sacrebleu.metrics import BLEU

from metrics_text import SENTENCES, corpus

GOLDENS = Path(__file__).parent.parent / "S2SMetricsTests/Goldens"
JAR = Path(pycocoevalcap.__path__[0]) / "meteor/meteor-1.5.jar"
JAVA = ["java", "-Xmx1G", "-Dfile.encoding=UTF-8"]

# Function words, then families of words that share a stem or nearly so.
WORDS = {
    "en": ("the a of to in is , . and",
           "run runs running runner | cat cats cat's | happy happily happiness happier | nation "
           "national nationality nations | organize organization organized organizing | quick "
           "quickly | city cities | be being | it's its | relational relate relation | say said"),
    "fr": ("le la les de des à est , . et l'homme",
           "manger mangeait mangé mangent | chat chats chatte | heureux heureuse heureusement | "
           "nation national nationale nationaux | continuellement continuel continuer continua | "
           "été étés étant | finir finissait finissent finis | léger légère légèrement | actif "
           "active activité activités | grand grande grands"),
    "de": ("der die das und ist , . zu ein",
           "laufen läuft gelaufen läufer | haus häuser hauses | schön schöne schöner schönsten | "
           "freiheit freiheiten freiheitlich frei | möglich möglichkeit möglichkeiten | straße "
           "strassen straßen | bau bauen bauer"),
    "es": ("el la los de en es , . y un",
           "hablar hablando hablaba hablamos hablándole | gato gatos gata | rápido rápidamente "
           "rápida | nación nacional naciones nacionalidad | decir diciéndolo dicen | amigo amigos "
           "amigable | haber hubo huyó huye"),
    "cs": ("a v na je , . se", "kočka kočky | dům domu domy | běží běžet | velký velká | město"),
    "other": ("", "alpha beta gamma delta epsilon zeta | , ."),
}
ENDINGS = {
    "en": "s es ies ied sses us ss eed eedly ed edly ing ingly ated bled ized tional ational enci "
          "anci abli entli izer ization ation ator aliti alism alli fulness ousli ousness iveness "
          "iviti biliti bli ogi logi fulli lessli li icate ative alize iciti ical ful ness al ance "
          "ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion sion tion e l ll y "
          "' 's 's' ying".split(),
    "fr": "ance ances iques ique isme able eux atrice ateurs ation icatrice logie usion utions "
          "ence ements ivement ativement eusement ablement ièrement ité abilité icité ivité if "
          "ives atif icative eaux aux euses issement amment emment ment ments îmes it irait ie "
          "issant ions erions ées ait assent âtes ante ion ier ière e ë guë s enn ell ç y ouer é "
          "èrent quée".split(),
    "de": "e em en ern er es s st est end ung igung eigung ig ik isch eisch lich heit erheit "
          "enlich keit lichkeit igkeit ß niss ungen ende".split(),
    "es": "anza icos ismo ables osas amiento adora ación icación ancias logías uciones encia "
          "amente ivamente ativamente osamente icamente adamente mente ablemente idad abilidad "
          "icidad ividades ivo ativas ya uyó uyendo yendo guéis emos en es aría iésemos ís áis ad "
          "iéndolo ándoselas árnos érles írme aros iendole uyendola os e gue ué á ó".split(),
}
STEMS = {
    "en": "t b y by tr oat syz hop fil troubl contr gener commun arsen abomin radic yay ayy ow",
    "fr": "t a par col tap ouv abomin joue puy aqu naïv chang long égal fi",
    "de": "t a au bau lauf freund herzl abominab quäl yacht möglich",
    "es": "t a ha habl nacion argu abomin comun oí qu",
}


def sentence(chance, words, families):
    common = [w for f in families for w in f]
    return [chance.choice(words if words and chance.random() < 0.45 else common)
            for _ in range(chance.choice([0, 1, 2, 3, 5, 8, 12, 20, 30]))]


def spoiled(chance, text, families):
    """Other forms of words, and words moved, dropped and doubled."""
    text = list(text)
    for _ in range(chance.randint(0, 2 + len(text) // 3)):
        if not text:
            break
        place, other = chance.randrange(len(text)), chance.randrange(len(text))
        family = [f for f in families if text[place] in f]
        kind = chance.randrange(5)
        if kind < 2 and family:
            text[place] = chance.choice(family[0])
        elif kind == 2:
            text.insert(other, text.pop(place))
        elif kind == 3:
            del text[place]
        else:
            text.insert(other, text[place])
    return text


def made(language, count):
    chance = random.Random(language)
    words = WORDS[language][0].split()
    families = [f.split() for f in WORDS[language][1].split("|")]
    for _ in range(count):
        text = sentence(chance, words, families)
        references = [spoiled(chance, text, families) for _ in range(chance.choice([1, 1, 2, 3]))]
        yield " ".join(spoiled(chance, text, families)), [" ".join(r) for r in references]


def spoiled_corpus():
    """The lines of metrics.py, as 13a cuts them."""
    tokenize = BLEU(tokenize="13a").tokenizer

    def words(text):
        return " ".join(tokenize(text.lower().rstrip()).replace("|", "/").split())

    hypotheses, references = corpus(280, seed=20)
    for index in range(0, 280, 4):
        yield words(hypotheses[index]), [words(r[index]) for r in references if r[index]]


def meteor(language, functions, lines):
    modules = "exact stem" if language in STEMS else "exact"
    with tempfile.NamedTemporaryFile("w", suffix=".words", encoding="utf-8") as file:
        file.write("".join(w + "\n" for w in functions))
        file.flush()
        command = [*JAVA, "-jar", str(JAR), "-", "-", "-stdio", "-l", language, "-m", modules,
                   "-s", file.name]

        def run(text):
            result = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True)
            return result.stdout.decode().splitlines()

        # METEOR takes no empty last field.
        statistics = run("".join(
            " ||| ".join(["SCORE", *references, hypothesis + " "]) + "\n"
            for hypothesis, references in lines))
        assert len(statistics) == len(lines)
        scores = run("EVAL ||| " + " ||| ".join(statistics) + "\n")
        assert len(scores) == len(lines) + 1
    return {
        "language": language, "function_words": functions, "score": float(scores[-1]),
        "lines": [{"hypothesis": h, "references": r, "score": float(f"{float(s):.11g}")}
                  for (h, r), s in zip(lines, scores)],
    }


def stems(language):
    """Words of every suffix, and of the sentences, with their stems."""
    found = {stem + ending for stem in STEMS[language].split() for ending in ENDINGS[language]}
    found |= {w for f in WORDS[language][1].split("|") for w in f.split()}
    found |= {"".join(c for c in w if c.isalpha()) for s in SENTENCES for w in s.lower().split()}
    if language == "en":
        found |= set("skis skies dying lying tying idly gently ugly early only singly sky news howe "
                     "atlas cosmos bias andes inning outing canning herring earring proceed exceed "
                     "succeed innings 'tis succeeded say cry dies ties gas this kiwis gaps".split())
    words = sorted(w for w in found if w)
    result = subprocess.run(
        [*JAVA, "-cp", str(JAR), "Stemmer", language], input="\n".join(words).encode(),
        stdout=subprocess.PIPE, check=True)
    return "".join(
        f"{language}\t{w}\t{s}\n" for w, s in zip(words, result.stdout.decode().splitlines()))


def cases():
    for language, count in [("en", 100), ("fr", 100), ("de", 40), ("es", 40), ("cs", 25),
                            ("other", 25)]:
        yield meteor(language, WORDS[language][0].split(), list(made(language, count)))
    yield meteor("en", "the , . is a to «".split(), list(spoiled_corpus()))


GOLDENS.mkdir(exist_ok=True)
lines = ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases())
(GOLDENS / "meteor.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
(GOLDENS / "snowball.tsv").write_text("".join(map(stems, STEMS)), encoding="utf-8")
