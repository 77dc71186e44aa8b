"""Rebuilds a translation model from its file in NumPy, written from the pages of docs/ alone.

    python3 Tests/Goldens/reader.py                         make reader.json, the golden of ReaderTests
    python3 Tests/Goldens/reader.py train --s2s BINARY      make the golden's models anew
    python3 Tests/Goldens/reader.py compare --s2s BINARY --model DIR --source FILE --target FILE
                                                            compare with s2s (make reader)

Reference: docs/model-file.md, token-ids.md, decoder.md, networks.md, cells.md, search.md; NumPy 2.4,
PyICU 2.17 with ICU 72. It knows the models of the presets: LSTM layers, one direction or two, no attention or general
attention, separate or tied embeddings, weights of 32 bits or of eight, and every tokenizer. Nothing is shared with s2s but ICU.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile

import numpy as np

from reader_arithmetic import (
    dot, eight_bit_product, fma, product, sigmoid, softmax, tanh, weighted_sum)
from reader_text import BOS, EOS, PAD, encode_pair, encode_prefix, encode_source, make_text

GOLDENS = pathlib.Path(__file__).resolve().parent.parent / "Seq2SeqTests/Goldens"
DEFAULTS = {  # docs/model-file.md: an option that is missing has its default value
    "cell": "lstm", "layers": 1, "hidden": 256, "embedding": 256, "bidirectional": False,
    "merge": "concat", "reverse-source": True, "attention": "none", "context": "both",
    "tie-embeddings": False}
KNOWN = {"cell": ["lstm"], "attention": ["none", "general"], "merge": ["concat"]}
LONGEST_PHRASE, MOST_REPEATS = 16, 4
LONGEST_SOURCE = 250  # longer lines are translated in pieces
SIDES = {"--source": [], "--target": ["--side", "target"]}


def read_safetensors(path):
    data = pathlib.Path(path).read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8:8 + size])
    metadata = header.pop("__metadata__")
    types = {"F32": "<f4", "I8": "i1"}
    return metadata, {
        name: np.frombuffer(
            data[8 + size + t["data_offsets"][0]:8 + size + t["data_offsets"][1]],
            types[t["dtype"]]).reshape(t["shape"]) for name, t in header.items()}


class Weights:
    """Products with matrices of 32 bits, or of eight with a scale per row."""

    def __init__(self, tensors):
        self.tensors = tensors
        self.wide = {}

    def __contains__(self, name):
        return name in self.tensors

    def __getitem__(self, name):
        values = self.tensors[name]
        scales = self.tensors.get(name + ".scale")
        return values if scales is None else values.astype(np.float32) * scales[:, None]

    def product(self, name, inputs, columns=slice(None)):
        """inputs [N, K] times some columns of a weight [M, K], to [N, M]."""
        weight = self.tensors[name][:, columns]
        scales = self.tensors.get(name + ".scale")
        if scales is None:
            if name not in self.wide:
                self.wide[name] = self.tensors[name].T.astype(np.float64)
            return product(inputs, self.wide[name][columns])
        return eight_bit_product(inputs, weight, scales)


class Model:
    def __init__(self, path):
        metadata, tensors = read_safetensors(path)
        assert metadata["format"] == "s2s" and metadata["format_version"] == "2"
        self.shape = DEFAULTS | json.loads(metadata["shape"])
        for name, values in KNOWN.items():
            assert self.shape[name] in values, f"this reader knows no {name} {self.shape[name]}"
        self.weights = Weights(tensors)
        self.source = make_text(json.loads(metadata["source_text"]))
        self.target = make_text(json.loads(metadata["target_text"]))
        self.hidden = self.shape["hidden"]

    # docs/cells.md, lstm; rows i, f, g, o.

    def gates(self, name, x, columns=slice(None)):
        return self.weights.product(name + ".weight_ih", x, columns)

    def bias(self, name):
        return self.weights[name + ".bias_ih"] + self.weights[name + ".bias_hh"]

    def lstm(self, name, projected, state):
        h, c = state
        i, f, g, o = np.split(projected + self.weights.product(name + ".weight_hh", h), 4, axis=1)
        c = fma(sigmoid(f), c, sigmoid(i) * tanh(g))
        return sigmoid(o) * tanh(c), c

    def direction(self, name, inputs, reverse):
        projected = self.gates(name, inputs) + self.bias(name)
        state = (np.zeros((1, self.hidden), np.float32),) * 2
        outputs = [None] * len(inputs)
        for t in (range(len(inputs))[::-1] if reverse else range(len(inputs))):
            state = self.lstm(name, projected[t:t + 1], state)
            outputs[t] = state[0]
        return np.concatenate(outputs), state

    def encode(self, ids):
        """The states of all positions, the context vector, and the decoder's first states."""
        ids = ids[::-1] if self.shape["reverse-source"] else ids
        outputs, finals = self.weights["encoder.embedding.weight"][ids], []
        for layer in range(self.shape["layers"]):
            name = f"encoder.layers.{layer}"
            runs = [self.direction(name, outputs, False)]
            if self.shape["bidirectional"]:
                runs.append(self.direction(name + ".reverse", outputs, True))
            outputs = np.concatenate([run[0] for run in runs], axis=1)
            finals.append([np.concatenate([run[1][part] for run in runs], axis=1) for part in (0, 1)])
        return outputs, finals[-1][0], self.bridge(finals)

    def bridge(self, finals):
        if self.shape["context"] == "steps":
            return [(np.zeros((1, self.hidden), np.float32),) * 2 for _ in finals]
        if "bridge.hidden.weight" not in self.weights:
            return [tuple(state) for state in finals]
        return [tuple(
            tanh(self.weights.product(f"bridge.{part}.weight", state[n])
                 + self.weights[f"bridge.{part}.bias"])
            for n, part in enumerate(["hidden", "cell"])) for state in finals]

    def start(self, ids):
        memory, context, states = self.encode(ids)
        name, size = "decoder.layers.0", self.shape["embedding"]
        constant = self.bias(name)
        if self.shape["context"] != "start":
            constant = constant + self.gates(name, context, slice(size, None))
        keys = None
        if self.shape["attention"] == "general":
            keys = self.weights.product("decoder.attention.key.weight", memory)
        return {"states": states, "constant": constant, "memory": memory, "keys": keys}

    def step(self, token, run):
        """The logits after a token; `run` goes on."""
        x = self.weights["decoder.embedding.weight"][[token]]
        states = []
        for layer, state in enumerate(run["states"]):
            name = f"decoder.layers.{layer}"
            if layer == 0:
                projected = self.gates(name, x, slice(0, self.shape["embedding"])) + run["constant"]
            else:
                projected = self.gates(name, x) + self.bias(name)
            states.append(self.lstm(name, projected, state))
            x = states[-1][0]
        run["states"] = states
        if run["keys"] is not None:
            weights = softmax(np.array([dot(x[0], key) for key in run["keys"]]))
            both = np.concatenate([weighted_sum(weights, run["memory"])[None], x], axis=1)
            x = tanh(self.weights.product("decoder.attention.combination.weight", both))
        if "decoder.projection.weight" in self.weights:
            x = self.weights.product("decoder.projection.weight", x)
        tied = self.shape["tie-embeddings"]
        table = "decoder.embedding.weight" if tied else "decoder.output.weight"
        return (self.weights.product(table, x) + self.weights["decoder.output.bias"])[0]

    def score(self, source, target):
        """The log-probability of each target token and of the end."""
        run, previous, found = self.start(source), BOS, []
        for token in target + [EOS]:
            found.append(float(log_probabilities(self.step(previous, run))[token]))
            previous = token
        return found

    def translate(self, line, prefix=""):
        """Greedy after a prefix: the text, and the sum of the tokens' log-probabilities."""
        source, values, is_shouted = encode_source(line, self.source)
        if not source:
            return "", 0.0
        run, ids, total = self.start(source), [], 0.0
        absent = [self.target.placeholder(name) for name in self.target.placeholders
                  if name not in values]
        forced = encode_prefix(prefix, values, self.target)
        longest = max(2 * len(source) + 10, len(forced) + 11 if forced else 0)
        while len(ids) < longest:
            scores = log_probabilities(self.step(ids[-1] if ids else BOS, run))
            allowed = scores.copy()
            allowed[[PAD, BOS] + absent + repeats(ids)] = -np.inf
            token = forced[len(ids)] if len(ids) < len(forced) else int(allowed.argmax())
            total += float(scores[token])
            if token == EOS:
                break
            ids.append(token)
        return self.target.decode(ids, values, is_shouted and not forced), total


