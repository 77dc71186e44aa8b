"""Whether `s2s eval` gives the references' numbers: option by option, for evaluation.py.

Every score is compared as a corpus and sentence by sentence, with 14 digits after the point.
"""
import collections
import inspect
import itertools
import json
import os
import pathlib
import subprocess
import sys

import numpy as np
from pycocoevalcap.cider import cider_scorer
from rouge_score.rouge_scorer import RougeScorer
from sacrebleu import __version__ as SACREBLEU
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest

import evaluation_java as java

DIGITS = 14
TOLERANCE = 1e-10
REFERENCES = ["1", "2", "3", "ragged"]


class Table:
    """The largest difference for each option, and what was found to differ."""

    def __init__(self):
        self.rows = collections.OrderedDict()
        self.flaws = []

    def add(self, labels, ours, theirs, where, pairs=None):
        """Numbers that should be equal, under each label."""
        if len(ours) != len(theirs):
            self.flaws.append(f"{where}: {len(ours)} numbers for {len(theirs)}")
            return
        difference = max(map(apart, ours, theirs), default=0)
        for label in labels:
            row = self.rows.setdefault(label, {"scores": 0, "pairs": 0, "difference": 0.0})
            row["scores"] += len(ours)
            row["pairs"] = max(row["pairs"], pairs or len(ours))
            row["difference"] = max(row["difference"], difference)
        if difference > TOLERANCE:
            place = max(range(len(ours)), key=lambda i: apart(ours[i], theirs[i]))
            self.flaws.append(f"{where}, number {place}: {ours[place]} for {theirs[place]}")

    def equal_text(self, label, ours, theirs, where, pairs):
        """Texts that should be equal to the character."""
        row = self.rows.setdefault(label, {"scores": 0, "pairs": pairs, "difference": None})
        row["scores"] += 1
        if ours != theirs:
            first = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b),
                         min(len(ours), len(theirs)))
            self.flaws.append(
                f"{where}: {ours[first - 30:first + 30]!r} for {theirs[first - 30:first + 30]!r}")

    def lines(self):
        yield "| option | scores compared | pairs in each corpus | largest difference |"
        yield "|---|--:|--:|--:|"
        for label, row in self.rows.items():
            difference = row["difference"]
            shown = "none, to the character" if difference is None else (
                "0" if difference == 0 else f"{difference:.1e}")
            yield f"| {label} | {row['scores']:,} | {row['pairs']:,} | {shown} |"


def apart(one, other):
    if one is None or other is None:
        return 0 if one is other else float("inf")
    return abs(one - other) if one == one and other == other else float("inf")


class Texts:
    """Hypotheses and references, also as files."""

    def __init__(self, hypotheses, references, folder, version):
        self.hypotheses, self.references, self.folder = hypotheses, references, folder
        self.version = version
        folder.mkdir(parents=True, exist_ok=True)
        self.write("hyp.txt", hypotheses)
        for index, stream in enumerate(references):
            self.write(f"ref{index + 1}.txt", [text or "" for text in stream])
        # References between tabs have none inside.
        self.ragged = [[None if t is None else t.replace("\t", " ") for t in s]
                       for s in references]
        self.write("ragged.txt", [
            "\t".join(t for t in row if t is not None) for row in zip(*self.ragged)])

    def write(self, name, lines):
        (self.folder / name).write_text("".join(t + "\n" for t in lines), encoding="utf-8",
                                        newline="\n")

    def streams(self, kind):
        """Reference streams as sacreBLEU wants them, and as `s2s eval` does."""
        if kind == "ragged":
            return self.ragged, ["--ref", "ragged.txt", "--num-refs", "3"]
        count = int(kind)
        streams = [[text or "" for text in s] for s in self.references[:count]]
        return streams, [a for i in range(count) for a in ("--ref", f"ref{i + 1}.txt")]

    def cut(self, start, count, name):
        """Some lines alone."""
        part = slice(start, start + count)
        return Texts(self.hypotheses[part], [s[part] for s in self.references],
                     self.folder / name, self.version)


