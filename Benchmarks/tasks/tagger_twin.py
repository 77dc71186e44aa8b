"""The PyTorch twin of `s2s train tagger`: the same network, sizes, batches and options, for speed and memory.

  python Benchmarks/tasks/tagger_twin.py --train train.conllu --valid dev.conllu [--epochs 1] [--threads 2]

It prints one JSON object: words per second of training and of tagging, accuracy, peak memory. Padding is skipped
by packed sequences, and characters are read once per distinct word of a batch, as s2s does.
"""
import argparse
import collections
import gzip
import json
import random
import resource
import time

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

UNKNOWN, PADDING = 0, 1


def sentences(path, column):
    """Lists of words and of tags."""
    opened = gzip.open if path.endswith(".gz") else open
    words, tags = [], []
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 1 and words:
                yield words, tags
                words, tags = [], []
            elif len(cells) == 10 and cells[0].isdigit():
                words.append(cells[1])
                tags.append(cells[column])
    if words:
        yield words, tags


class Tagger(nn.Module):
    def __init__(self, sizes, a):
        super().__init__()
        words, letters, tags = sizes
        self.words, self.letters = nn.Embedding(words, a.embedding), nn.Embedding(letters, a.character_embedding)
        self.speller = nn.LSTM(a.character_embedding, a.character_hidden, bidirectional=True, batch_first=True)
        self.network = nn.LSTM(
            a.embedding + 2 * a.character_hidden, a.hidden, a.layers, bidirectional=True, batch_first=True,
            dropout=a.dropout if a.layers > 1 else 0)
        self.dropout, self.word_dropout = nn.Dropout(a.dropout), a.word_dropout
        self.output = nn.Linear(2 * a.hidden, tags)

    def forward(self, words, lengths, places, spellings, spelling_lengths):
        if self.training:
            words = words.masked_fill(torch.rand(words.shape) < self.word_dropout, UNKNOWN)
        packed = pack_padded_sequence(
            self.letters(spellings), spelling_lengths, batch_first=True, enforce_sorted=False)
        _, (hidden, _) = self.speller(packed)
        spelled = torch.cat([hidden[0], hidden[1]], dim=-1)[places]
        inputs = self.dropout(torch.cat([self.words(words), spelled], dim=-1))
        packed = pack_padded_sequence(inputs, lengths, batch_first=True, enforce_sorted=False)
        states, _ = pad_packed_sequence(self.network(packed)[0], batch_first=True)
        return self.output(self.dropout(states))


class Encoder:
    """Numbers of words, characters and tags."""

    def __init__(self, corpus):
        words = collections.Counter(word for line, _ in corpus for word in line)
        letters = collections.Counter(letter for word in words.elements() for letter in word)
        self.words = {word: i + 2 for i, word in enumerate(w for w, n in words.items() if n > 1)}
        self.letters = {letter: i + 2 for i, letter in enumerate(c for c, n in letters.items() if n > 1)}
        self.tags = {tag: i for i, tag in enumerate(sorted({t for _, tags in corpus for t in tags}))}

    @property
    def sizes(self):
        return len(self.words) + 2, len(self.letters) + 2, len(self.tags)

    def batch(self, examples):
        distinct, places = {}, []
        for words, _ in examples:
            places.append(torch.tensor([distinct.setdefault(word, len(distinct)) for word in words]))
        spellings = [torch.tensor([self.letters.get(c, UNKNOWN) for c in word[:32]]) for word in distinct]
        ids = [torch.tensor([self.words.get(w, self.words.get(w.lower(), UNKNOWN)) for w in words])
               for words, _ in examples]
        tags = [torch.tensor([self.tags.get(t, -100) for t in tags]) for _, tags in examples]
        inputs = (pad_sequence(ids, True, PADDING), torch.tensor([len(x) for x in ids]),
                  pad_sequence(places, True), pad_sequence(spellings, True, PADDING),
                  torch.tensor([len(x) for x in spellings]))
        return inputs, pad_sequence(tags, True, -100)


def batches(corpus, size, draw):
    """Sentences of like length together, in random order."""
    order = draw.sample(range(len(corpus)), len(corpus))
    pool = 100 * size
    groups = []
    for start in range(0, len(order), pool):
        part = sorted(order[start:start + pool], key=lambda i: len(corpus[i][0]))
        groups += [part[i:i + size] for i in range(0, len(part), size)]
    draw.shuffle(groups)
    return [[corpus[i] for i in group] for group in groups]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", required=True)
    parser.add_argument("--valid", required=True)
    parser.add_argument("--column", type=int, default=3)
    for name, value in {"epochs": 1, "threads": 2, "hidden": 256, "embedding": 96, "layers": 1,
                        "character-embedding": 32, "character-hidden": 96, "batch-sentences": 32,
                        "steps": 10 ** 9}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--dropout", type=float, default=0.5)
    parser.add_argument("--word-dropout", type=float, default=0.25)
    parser.add_argument("--learning-rate", type=float, default=3e-3)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(1)
    train, valid = list(sentences(a.train, a.column)), list(sentences(a.valid, a.column))
    encoder = Encoder(train)
    model = Tagger(encoder.sizes, a)
    optimizer = torch.optim.Adam(model.parameters(), lr=a.learning_rate)
    draw = random.Random(1)
    total = min(a.steps, a.epochs * -(-len(train) // a.batch_sentences))
    done, words, start = 0, 0, time.perf_counter()
    for _ in range(a.epochs):
        for examples in batches(train, a.batch_sentences, draw):
            if done == total:
                break
            for group in optimizer.param_groups:
                group["lr"] = a.learning_rate * (1 - done / total)
            inputs, tags = encoder.batch(examples)
            loss = nn.functional.cross_entropy(model(*inputs).flatten(0, 1), tags.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5)
            optimizer.step()
            done += 1
            words += sum(len(x) for x, _ in examples)
    speed = words / (time.perf_counter() - start)
    model.eval()
    right, count, start = 0, 0, time.perf_counter()
    ordered = sorted(valid, key=lambda example: len(example[0]))
    with torch.inference_mode():
        for first in range(0, len(ordered), 64):
            examples = ordered[first:first + 64]
            inputs, tags = encoder.batch(examples)
            right += (model(*inputs).argmax(-1) == tags).sum().item()
            count += sum(len(x) for x, _ in examples)
    print(json.dumps({
        "train_words_per_second": round(speed), "updates": done,
        "tag_words_per_second": round(count / (time.perf_counter() - start)),
        "accuracy": round(100 * right / count, 2),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


main()