def log_probabilities(logits):
    logits = logits.astype(np.float64)
    top = logits.max()
    return logits - top - np.log(np.exp(logits - top).sum())


def repeats(ids):
    """Tokens that would begin one more copy of a phrase than docs/search.md allows."""
    found = []
    for period in range(1, LONGEST_PHRASE + 1):
        copies = 2 * MOST_REPEATS if period == 1 else MOST_REPEATS
        tail = ids[-copies * period:]
        if len(tail) == copies * period and tail[period:] == tail[:-period]:
            found.append(tail[0])
    return found


# Comparing with s2s.

def s2s(command, *arguments, text=""):
    done = subprocess.run(
        [command, *map(str, arguments)], input=text, capture_output=True, text=True, check=True)
    return done.stdout


def compare(options):
    model = Model(model_file(options.model))
    sides = [pathlib.Path(path).read_text(encoding="utf-8").split("\n")[:options.count]
             for path in (options.source, options.target)]
    for flag, side, lines in zip(["--source", "--target"], [model.source, model.target], sides):
        theirs = s2s(options.s2s, "tokenize", "--model", options.model, *SIDES[flag], "--format",
                     "ids", text="\n".join(lines) + "\n").splitlines()
        equal = sum([int(i) for i in their.split()] == side.encode(side.normalize(line))
                    for line, their in zip(lines, theirs))
        print(f"{flag[2:]}: the ids of {equal} lines of {len(lines)} are equal")
    with tempfile.TemporaryDirectory() as folder:
        prefixes = pathlib.Path(folder) / "prefixes"
        prefixes.write_text("\n".join(sides[1]) + "\n", encoding="utf-8")
        report("greedy", model, options, sides[0], [""] * len(sides[0]), [])
        report("forced", model, options, *sides, ["--prefix-file", prefixes])


