"""A classifier of texts in PyTorch, as a user would write it: the twin of `s2s train classifier`.

    classifier_twin.py train.tsv dev.tsv test.tsv [--epochs N] [--seed N]
    classifier_twin.py train.tsv dev.tsv test.tsv --classify FILE

The same sizes and batches as the preset for some thousands of texts: an LSTM of 128 in both directions over
words, one layer, mean pooling, Adam at 0.001, dropout 0.5, batches of 32 texts of similar length, two
threads. It prints texts per second of training, accuracy on the test file, and with --classify texts per
second of use.
"""
import argparse
import collections
import random
import resource
import time

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


def read(path):
    """Texts and labels; the column with fewer values has the labels."""
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")]
    last = len({r[-1] for r in rows}) < len({r[0] for r in rows})
    return [((r[0], r[-1]) if last else (r[-1], r[0])) for r in rows]


class Net(nn.Module):
    def __init__(self, words, classes, a):
        super().__init__()
        self.embedding = nn.Embedding(words, a.hidden, padding_idx=0)
        self.rnn = nn.LSTM(a.hidden, a.hidden, batch_first=True, bidirectional=True)
        self.output = nn.Linear(2 * a.hidden, classes)
        self.dropout = nn.Dropout(a.dropout)

    def forward(self, ids, lengths):
        x = self.dropout(self.embedding(ids))
        packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        states, _ = pad_packed_sequence(self.rnn(packed)[0], batch_first=True)
        mask = (ids[:, :states.shape[1]] != 0).unsqueeze(-1)
        mean = (states * mask).sum(1) / lengths.unsqueeze(-1)
        return self.output(self.dropout(mean))


def batches(examples, size, rng=None):
    order = list(range(len(examples)))
    if rng:
        rng.shuffle(order)
    pools = [order[i:i + 100 * size] for i in range(0, len(order), 100 * size)]
    all_batches = []
    for pool in pools:
        pool.sort(key=lambda i: len(examples[i][0]))
        all_batches += [pool[i:i + size] for i in range(0, len(pool), size)]
    if rng:
        rng.shuffle(all_batches)
    for batch in all_batches:
        part = [examples[i] for i in batch]
        lengths = torch.tensor([len(e[0]) for e in part])
        ids = torch.zeros(len(part), int(lengths.max()), dtype=torch.long)
        for row, (tokens, _) in enumerate(part):
            ids[row, :len(tokens)] = torch.tensor(tokens)
        yield ids, lengths, torch.tensor([e[1] for e in part])


def accuracy(net, examples):
    net.eval()
    right = 0
    with torch.no_grad():
        for ids, lengths, labels in batches(examples, 64):
            right += int((net(ids, lengths).argmax(1) == labels).sum())
    net.train()
    return 100 * right / len(examples)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("train"), p.add_argument("dev"), p.add_argument("test")
    p.add_argument("--hidden", type=int, default=128)
    p.add_argument("--dropout", type=float, default=0.5)
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--batch", type=int, default=32)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--characters", action="store_true")
    p.add_argument("--classify")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    cut = list if a.characters else str.split
    train, dev, test = read(a.train), read(a.dev), read(a.test)
    counts = collections.Counter(w for text, _ in train for w in cut(text))
    words = {w: i + 2 for i, (w, _) in enumerate(counts.most_common(50_000))}
    labels = {l: i for i, l in enumerate(sorted({l for _, l in train}))}

    def encode(rows):
        return [([words.get(w, 1) for w in cut(t)][:1000] or [1], labels[l]) for t, l in rows]

    train, dev, test = encode(train), encode(dev), encode(test)
    net = Net(len(words) + 2, len(labels), a)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    loss_function = nn.CrossEntropyLoss()
    rng = random.Random(a.seed)
    best, result, seconds, count = 0.0, 0.0, 0.0, 0
    for epoch in range(a.epochs):
        start = time.perf_counter()
        for ids, lengths, gold in batches(train, a.batch, rng):
            optimizer.zero_grad()
            loss_function(net(ids, lengths), gold).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            count += len(gold)
        seconds += time.perf_counter() - start
        score = accuracy(net, dev)
        if score > best:
            best, result = score, accuracy(net, test)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"training: {count / seconds:.0f} texts per second, {peak} MB; test accuracy {result:.2f} %")
    if a.classify:
        net.eval()
        lines = [line.rstrip("\n") for line in open(a.classify, encoding="utf-8")]
        start = time.perf_counter()
        examples = [([words.get(w, 1) for w in cut(t)][:1000] or [1], 0) for t in lines]
        with torch.no_grad():
            for ids, lengths, _ in batches(examples, 128):
                net(ids, lengths).softmax(1).max(1)
        print(f"use: {len(lines) / (time.perf_counter() - start):.0f} texts per second")


if __name__ == "__main__":
    main()