class Command:
    """The command under test."""

    def __init__(self, path):
        self.path = path
        self.version = subprocess.run(
            [path, "--version"], capture_output=True, text=True, check=True
        ).stdout.strip().replace(" ", "-")

    def text(self, texts, arguments):
        result = subprocess.run(
            [self.path, "eval", "--hyp", "hyp.txt", *arguments, "--force"], cwd=texts.folder,
            capture_output=True)
        if result.returncode:
            sys.exit(f"s2s eval {' '.join(arguments)}: {result.stderr.decode()}")
        return result.stdout.decode()

    def scores(self, texts, arguments):
        """The objects of the JSON."""
        value = json.loads(self.text(texts, [*arguments, "--json", "--digits", str(DIGITS)]))
        return value if isinstance(value, list) else [value]

    def sentences(self, texts, arguments):
        """A list of numbers a score."""
        text = self.text(texts, [*arguments, "--sentence-level", "--digits", str(DIGITS)])
        rows = [line.split("\t") for line in text.splitlines()[1:]]
        return [list(map(float, column)) for column in zip(*rows)]


def renamed(text, version):
    """What sacreBLEU prints with our name and version where its own stands."""
    return text.replace(f":{SACREBLEU}", f":{version}").replace(
        f'"version": "{SACREBLEU}"', f'"version": "{version}"')


class SacreBLEU:
    """Compares one metric of sacreBLEU's under many options."""

    def __init__(self, table, command, texts):
        self.table, self.command, self.texts = table, command, texts
        self.kept = {}

    def statistics(self, metric, key, texts, kind):
        """The statistics of each sentence; the same for all options that only change the score."""
        key = (*key, kind, texts.folder)
        if key not in self.kept:
            self.kept[key] = metric._extract_corpus_statistics(
                texts.hypotheses, texts.streams(kind)[0])
        else:
            # As if it had counted: the signature tells the number of references.
            counts = {sum(r is not None for r in row) for row in zip(*texts.streams(kind)[0])}
            metric.num_refs = counts.pop() if len(counts) == 1 else -1
        return self.kept[key]

    def compare(self, metric, key, arguments, labels, kind="1", by_sentence=True, texts=None):
        texts = texts or self.texts
        where = f"{' '.join(arguments)}, references {kind}"
        statistics = self.statistics(metric, key, texts, kind)
        theirs = metric._aggregate_and_compute(statistics)
        arguments = [*texts.streams(kind)[1], *arguments]
        ours = self.command.scores(texts, arguments)[0]
        labels = [*labels, f"{type(metric).__name__.replace('CHRF', 'chrF')}, references: {kind}"]
        count = len(statistics)
        self.table.add(labels, [ours["score"]], [theirs.score], where, count)
        signature = renamed(metric.get_signature().format(), texts.version)
        self.table.equal_text(
            "signatures", f"{ours['name']}|{ours['signature']}", f"{theirs.name}|{signature}",
            where, count)
        if by_sentence:
            single = self.command.sentences(texts, arguments)[0]
            expected = [metric._aggregate_and_compute([row]).score for row in statistics]
            self.table.add(labels, single, expected, where + ", by sentence", count)


def bleu(check):
    """Each tokeniser with each smoothing, case, order and number of references."""
    smoothings = [("exp", None), ("none", None), ("floor", None), ("floor", 0.5),
                  ("add-k", None), ("add-k", 0.25)]
    small = [check.texts.cut(3 + 41 * i, 1 + i % 4, f"small{i}") for i in range(24)]

    def one(tokenize, smoothing, lowercase, effective, kind, by_sentence, texts=None):
        method, value = smoothing
        metric = BLEU(tokenize=tokenize, smooth_method=method, smooth_value=value,
                      lowercase=lowercase, effective_order=effective, force=True)
        arguments = ["--metrics", "bleu", "--tokenize", tokenize, "--smooth", method]
        arguments += ["--smooth-value", str(value)] if value else []
        arguments += ["--lowercase"] * lowercase + ["--effective-order"] * effective
        shown = method if value is None else f"{method} {value}"
        labels = [f"BLEU, tokeniser {tokenize}", f"BLEU, smoothing {shown}"]
        labels += ["BLEU, lower-cased"] * lowercase + ["BLEU, effective order"] * effective
        labels += ["BLEU, by sentence"] * by_sentence
        check.compare(metric, ("bleu", tokenize, lowercase), arguments, labels, kind,
                      by_sentence, texts)

    for tokenize, lowercase, kind in itertools.product(
            ["13a", "intl", "char", "none", "zh"], [False, True], REFERENCES):
        for smoothing, effective in itertools.product(smoothings, [False, True]):
            one(tokenize, smoothing, lowercase, effective, kind, effective)
    # Smoothing shows in corpora of a few lines.
    for texts, smoothing, effective in itertools.product(small, smoothings, [False, True]):
        one("13a", smoothing, False, effective, "2", False, texts)