def report(name, model, options, lines, prefixes, flags):
    """Compares translations; a forced one begins with the reference, whose tokens it scores."""
    flags += ["--model", options.model, "--beam", "1", "--threads", "1", "--format", "json",
              "--split-sentences", "never"]
    theirs = s2s(options.s2s, "translate", *flags, text="\n".join(lines) + "\n").splitlines()
    differences = []
    for line, prefix, their in zip(lines, prefixes, theirs):
        best = json.loads(their)["translations"][0]
        text, total = model.translate(line, prefix)
        if text == best["text"]:
            differences.append(abs(total - best["log_probability"]))
    print(f"{name}: {len(differences)} texts of {len(lines)} are equal; their log-probabilities "
          f"differ by at most {max(differences, default=0):.1e}")


def model_file(path):
    path = pathlib.Path(path)
    return path / "model.safetensors" if path.is_dir() else path


# The golden: two small models, and what this reader makes of them.

def train(options):
    """Trains reader.safetensors and rounds it to reader-int8.safetensors, both without facts."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = pathlib.Path(folder) / "train.tsv"
        corpus.write_text("".join(f"{a}\t{b}\n" for a, b in training_pairs()), encoding="utf-8")
        model = pathlib.Path(folder) / "model"
        s2s(options.s2s, "train", "--src", "fr", "--tgt", "en", "--train", corpus, "--model", model,
            *TRAINING.split())
        s2s(options.s2s, "quantize", model)
        copy_without_facts(model / "model.safetensors", GOLDENS / "reader.safetensors")
        copy_without_facts(
            pathlib.Path(str(model) + "-int8") / "model.safetensors",
            GOLDENS / "reader-int8.safetensors")


TRAINING = (
    "--attention general --bidirectional --no-reverse-source --context start --tie-embeddings "
    "--joint-vocabulary --vocabulary-size 330 --layers 2 --hidden 16 --embedding 8 --dropout 0 "
    "--initialization xavier --label-smoothing 0 --learning-rate 0.01 --schedule constant "
    "--batch-sentences 8 --epochs 120 --patience 120 --threads 1")


def training_pairs():
    for n in range(400):
        number, small, figure = 100 + n * 41 % 900, 10 + n * 7 % 90, f"{1 + n % 9},{n * 37 % 10}"
        url, mail = f"https://site{n * 37 % 91}.fr/p{n}", f"nom{n * 53 % 97}@mail.fr"
        yield [
            (f"il y a {number} chats", f"there are {number} cats"),
            (f"l\u2019homme d'ici voit {url}", f"the man from here sees {url}"),
            (f"j'ai {small} euros et {small + 9} livres", f"I have {small} euros and {small + 9} books"),
            (f"\u00e9cris \u00e0 {mail}, c'est-\u00e0-dire aujourd'hui", f"write to {mail}, that is today"),
            (f"qu'est-ce qu'il a ? {figure}", f"what does he have? {figure}"),
        ][n % 5]


def copy_without_facts(old, new):
    data = old.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8:8 + size])
    metadata = header["__metadata__"]
    header["__metadata__"] = {k: v for k, v in metadata.items() if not k.startswith("fact.")}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    GOLDENS.mkdir(exist_ok=True)
    new.write_bytes(len(text).to_bytes(8, "little") + text + data[8 + size:])


PAIRS = [
    ("il y a 777 chats", "there are 777 cats"),
    ("l'homme d'ici voit https://exemple.org/a(b)?c=1, \u00e9cris \u00e0 x.y@mail.example.fr.",
     "the man sees https://exemple.org/a(b)?c=1, write to x.y@mail.example.fr."),
    ("j'ai 42 euros et 42 livres, 1\u202f234 chats \u00e0 12:30", "I have 42 euros, 1,234 cats, 12:30"),
    ("c'est-\u00e0-dire  aujourd'hui (l'\u00e9t\u00e9)", "that is  today (summer)"),
    ("qu'est-ce qu'il a ? 3,5 et 21st et B12", "what does he have? 3,5 and 21st and B12"),
    ("L\u2019HOMME cafe\u0301 \u2581 \u65e5\u672c\u8a9e\u306e10\u500b \U0001f600\u200d\U0001f680 \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \u0440\u0443\u0441\u0441\u043a\u0438\u0439",
     "the MAN \u2581 \u65e5\u672c\u8a9e 10"),
    ("a" * 300 + " presqu'\u00eele m'sieur jusqu'o\u00f9 l'", "a"),
    ("'s' \u00ab\u202foui\u202f\u00bb www.a.fr/x. www a@b.c 100 200 300 100 400", "100 400 200"),
    ("\u00ab\u00a0IL Y A  777 CHATS\u2026 \u00bb", "there\u200b are 777 cats\u2026"),
    ("J&rsquo;AI 12 345\u00a0EUROS &amp; 42\u00a0LIVRES", "I have\u00ad 12 345 euros\u00a0& 42 books"),
    ("qu\u2019est-ce qu\u00b4il \ufb01t&nbsp;? 2010\u20132012", "what did\t he do? 2010\u20132012"),
]


def golden():
    made = {}
    for name in ["reader", "reader-int8"]:
        model = Model(GOLDENS / f"{name}.safetensors")
        rows = []
        for source, target in PAIRS:
            ids = encode_pair(source, target, [model.source, model.target])
            row = {
                "source": source, "target": target, "sourceIDs": ids[0], "targetIDs": ids[1],
                "logProbabilities": [float(f"{p:.7g}") for p in model.score(*ids)]}
            if len(ids[0]) <= LONGEST_SOURCE:
                text, total = model.translate(source)
                row |= {"translation": text, "logProbability": float(f"{total:.7g}")}
            rows.append(row)
        made[name] = rows
    text = json.dumps(made, ensure_ascii=True, indent=1)
    (GOLDENS / "reader.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("action", nargs="?", default="golden", choices=["golden", "train", "compare"])
    for name in ["--s2s", "--model", "--source", "--target"]:
        parser.add_argument(name)
    parser.add_argument("--count", type=int, default=50)
    options = parser.parse_args()
    {"golden": lambda _: golden(), "train": train, "compare": compare}[options.action](options)
