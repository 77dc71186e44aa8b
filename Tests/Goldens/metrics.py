"""Makes Tests/S2SMetricsTests/Goldens: a corpus, what the references give it, stems of words.

References: sacrebleu 2.6.0 (with regex 2026.11.15), rouge-score 0.1.2, nltk 3.10.4, Python 3.11.
  pip install sacrebleu==2.6.0 rouge-score==0.1.2 nltk==3.10.4
  python Tests/Goldens/metrics.py

Our version stands in signatures where sacreBLEU puts its own.
"""
import json
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

from nltk.stem.porter import PorterStemmer
from rouge_score.rouge_scorer import RougeScorer
from sacrebleu.metrics import BLEU, CHRF, TER

from metrics_text import SENTENCES, corpus

GOLDENS = Path(__file__).parent.parent / "S2SMetricsTests/Goldens"
COUNT = 280
hypotheses, references = corpus(COUNT, seed=20)


def renamed(text):
    return text.replace(":2.6.0", ":s2s-0.1.0").replace('"2.6.0"', '"s2s-0.1.0"')


def short_numbers(values):
    return [float(f"{value:.11g}") for value in values]


def case(metric, options, streams=1, start=0, count=COUNT, by_sentence=False):
    """One corpus-level score of some lines, with the scores of the sentences if wanted."""
    lines = slice(start, start + count)
    texts, refs = hypotheses[lines], [r[lines] for r in references[:streams]]
    statistics = metric._extract_corpus_statistics(texts, refs)
    score = metric._aggregate_and_compute(statistics)
    signature = metric.get_signature()
    sentences = [metric._aggregate_and_compute([row]).score for row in statistics]
    return {
        "options": options, "streams": streams, "start": start, "count": count,
        "name": score.name, "score": score.score, "verbose": score._verbose,
        "signature": renamed(signature.format()),
        "short": renamed(signature.format(short=True)),
        "sentences": short_numbers(sentences) if by_sentence else [],
    }


def bleu(streams=1, start=0, count=COUNT, by_sentence=False, **options):
    options = {"tokenize": "13a", "lowercase": False, "smooth_method": "exp",
               "smooth_value": None, "effective_order": False, "max_ngram_order": 4} | options
    return case(BLEU(**options, force=True), options, streams, start, count, by_sentence)


def chrf(streams=1, start=0, count=COUNT, by_sentence=False, **options):
    options = {"char_order": 6, "word_order": 0, "beta": 2, "lowercase": False,
               "whitespace": False, "eps_smoothing": False} | options
    return case(CHRF(**options), options, streams, start, count, by_sentence)


def bleu_cases():
    for tokenize in ["13a", "none", "char", "intl", "zh"]:
        for lowercase in [False, True]:
            for streams in [1, 2, 3]:
                yield bleu(streams, tokenize=tokenize, lowercase=lowercase)
        yield bleu(tokenize=tokenize, effective_order=True, by_sentence=True)
    yield bleu(streams=3, effective_order=True, lowercase=True, by_sentence=True)
    # Smoothing shows where some order has no match: in corpora of a few lines.
    for smooth in [("exp", None), ("none", None), ("floor", None), ("floor", 0.25),
                   ("add-k", None), ("add-k", 0.5), ("floor", 0.0), ("add-k", 0.0)]:
        for effective in [False, True]:
            for start, count in [(0, 1), (11, 2), (30, 1), (43, 3), (100, 4), (161, 1)]:
                yield bleu(2, start, count, smooth_method=smooth[0], smooth_value=smooth[1],
                           effective_order=effective)
    for order in [1, 2, 3, 5, 7]:
        for smooth in ["exp", "none", "floor", "add-k"]:
            yield bleu(3, smooth_method=smooth, max_ngram_order=order)
        yield bleu(max_ngram_order=order, effective_order=True)
    for smooth in [("exp", None), ("none", None), ("floor", 0.01), ("add-k", 2)]:
        yield bleu(3, tokenize="intl", lowercase=True, smooth_method=smooth[0],
                   smooth_value=smooth[1], effective_order=True,
                   by_sentence=smooth[0] == "add-k")