def chrf(check):
    """Each option, alone and with others."""
    names = {"char_order": "--chrf-char-order", "word_order": "--chrf-word-order",
             "beta": "--chrf-beta", "whitespace": "--chrf-whitespace", "lowercase": "--lowercase",
             "eps_smoothing": "--chrf-eps-smoothing"}
    changes = [{}, {"char_order": 1}, {"char_order": 3}, {"char_order": 9}, {"word_order": 1},
               {"word_order": 2}, {"word_order": 4}, {"beta": 1}, {"beta": 3},
               {"whitespace": True}, {"lowercase": True}, {"eps_smoothing": True},
               {"word_order": 2, "lowercase": True}, {"word_order": 2, "whitespace": True},
               {"word_order": 2, "eps_smoothing": True, "beta": 3},
               {"word_order": 2, "whitespace": True, "lowercase": True, "char_order": 4}]
    for change in changes:
        arguments = ["--metrics", "chrf"]
        for name, value in change.items():
            arguments += [names[name]] if value is True else [names[name], str(value)]
        labels = ["chrF"] if not change else [
            f"chrF, {name.replace('_', ' ')}" + ("" if value is True else f" {value}")
            for name, value in change.items()]
        for kind in REFERENCES if len(change) < 2 else ["1", "ragged"]:
            key = ("chrf", *sorted(change.items()))
            check.compare(CHRF(**change), key, arguments, labels, kind)


def ter(check):
    """All sixteen combinations of the four options."""
    names = {"normalized": "--ter-normalized", "no_punct": "--ter-no-punct",
             "asian_support": "--ter-asian-support", "case_sensitive": "--ter-case-sensitive"}
    for flags in itertools.product([False, True], repeat=4):
        options = dict(zip(names, flags))
        chosen = [name for name, value in options.items() if value]
        arguments = ["--metrics", "ter"] + [names[name] for name in chosen]
        labels = [f"TER, {name.replace('_', ' ')}" for name in chosen] or ["TER"]
        for kind in REFERENCES if len(chosen) in (0, 4) else ["1"]:
            check.compare(TER(**options), ("ter", *flags), arguments, labels, kind)


def rouge(table, command, texts):
    """ROUGE-1 to 9, L and Lsum; F1, for rouge-score's aggregate is drawn without a seed."""
    kinds = [*"123456789", "L", "Lsum"]
    for stemmer, kind in itertools.product([False, True], ["1", "ragged"]):
        streams, references = texts.streams(kind)
        scorer = RougeScorer([f"rouge{k}" for k in kinds], use_stemmer=stemmer)
        rows = [scorer.score_multi([t for t in targets if t is not None], hypothesis)
                for hypothesis, *targets in zip(texts.hypotheses, *streams)]
        arguments = [*references, "--metrics", "rouge", "--rouge-types", ",".join(kinds)]
        arguments += ["--rouge-stemmer"] * stemmer
        corpus, sentences = command.scores(texts, arguments), command.sentences(texts, arguments)
        for index, name in enumerate(kinds):
            theirs = [100 * row[f"rouge{name}"].fmeasure for row in rows]
            labels = [f"ROUGE-{name}" + (", stemmer" if stemmer else "")]
            where = f"{labels[0]}, references {kind}"
            table.add(labels, sentences[index], theirs, where)
            table.add(labels, [corpus[index]["score"]], [sum(theirs) / len(theirs)], where,
                      len(theirs))


def caption_words(texts, kind):
    """Texts as METEOR and CIDEr get them from us: lower-cased and cut by 13a."""
    tokenize = BLEU(tokenize="13a").tokenizer

    def words(text):
        return " ".join(tokenize(text.lower().rstrip()).split())

    streams, arguments = texts.streams(kind)
    rows = [[words(t) for t in row if t is not None] for row in zip(*streams)]
    return [words(t) for t in texts.hypotheses], rows, arguments


