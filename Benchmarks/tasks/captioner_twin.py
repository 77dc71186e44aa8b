"""The PyTorch twin of `s2s train captioner`: the same network, sizes and batches, for speed and memory.

  python Benchmarks/tasks/captioner_twin.py --corpus corpora/scenes [--epochs 5] [--threads 2]

An LSTM reads the picture's vector at all steps and as its first state. Tokens are words, so that no subwords have to
be learned here; run `s2s train captioner` with `--tokens spaces` beside it. It prints one JSON object: target tokens
(ends included) per second of training, the loss of the last epoch, peak memory.
"""
import argparse
import collections
import json
import random
import resource
import struct
import time

import torch
from torch import nn


def vectors(path):
    """The one tensor of a .safetensors file, standardised."""
    data = open(path, "rb").read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    shape = next(value for name, value in header.items() if name != "__metadata__")["shape"]
    rows = torch.frombuffer(bytearray(data[8 + size :]), dtype=torch.float32).view(shape)
    return (rows - rows.mean(0)) / rows.std(0, unbiased=False).clamp_min(1e-30)


class Captioner(nn.Module):
    def __init__(self, features, vocabulary, a):
        super().__init__()
        self.features, self.bridge = nn.Linear(features, a.hidden), nn.Linear(a.hidden, a.hidden)
        self.embedding, self.dropout = nn.Embedding(vocabulary, a.embedding), nn.Dropout(a.dropout)
        self.network = nn.LSTM(a.embedding + a.hidden, a.hidden, batch_first=True)
        self.output = nn.Linear(a.hidden, vocabulary)

    def forward(self, pictures, tokens):
        vector = self.dropout(torch.tanh(self.features(pictures)))
        first = torch.tanh(self.bridge(vector)).unsqueeze(0)
        inputs = torch.cat([self.dropout(self.embedding(tokens)), vector.unsqueeze(1).expand(-1, tokens.shape[1], -1)], 2)
        states, _ = self.network(inputs, (first, first))
        return self.output(self.dropout(states))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", required=True)
    for name, value in dict(hidden=256, embedding=128, batch=32, epochs=5, threads=2).items():
        parser.add_argument("--" + name, type=int, default=value)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(1)
    rows = vectors(a.corpus + "/train.features.safetensors")
    files = [a.corpus + "/train" + part + ".en" for part in ["", ".2", ".3"]]
    captions = [(row, line.split()) for file in files for row, line in enumerate(open(file, encoding="utf-8"))]
    counts = collections.Counter(word for _, words in captions for word in words)
    known = {word: number + 3 for number, (word, _) in enumerate(counts.most_common())}
    examples = [(row, [1] + [known[word] for word in words] + [2]) for row, words in captions]
    model = Captioner(rows.shape[1], len(known) + 3, a)
    optimizer = torch.optim.Adam(model.parameters(), lr=a.learning_rate)
    loss_function = nn.CrossEntropyLoss(ignore_index=0, reduction="sum")
    shuffle, count, seconds = random.Random(1), 0, 0.0
    for epoch in range(a.epochs):
        start, total, tokens = time.time(), 0.0, 0
        shuffle.shuffle(examples)
        pools = [sorted(examples[i : i + 100 * a.batch], key=lambda e: len(e[1])) for i in range(0, len(examples), 100 * a.batch)]
        batches = [pool[i : i + a.batch] for pool in pools for i in range(0, len(pool), a.batch)]
        shuffle.shuffle(batches)
        for batch in batches:
            words = nn.utils.rnn.pad_sequence([torch.tensor(words) for _, words in batch], batch_first=True)
            targets = words[:, 1:]
            number = int((targets != 0).sum())
            logits = model(rows[[row for row, _ in batch]], words[:, :-1])
            loss = loss_function(logits.flatten(0, 1), targets.flatten())
            optimizer.zero_grad()
            (loss / number).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            total, tokens = total + loss.item(), tokens + number
        seconds, count = seconds + time.time() - start, count + tokens
    print(json.dumps(dict(
        tokens_per_second=round(count / seconds), loss=round(total / tokens, 4),
        memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)))


if __name__ == "__main__":
    main()
