"""Subwords of subword-nmt and SentencePiece, as those programs cut and join them.

    python subwords.py                      writes S2STextTests/Goldens/subwords.json
    python subwords.py compare --s2s S2S --lines FILE --subwords FILE

`compare` trains a model of one step with the subwords, and counts the lines of a file of which s2s and the
original make the same tokens, and the same text of those tokens. Needs sentencepiece and subword-nmt.
"""

import argparse
import base64
import codecs
import io
import json
import pathlib
import random
import struct
import subprocess
import tempfile
import time

import sentencepiece
from subword_nmt.apply_bpe import BPE
from subword_nmt.learn_bpe import learn_bpe

TESTS = pathlib.Path(__file__).resolve().parent.parent
CORPUS = TESTS.parent / "corpora" / "phrasebook" / "train.fr"
GOLDEN = TESTS / "S2STextTests" / "Goldens" / "subwords.json"
LEARNED = 400  # lines that the small models are learned from
FIRST_PIECE = 3  # s2s: piece n is token 3 + n

HARD = [
    "", " ", "   ", "a", " a ", "  a  b  ", "\u2581", "\u2581\u2581 a\u2581b", "\t", "a\tb",
    "\u00a0a\u00a0", "\u3000\u5168\u89d2\u3000\uff21\uff22\uff11\uff01", "\ufb01 \u00bd \u2460 \u3231",
    "e\u0301 caf\u00e9", "\U0001f469\u200d\U0001f467 \U0001f1eb\U0001f1f7 \U0001f44d\U0001f3fd",
    "\u200b\u200d\ufeff\u00ad", "\x01\x02 \x7f\x1b[0m", "a\x00b", "\ufffd", "\U0010ffff",
    "<unk> <s> </s> <0x41> <sep> <2de>", "<sep>a<sep><sep> <sep>", "<unk>", "Hello" * 9,
    "\u00e9t\u00e9 " * 5, "\u65e5\u672c\u8a9e\u306e\u6587\u7ae0\u3002", "\u0e2a\u0e27\u0e31", "\u01c6 \u00df \u0130",
    "12 345,67 1\u202f234", "@@ a@@ b@@", "a</w> </w>", "-- ... \u2026", "http://a.b/c?d=e",
    "\u2028\u2029\u0085 a\x0bb\x0cc", "Les pommesentier sontes", "x" * 40,
]


def random_lines(count):
    letters = list("abcdefghijklmnoprstuv \u00e9\u00e0\u00fc\u2581 \u3000\uff21,.!?'\u0301\u200b\U0001f600\u65e5\U0001f1eb\ufb01\t<>@")
    generator = random.Random(5)
    return ["".join(generator.choices(letters, k=generator.randrange(40))) for _ in range(count)]


def lines():
    text = CORPUS.read_text(encoding="utf-8").split("\n")
    return HARD + random_lines(12) + text[3000:3008] + [line.upper() for line in text[3020:3022]]


# The models: small ones, of every kind, and with every switch of the normaliser.

RULES = "41\t61\n42 43\t62 63\n65 301\tE9\nff21\t61\n3000\t20\n9\t20\n200b\t\nfb01\t66 69\n"

KINDS = {
    "unigram": dict(model_type="unigram", vocab_size=150, normalization_rule_tsv=RULES),
    "bpe": dict(model_type="bpe", vocab_size=150, normalization_rule_name="identity"),
    "unigram in bytes": dict(
        model_type="unigram", vocab_size=340, byte_fallback=True, normalization_rule_tsv=RULES),
    "bpe in bytes, spaces kept": dict(
        model_type="bpe", vocab_size=330, byte_fallback=True, normalization_rule_name="identity",
        remove_extra_whitespaces=False, add_dummy_prefix=False),
    "unigram with symbols": dict(
        model_type="unigram", vocab_size=130, normalization_rule_name="identity", pad_id=3,
        user_defined_symbols=["<sep>", "entier", "\u2581les"], control_symbols=["<2de>"],
        unk_surface="??"),
    "bpe with symbols, suffixes": dict(
        model_type="bpe", vocab_size=130, normalization_rule_tsv=RULES, unk_id=2, bos_id=1, eos_id=0,
        user_defined_symbols=["<sep>", "pomme"], treat_whitespace_as_suffix=True),
    "characters": dict(
        model_type="char", vocab_size=60, hard_vocab_limit=False, normalization_rule_name="identity"),
    "words": dict(model_type="word", vocab_size=120, normalization_rule_name="identity"),
}


def sentence_piece(kind):
    options, model = dict(KINDS[kind]), io.BytesIO()
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as rules:
        if "normalization_rule_tsv" in options:
            rules.write(options["normalization_rule_tsv"])
            rules.flush()
            options["normalization_rule_tsv"] = rules.name
        sentences = iter(CORPUS.read_text(encoding="utf-8").split("\n")[:LEARNED])
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=sentences, model_writer=model, minloglevel=2, num_threads=1, **options)
    return model.getvalue()