def plain_cider():
    """CIDEr as its paper has it: pycocoevalcap's program without what makes it CIDEr-D."""
    source = inspect.getsource(cider_scorer)
    for old, new in [
            ("min(vec_hyp[n][ngram], vec_ref[n][ngram]) *", "vec_hyp[n][ngram] *"),
            ("val[n] *= np.e**(-(delta**2)/(2*self.sigma**2))", "pass")]:
        assert source.count(old) == 1
        source = source.replace(old, new)
    names = {}
    exec(source, names)
    return names["CiderScorer"]


def cider(table, command, texts):
    """CIDEr-D, which pycocoevalcap calls CIDEr, and CIDEr."""
    scorers = [("CIDEr-D", cider_scorer.CiderScorer, []), ("CIDEr", plain_cider(), ["--cider-plain"])]
    for (name, make, options), kind in itertools.product(scorers, REFERENCES):
        hypotheses, references, arguments = caption_words(texts, kind)
        scorer = make(n=4, sigma=6.0)
        for hypothesis, row in zip(hypotheses, references):
            scorer += (hypothesis, row)
        score, sentences = scorer.compute_score()
        arguments += ["--metrics", "cider", *options]
        labels = [f"{name}, references: {kind}"]
        table.add(labels, [command.scores(texts, arguments)[0]["score"]], [float(score)],
                  labels[0], len(sentences))
        table.add(labels, command.sentences(texts, arguments)[0], list(map(float, sentences)),
                  labels[0])


def meteor(table, command, texts):
    """METEOR with equal words and stems; both get the same cut text and function words."""
    for language, kind in itertools.product(["en", "fr", "de", "es", "other"], ["1", "ragged"]):
        hypotheses, references, arguments = caption_words(texts, kind)
        arguments += ["--metrics", "meteor", "--meteor-language", language]
        functions = texts.folder / "function-words.txt"
        functions.write_text("".join(w + "\n" for w in java.FUNCTION_WORDS), encoding="utf-8")
        arguments += ["--meteor-function-words", functions.name]
        usable = java.usable(hypotheses, references)
        score, sentences = java.meteor(
            language, functions, [(hypotheses[i], references[i]) for i in usable])
        ours = command.sentences(texts, arguments)[0]
        labels = [f"METEOR, language {language}"]
        where = f"{labels[0]}, references {kind}"
        table.add(labels, [ours[i] for i in usable], [100 * s for s in sentences], where)
        part = Texts([texts.hypotheses[i] for i in usable],
                     [[s[i] for i in usable] for s in texts.references],
                     texts.folder / "meteor", texts.version)
        functions = part.folder / functions.name
        functions.write_text("".join(w + "\n" for w in java.FUNCTION_WORDS), encoding="utf-8")
        table.add(labels, [command.scores(part, arguments)[0]["score"]], [100 * score], where,
                  len(usable))


def significance(table, command, texts, other, seeds=("12345", "7")):
    """Intervals, and p-values of two systems; NumPy's generator from the same seed."""
    texts.write("other.txt", other)
    metrics = {"bleu": lambda: BLEU(force=True), "chrf": CHRF, "ter": TER}
    for seed, (name, make) in itertools.product(seeds, metrics.items()):
        streams, references = texts.streams("2" if seed == seeds[0] else "3")
        os.environ["SACREBLEU_SEED"] = seed
        common = [*references, "--metrics", name, "--seed", seed]
        where = f"{name}, seed {seed}"
        label = type(make()).__name__.replace("CHRF", "chrF")
        score = make().corpus_score(texts.hypotheses, streams, n_bootstrap=1000)
        ours = command.scores(texts, [*common, "--confidence"])[0]
        table.add([f"{label}, interval of 1,000 resamples"],
                  [ours["confidence_mean"], ours["confidence_var"]],
                  [float(score._mean), float(score._ci)], where, len(other))
        for kind, samples, arguments in [
                ("bs", 1000, []), ("ar", 2000, ["--test-kind", "randomization"])]:
            systems = [("hyp.txt", texts.hypotheses), ("other.txt", other)]
            metric = make()
            signatures, results = PairedTest(
                systems, {name: metric}, streams, kind, samples)()
            rows = command.scores(
                texts, [*common, "--compare", "other.txt", "--samples", str(samples), *arguments])
            key = next(iter(signatures))
            title = "paired bootstrap" if kind == "bs" else "paired approximate randomisation"
            numbers = ["score", "p_value"] + ["mean", "ci"] * (kind == "bs")
            for row, result in zip(rows, results[key]):
                theirs = [result.score, result.p_value, result.mean, result.ci]
                table.add([f"{label}, {title}"], [row[key][n] for n in numbers],
                          [None if v is None else float(v) for v in theirs[:len(numbers)]], where,
                          len(other))
    del os.environ["SACREBLEU_SEED"]


