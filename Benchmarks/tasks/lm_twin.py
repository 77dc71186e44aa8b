"""The PyTorch twin of `s2s train lm --stream --unit character`: the same network, sizes, lanes and windows, for speed
and memory.

  python Benchmarks/tasks/lm_twin.py --train train.txt [--steps 100] [--threads 2]

It prints one JSON object: tokens per second of training, the loss of the last updates, peak memory.
"""
import argparse
import json
import resource
import time

import torch
from torch import nn


class LanguageModel(nn.Module):
    def __init__(self, vocabulary, a):
        super().__init__()
        self.embedding, self.dropout = nn.Embedding(vocabulary, a.embedding), nn.Dropout(a.dropout)
        self.network = nn.LSTM(a.embedding, a.hidden, a.layers, dropout=a.dropout if a.layers > 1 else 0)
        self.output = nn.Linear(a.hidden, vocabulary)

    def forward(self, tokens, state):
        states, state = self.network(self.dropout(self.embedding(tokens)), state)
        return self.output(self.dropout(states)), state


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", required=True)
    for name, value in dict(hidden=256, embedding=256, layers=1, lanes=32, bptt=70, steps=100, threads=2).items():
        parser.add_argument("--" + name, type=int, default=value)
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--learning-rate", type=float, default=2e-3)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(1)
    text = open(a.train, encoding="utf-8").read()
    letters = {letter: i for i, letter in enumerate(sorted(set(text)))}
    tokens = torch.tensor([letters[letter] for letter in text])
    length = (len(tokens) - 1) // a.lanes
    inputs = tokens[: length * a.lanes].view(a.lanes, length).t().contiguous()
    targets = tokens[1 : length * a.lanes + 1].view(a.lanes, length).t().contiguous()
    model = LanguageModel(len(letters), a)
    optimizer = torch.optim.Adam(model.parameters(), lr=a.learning_rate)
    state, losses, start, counted = None, [], None, 0
    for step in range(a.steps):
        # The first updates are not timed: memory is new to them.
        if step == 5:
            start = time.time()
        first = step * a.bptt % (length - a.bptt)
        logits, state = model(inputs[first : first + a.bptt], state)
        state = tuple(part.detach() for part in state)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[first : first + a.bptt].flatten())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        losses.append(loss.item())
        counted += a.lanes * a.bptt if step >= 5 else 0
    seconds = time.time() - start
    print(json.dumps(dict(
        tokens_per_second=round(counted / seconds), loss=round(sum(losses[-10:]) / 10, 4),
        memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)))


if __name__ == "__main__":
    main()