def golden():
    cases = []
    generator = random.Random(7)
    for kind in KINDS:
        file = sentence_piece(kind)
        model = sentencepiece.SentencePieceProcessor(model_proto=file)
        ids = [model.encode(line) for line in lines()]
        noise = [generator.choices(range(len(model)), k=8) for _ in range(12)]
        cases.append({
            "name": kind, "file": base64.b64encode(file).decode(),
            "ids": [[i + FIRST_PIECE for i in row] for row in ids],
            "texts": [model.decode(row) for row in ids],
            "noise": [[i + FIRST_PIECE for i in row] for row in noise],
            "noiseTexts": [model.decode(row) for row in noise]})
    made = {
        "sentencepiece": sentencepiece.__version__, "lines": lines(), "pieces": cases, "codes": codes()}
    GOLDEN.write_text(json.dumps(made, ensure_ascii=True, separators=(",", ":")) + "\n", encoding="utf-8")


def codes():
    corpus = CORPUS.read_text(encoding="utf-8").split("\n")[:LEARNED]
    file = io.StringIO()
    learn_bpe(corpus, file, 120)
    new = file.getvalue()
    cases = []
    for name, text, kept in [
        ("0.2", new, None), ("0.1", old(new), None), ("with a vocabulary", new, 12)]:
        vocabulary = None if kept is None else rare(text, corpus, kept)
        model = bpe(text, vocabulary)
        cases.append({
            "name": name, "file": text, "minimumCount": kept,
            "pieces": [model.segment(line) for line in lines()]})
    return cases


def old(text):
    """The same pairs as version 0.1 writes them: the end is a symbol of its own."""
    pairs = [line for line in text.split("\n")[1:] if line]
    return "".join(f"{pair}\n" for pair in pairs[:40]) + "e </w>\ns </w>\ne s</w>\n" + "".join(
        f"{pair}\n" for pair in pairs[40:])


def bpe(text, vocabulary=None):
    return BPE(io.StringIO(text), vocab=vocabulary)


def rare(text, corpus, least):
    """The subwords of a corpus that occur often, as subword-nmt get-vocab counts them."""
    counts = {}
    model = bpe(text)
    for line in corpus:
        for piece in model.segment(line).split():
            counts[piece] = counts.get(piece, 0) + 1
    return {piece for piece, count in counts.items() if count >= least}


# Comparing with s2s.

def compare(options):
    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(options.lines).read_text(encoding="utf-8").split("\n")[: options.count]
        corpus = pathlib.Path(folder) / "train.tsv"
        corpus.write_text("".join(
            f"{line} {n}\t{n} {line}\n" for n, line in enumerate(text) if line and "\t" not in line),
            encoding="utf-8")
        model = f"{folder}/model"
        run(options, "train", "--src", "fr", "--tgt", "en", "--train", corpus, "--model", model, "--steps",
            "1", "--hidden", "4", "--embedding", "2", "--threads", "1", "--subwords", options.subwords)
        file = pathlib.Path(options.subwords).read_bytes()
        (pieces if file[:1] == b"\n" else subwords)(options, model, file, text + HARD)


def pieces(options, path, file, text):
    model = sentencepiece.SentencePieceProcessor(model_proto=file)
    start = time.perf_counter()
    ids = [model.encode(line) for line in text]
    middle = time.perf_counter()
    own = run(options, "tokenize", "--model", path, "--format", "ids", text=text)
    end = time.perf_counter()
    wanted = [" ".join(str(i + FIRST_PIECE) for i in row) for row in ids]
    joined = run(options, "detokenize", "--model", path, text=wanted)
    same = sum(a == b for a, b in zip(joined, (model.decode(row) for row in ids)))
    report(own, wanted, middle - start, end - middle)
    print(f"the texts of {same:,} of {len(text):,} are equal")


def subwords(options, path, file, text):
    model = BPE(codecs.getreader("utf-8")(io.BytesIO(file)))
    data = pathlib.Path(path, "model.safetensors").read_bytes()
    header = json.loads(data[8:8 + struct.unpack("<Q", data[:8])[0]])
    known = set(json.loads(header["__metadata__"]["source_text"])["words"].split(" "))
    start = time.perf_counter()
    made = [model.segment(line).split(" ") for line in text]
    middle = time.perf_counter()
    own = run(options, "tokenize", "--model", path, text=text)
    end = time.perf_counter()
    wanted = [" ".join(p if p in known else "<unk>" for p in row if p) for row in made]
    report(own, wanted, middle - start, end - middle)


def report(own, wanted, theirs, ours):
    same = sum(a == b for a, b in zip(own, wanted))
    print(f"the tokens of {same:,} of {len(wanted):,} lines are equal; the original took {theirs:.2f} s, "
          f"s2s {ours:.2f} s, with loading")


def run(options, *arguments, text=()):
    """The lines that s2s writes."""
    done = subprocess.run(
        [options.s2s, *map(str, arguments)], input="".join(line + "\n" for line in text).encode(),
        capture_output=True, check=True)
    return done.stdout.decode().split("\n")[:-1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("action", nargs="?", default="golden", choices=["golden", "compare"])
    for name in ["--s2s", "--lines", "--subwords"]:
        parser.add_argument(name)
    parser.add_argument("--count", type=int, default=10_000)
    options = parser.parse_args()
    compare(options) if options.action == "compare" else golden()