def chrf_cases():
    for word_order in [0, 2]:
        yield chrf(by_sentence=True, word_order=word_order)
        for streams in [2, 3]:
            yield chrf(streams, word_order=word_order)
        for change in [{"lowercase": True}, {"whitespace": True}, {"eps_smoothing": True},
                       {"beta": 1}, {"beta": 3}, {"char_order": 3}, {"word_order": 1}]:
            yield chrf(**{"word_order": word_order, **change})
            yield chrf(3, **{"word_order": word_order, **change})
    for change in [{"char_order": 1}, {"char_order": 9}, {"word_order": 4}, {"beta": 0},
                   {"char_order": 0, "word_order": 1, "eps_smoothing": True},
                   {"whitespace": True, "lowercase": True, "beta": 1, "char_order": 2}]:
        yield chrf(3, by_sentence="char_order" not in change, **change)
    yield chrf(char_order=0, word_order=2, beta=0)
    yield chrf(streams=3, by_sentence=True, word_order=2, lowercase=True, eps_smoothing=True,
               whitespace=True)


def ter_cases():
    for flags in product([False, True], repeat=4):
        options = dict(zip(["normalized", "no_punct", "asian_support", "case_sensitive"], flags))
        for streams in [1, 3]:
            yield case(TER(**options), options, streams)
        yield case(TER(**options), options, 2, by_sentence=flags[0] == flags[1] == flags[2])


def rouge_case(kind, streams, stemmer):
    scorer = RougeScorer([kind], use_stemmer=stemmer)
    scores = []
    for index, text in enumerate(hypotheses):
        targets = [r[index] for r in references[:streams] if r[index] is not None]
        scores.append(scorer.score_multi(targets, text)[kind])
    means = [sum(part) / len(scores) for part in zip(*scores)]
    keeps = streams == 1 and kind in ["rouge1", "rouge2", "rougeL", "rougeLsum"]
    return {
        "kind": kind, "streams": streams, "stemmer": stemmer, "precision": means[0],
        "recall": means[1], "f1": means[2],
        "sentences": short_numbers(s.fmeasure for s in scores) if keeps else [],
    }


def rouge_cases():
    for kind in [f"rouge{n}" for n in range(1, 10)] + ["rougeL", "rougeLsum"]:
        for stemmer in [False, True]:
            for streams in [1, 3]:
                yield rouge_case(kind, streams, stemmer)


def words():
    """Words of the sentences, and every kind of stem with every suffix of the algorithm."""
    stemmer = PorterStemmer()
    endings = ("s sses ies ss eed ed ied ing ated ating bled izing y ational tional enci anci izer "
               "bli abli alli entli eli ousli ization ation ator alism iveness fulness ousness "
               "aliti iviti biliti fulli logi icate ative alize iciti ical ful ness al ance ence "
               "er ic able ible ant ement ment ent ion sion tion ou ism ate iti ous ive ize e ll "
               "le tting lling ssing zzed allialli").split()
    stems = "t b th y ay yy tr oat syz hop fil troubl contr abil gener by2 syyzy radic".split()
    irregular = ("sky skies dying lying tying news innings inning outings outing cannings canning "
                 "howe proceed exceed succeed dies died spied flies try enjoy ties 1990s geologi "
                 "theologi archaeologi rate cease probate controll roll").split()
    found = {stem + ending for stem in stems for ending in endings} | set(irregular)
    for sentence in SENTENCES:
        found |= {w for w in "".join(
            c if c.isascii() and c.isalnum() else " " for c in sentence.lower()).split()}
    return "".join(f"{w}\t{stemmer.stem(w)}\n" for w in sorted(found) if len(w) > 3)


def reports():
    """What the command prints, on lines that a text file can hold."""
    plain = [i for i in range(COUNT) if all(
        (t[i] or "x").isprintable() and (t[i] or "x").strip()
        for t in [hypotheses, *references[:2]])]
    texts = [[t[i] for i in plain] for t in [hypotheses, *references[:2]]]
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder) / name) for name in ["hypotheses", "one", "two"]]
        for path, lines in zip(paths, texts):
            Path(path).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        command = [sys.executable, "-m", "sacrebleu", paths[1], paths[2], "-i", paths[0], "-m"]

        def run(*arguments):
            result = subprocess.run([*command, *arguments], check=True, capture_output=True)
            return renamed(result.stdout.decode())

        return {
            "lines": plain, "one": run("bleu"), "several": run("bleu", "chrf"),
            "digits": run("bleu", "-w", "4"),
        }


def write(name, value):
    if isinstance(value, list):
        value = "[\n" + ",\n".join(map(json.dumps, value)) + "\n]\n"
    elif isinstance(value, dict):
        value = json.dumps(value) + "\n"
    (GOLDENS / name).write_text(value, encoding="utf-8")


GOLDENS.mkdir(exist_ok=True)
write("metrics_corpus.json", {"hypotheses": hypotheses, "references": references})
write("bleu.json", list(bleu_cases()))
write("chrf.json", list(chrf_cases()))
write("ter.json", list(ter_cases()))
write("rouge.json", list(rouge_cases()))
write("stems.tsv", words())
write("reports.json", reports())