def printed(table, command, texts, other):
    """What both print, to the character: JSON, the short text, the JSON of comparisons."""
    texts.write("other.txt", other)
    sacrebleu = [sys.executable, "-m", "sacrebleu"]
    several = ["--metrics", "bleu,chrf,ter"], ["-m", "bleu", "chrf", "ter"]
    cases = [(["--metrics", "bleu"], ["-m", "bleu"]), several,
             (several[0] + ["--confidence"], several[1] + ["--confidence"])]
    for tokenize in ["intl", "char", "none", "zh"]:
        cases.append((["--metrics", "bleu", "--tokenize", tokenize, "--lowercase"],
                      ["-m", "bleu", "-tok", tokenize, "-lc"]))
    for method in ["floor", "add-k", "none"]:
        cases.append((["--metrics", "bleu", "--smooth", method], ["-m", "bleu", "-s", method]))
    cases.append((["--metrics", "chrf", "--chrf-word-order", "2", "--chrf-whitespace"],
                  ["-m", "chrf", "-cw", "2", "--chrf-whitespace"]))
    cases.append((["--metrics", "ter", "--ter-normalized", "--ter-no-punct"],
                  ["-m", "ter", "--ter-normalized", "--ter-no-punct"]))
    forms = [(["--json"], []), (["--json", "--digits", "4"], ["-w", "4"]),
             (["--json", "--digits", "10"], ["-w", "10"]), (["--short"], ["-f", "text", "-sh"])]
    paired = [(["--compare", "other.txt"], ["--paired-bs"]),
              (["--compare", "other.txt", "--test-kind", "randomization", "--samples", "500"],
               ["--paired-ar", "--paired-ar-n", "500"])]
    runs = [(ours + a, theirs + b, ["hyp.txt"])
            for ours, theirs in cases for a, b in forms]
    # sacreBLEU's JSON cannot hold the numbers of chrF and TER when systems are compared.
    runs += [(["--metrics", "bleu", "--json"] + a, ["-m", "bleu"] + b, ["hyp.txt", "other.txt"])
             for a, b in paired]
    for ours, theirs, systems in runs:
        expected = subprocess.run(
            [*sacrebleu, "ref1.txt", "ref2.txt", "-i", *systems, *theirs, "--force", "-q",
             "--no-color"], cwd=texts.folder, capture_output=True, check=True).stdout.decode()
        found = command.text(texts, ["--ref", "ref1.txt", "--ref", "ref2.txt", *ours])
        label = "printed comparisons" if len(systems) > 1 else (
            "printed JSON" if "--json" in ours else "printed short text")
        version = texts.version
        expected = expected.replace(f"v:{SACREBLEU}", f"v:{version}")
        table.equal_text(label, found, renamed(expected, version), " ".join(ours),
                         len(texts.hypotheses))


def all_comparisons(command, hypotheses, references, other, folder):
    """Compares everything; the table, and how many pairs there were."""
    np.seterr(all="ignore")
    table = Table()
    texts = Texts(hypotheses, references, pathlib.Path(folder), command.version)
    check = SacreBLEU(table, command, texts)
    for compare in [bleu, chrf, ter]:
        compare(check)
        print(f"{compare.__name__} compared", file=sys.stderr)
    for compare in [rouge, meteor, cider]:
        compare(table, command, texts)
        print(f"{compare.__name__} compared", file=sys.stderr)
    for compare in [significance, printed]:
        compare(table, command, texts, other)
        print(f"{compare.__name__} compared", file=sys.stderr)
    return table
