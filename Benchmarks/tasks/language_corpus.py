"""Writes the corpus of the language identifier from downloaded corpora: `language<TAB>text`.

    language_corpus.py DATA OUT

DATA has the folders `multi30k` (en, fr, de, cs), `tatoeba-fr-en`, `tatoeba-de-en`, `tatoeba-es-en`,
`europarl-fr-en` and `pku-1998-01` (Chinese). OUT gets `train.tsv`, `valid.tsv`, and two test sets that
nothing of which is trained on: `captions.tsv` (Multi30k, test of 2016) and `short.tsv` (Tatoeba,
sentences of less than 20 characters).
"""
import gzip
import os
import random
import sys

# The most texts of a language from each source.
MOST = 40_000
SHORT = 20


def lines(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        return [line.rstrip("\n") for line in f]


def chinese(path):
    sentences, words = [], []
    for line in lines(path):
        if line:
            words.append(line.split("\t")[0])
        elif words:
            sentences.append("".join(words))
            words = []
    return sentences


def pieces(sentences, rng):
    """Paragraphs of a newspaper cut to the lengths of sentences, some of them short."""
    for sentence in sentences:
        at = 0
        while at < len(sentence):
            size = rng.choice([4, 6, 8, 12, 16, 24, 40, 60])
            yield sentence[at:at + size]
            at += size


def main(data, out):
    rng = random.Random(1)
    multi30k = os.path.join(data, "multi30k")
    train = {}
    tatoeba = {}
    for language in ["en", "fr", "de", "cs"]:
        train[language] = [lines(f"{multi30k}/train.{language}.gz")]
    pairs = {"fr": "tatoeba-fr-en/train.en-fr.tsv.gz", "de": "tatoeba-de-en/deu.txt.gz",
             "es": "tatoeba-es-en/spa.txt.gz"}
    for language, path in pairs.items():
        rows = [line.split("\t")[:2] for line in lines(os.path.join(data, path))]
        tatoeba.setdefault("en", set()).update(row[0] for row in rows)
        tatoeba.setdefault(language, set()).update(row[1] for row in rows)
    for language in ["en", "fr"]:
        train[language].append(lines(f"{data}/europarl-fr-en/train.{language}.gz")[:MOST])
    chinese_lines = list(pieces(chinese(f"{data}/pku-1998-01/train.tsv.gz"), rng))
    # Texts of several languages, such as names, have no one answer.
    seen = {}
    for language, texts in tatoeba.items():
        for text in texts:
            seen.setdefault(text, set()).add(language)
    short, valid, examples = [], [], []
    for language in sorted(tatoeba):
        texts = sorted(t for t in tatoeba[language] if len(seen[t]) == 1)
        rng.shuffle(texts)
        chosen = [t for t in texts if len(t) < SHORT][:2_000]
        short += [(language, t) for t in chosen]
        kept = set(chosen)
        rest = [t for t in texts if t not in kept]
        # Short texts are the hard ones.
        rest.sort(key=lambda t: len(t) >= SHORT + 10)
        train.setdefault(language, []).append(rest[:MOST] + rest[-MOST // 2:])
    train["zh"] = [chinese_lines[:MOST]]
    for language in sorted(train):
        for source in train[language]:
            source = [t for t in source if t.strip() and "\t" not in t]
            rng.shuffle(source)
            source = source[:MOST]
            valid += [(language, t) for t in source[:200]]
            examples += [(language, t) for t in source[200:]]
    # Words alone, as many for each language, teach what short texts look like.
    for language in sorted(train):
        texts = [t for source in train[language] for t in source if t.strip()]
        for _ in range(MOST):
            text = rng.choice(texts)
            if language == "zh":
                examples.append((language, text[:rng.randrange(1, 9)]))
                continue
            words = text.split()
            at = rng.randrange(len(words))
            examples.append((language, " ".join(words[at:at + rng.choice([2, 3, 4])])))
    tests = {text for _, text in short}
    examples = [example for example in examples if example[1] not in tests]
    rng.shuffle(examples)
    captions = [(language, t) for language in ["en", "fr", "de", "cs"]
                for t in lines(f"{multi30k}/test_2016_flickr.{language}.gz")]
    os.makedirs(out, exist_ok=True)
    parts = {"train": examples, "valid": valid, "captions": captions, "short": short}
    for name, part in parts.items():
        with open(os.path.join(out, name + ".tsv"), "w", encoding="utf-8") as f:
            for language, text in part:
                f.write(f"{language}\t{text}\n")
        print(f"{name}: {len(part)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
