"""Goldens of encoder-decoders whose layers are connected in other ways, made by PyTorch.

    python3 Tests/Goldens/networks.py

Reference: torch 2.15.0, as in `model.py`, which says how a golden is written. Sentences run one by
one, without padding; layers are nn.LSTM, nn.RNN and nn.GRU of one layer and one direction, and where
something has to come between their steps, their equations around nn.LayerNorm. `check` compares the
two.
"""

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from model import (BOS, EOS, SOURCE_SIZE, SOURCES, TARGET_SIZE, TARGETS, randomize, recurrence,
                   write_golden)


class Direction(nn.Module):
    """A recurrence over one sentence, from its first step or from its last."""

    def __init__(self, kind, inputs, hidden, backwards, options):
        super().__init__()
        self.kind, self.backwards = kind, backwards
        self.zoneout = options["zoneout"]
        self.core = recurrence(kind, (inputs, hidden), 1, 1)
        rows = self.core.weight_ih_l0.shape[0]
        self.norm = nn.LayerNorm(rows, bias=False) if options["layer_norm"] else None

    def named(self, name):
        name += ".reverse" * self.backwards
        for key, parameter in self.core.named_parameters():
            yield f"{name}.{key.removesuffix('_l0')}", parameter
        if self.norm is not None:
            yield f"{name}.norm.weight", self.norm.weight

    def forward(self, steps, constant, state):
        """`[T, D]`, `[C]` and the parts of a state to `[T, H]` and the parts of the last."""
        steps = steps.flip(0) if self.backwards else steps
        run = self.step_by_step if self.norm is not None or self.zoneout else self.by_core
        outputs, last = run(steps, constant, state)
        return outputs.flip(0) if self.backwards else outputs, last

    def step_by_step(self, steps, constant, state):
        core, width = self.core, steps.shape[1]
        share = steps @ core.weight_ih_l0[:, :width].T
        share = self.norm(share) if self.norm is not None else share
        share = share + core.bias_ih_l0
        if constant is not None:
            share = share + core.weight_ih_l0[:, width:] @ constant
        zeros = torch.zeros(core.hidden_size, dtype=share.dtype)
        parts = list(state) if state else [zeros] * (2 if self.kind == "lstm" else 1)
        outputs = []
        for row in share:
            new = self.step(row, core.weight_hh_l0 @ parts[0] + core.bias_hh_l0, parts)
            # As in inference: what zoneout gives on average.
            parts = [self.zoneout * a + (1 - self.zoneout) * b for a, b in zip(parts, new)]
            outputs.append(parts[0])
        return torch.stack(outputs), parts

    def step(self, share, recurrent, parts):
        """The next state, from the input's share, the state's, and the state."""
        if self.kind == "elman":
            return [torch.tanh(share + recurrent)]
        if self.kind == "gru":
            (r, z, n), (hr, hz, hn) = share.chunk(3), recurrent.chunk(3)
            z = torch.sigmoid(z + hz)
            n = torch.tanh(n + torch.sigmoid(r + hr) * hn)
            return [(1 - z) * n + z * parts[0]]
        i, f, g, o = (share + recurrent).chunk(4)
        c = torch.sigmoid(f) * parts[1] + torch.sigmoid(i) * torch.tanh(g)
        return [torch.sigmoid(o) * torch.tanh(c), c]

    def by_core(self, steps, constant, state):
        if constant is not None:
            steps = torch.cat([steps, constant.expand(len(steps), -1)], -1)
        parts = state and [part.unsqueeze(0) for part in state]
        if parts:
            parts = tuple(parts) if len(parts) == 2 else parts[0]
        outputs, last = self.core(steps, parts)
        return outputs, [part[0] for part in (last if isinstance(last, tuple) else (last,))]


class Stack(nn.Module):
    """Layers of an encoder or a decoder."""

    def __init__(self, options, width, constant, directions):
        super().__init__()
        self.options = options
        read = width + constant
        self.layers = nn.ModuleList()
        for _ in range(options["layers"]):
            self.layers.append(nn.ModuleList(
                Direction(options["cell"], read, options["hidden"], k == 1, options)
                for k in range(directions)))
            read = options["hidden"] * (directions if options["merge"] == "concat" else 1)
            read += width * options["input_to_all"]

    def named(self, name):
        for index, layer in enumerate(self.layers):
            for direction in layer:
                yield from direction.named(f"{name}.layers.{index}")

    def merge(self, parts):
        return torch.cat(parts, -1) if self.options["merge"] == "concat" else sum(parts)

    def forward(self, inputs, constant=None, states=None):
        """The top layer's outputs and the last state of each layer."""
        outputs, finals = inputs, []
        for index, layer in enumerate(self.layers):
            below = outputs
            if index and self.options["input_to_all"]:
                outputs = torch.cat([below, inputs], -1)
            results = [
                direction(outputs, None if index else constant, states and states[index])
                for direction in layer]
            outputs = self.merge([outputs for outputs, _ in results])
            if index and self.options["residual"]:
                outputs = outputs + below
            finals.append([self.merge(parts) for parts in zip(*(last for _, last in results))])
        return outputs, finals


class Speller(nn.Module):
    """Words letter by letter, in both directions; a word's vector is the sum of the last states."""

    def __init__(self, options):
        super().__init__()
        width = options["embedding"]
        plain = dict(options, layer_norm=False, zoneout=0.0)
        self.space, self.separate = options["space"], options["separate"]
        self.directions = nn.ModuleList(
            Direction(options["cell"], width, width, backwards, plain)
            for backwards in (False, True))

    def named(self, name):
        for direction in self.directions:
            yield from direction.named(name)

    def words(self, sentence):
        words = []
        for token in sentence:
            alone = token == self.space or (
                token == self.separate and words and words[-1] != [self.space])
            if not words or alone or words[-1][-1] == self.separate:
                words.append([])
            words[-1].append(token)
        return words

    def forward(self, embedding, sentence):
        return torch.stack([
            sum(direction(embedding(torch.tensor(word)), None, None)[1][0]
                for direction in self.directions)
            for word in self.words(sentence)])


class Network(nn.Module):
    """An encoder-decoder with general attention or none."""

    def __init__(self, cell="lstm", layers=2, hidden=7, embedding=5, bidirectional=False,
                 attention="none", residual=False, input_to_all=False, merge="concat",
                 layer_norm=False, zoneout=0.0, space=-1, separate=-1, reversed=False):
        super().__init__()
        self.options = dict(
            cell=cell, layers=layers, hidden=hidden, embedding=embedding,
            bidirectional=bidirectional, attention=attention, residual=residual,
            input_to_all=input_to_all, merge=merge, layer_norm=layer_norm, zoneout=zoneout,
            space=space, separate=separate,
            reversed=reversed, tied=False, smoothing=0.0, context="both")
        directions = 2 if bidirectional else 1
        context = hidden * (directions if merge == "concat" else 1)
        self.source = nn.Embedding(SOURCE_SIZE, embedding)
        self.target = nn.Embedding(TARGET_SIZE, embedding)
        self.speller = Speller(self.options) if space >= 0 else None
        self.encoder = Stack(self.options, embedding, 0, directions)
        self.decoder = Stack(self.options, embedding, context, 1)
        self.bridges = nn.ModuleList(
            nn.Linear(context, hidden) for _ in range(bidirectional * (1 + (cell == "lstm"))))
        if attention == "general":
            self.key = nn.Linear(context, hidden, bias=False)
            self.combination = nn.Linear(context + hidden, hidden, bias=False)
        self.output = nn.Linear(hidden, TARGET_SIZE)

    def named(self):
        yield "encoder.embedding.weight", self.source.weight
        yield "decoder.embedding.weight", self.target.weight
        if self.speller:
            yield from self.speller.named("encoder.words.layers.0")
        yield from self.encoder.named("encoder")
        yield from self.decoder.named("decoder")
        for name, bridge in zip(("hidden", "cell"), self.bridges):
            yield f"bridge.{name}.weight", bridge.weight
            yield f"bridge.{name}.bias", bridge.bias
        if self.options["attention"] == "general":
            yield "decoder.attention.key.weight", self.key.weight
            yield "decoder.attention.combination.weight", self.combination.weight
        yield "decoder.output.weight", self.output.weight
        yield "decoder.output.bias", self.output.bias

    def losses(self):
        """The summed loss, twice: as `model.py`, without label smoothing."""
        total = 0
        for source, target in zip(SOURCES, TARGETS):
            read = (self.speller(self.source, source) if self.speller
                    else self.source(torch.tensor(source)))
            memory, finals = self.encoder(read.flip(0) if self.options["reversed"] else read)
            vector = finals[-1][0]
            if self.bridges:
                finals = [
                    [torch.tanh(bridge(part)) for bridge, part in zip(self.bridges, parts)]
                    for parts in finals]
            embedded = self.target(torch.tensor([BOS] + target))
            hidden, _ = self.decoder(embedded, vector, finals)
            if self.options["attention"] == "general":
                shares = (hidden @ self.key(memory).T).softmax(-1)
                joined = torch.cat([shares @ memory, hidden], -1)
                hidden = torch.tanh(self.combination(joined))
            total = total + cross_entropy(
                self.output(hidden), torch.tensor(target + [EOS]), reduction="sum")
        return total, total


def check(kind):
    """Our equations are those of PyTorch's layers."""
    torch.manual_seed(23)
    direction = Direction(kind, 5, 4, False, dict(layer_norm=False, zoneout=0.0)).double()
    steps, constant = torch.rand(6, 3).double(), torch.rand(2).double()
    state = [torch.rand(4).double() for _ in range(2 if kind == "lstm" else 1)]
    for one, other in zip(direction.by_core(steps, constant, state),
                          direction.step_by_step(steps, constant, state)):
        for a, b in zip(one, other):
            assert torch.allclose(a, b, atol=1e-12), kind


def write_network(name, **options):
    torch.manual_seed(22)
    model = Network(**options)
    randomize(model, 0.5)
    write_golden(name, model)


if __name__ == "__main__":
    torch.set_num_threads(1)
    write_network("residual", residual=True, bidirectional=True, layers=3)
    write_network("input-to-all", input_to_all=True, cell="gru", attention="general")
    write_network("skips", residual=True, input_to_all=True, bidirectional=True,
                  attention="general", layers=3, hidden=6)
    write_network("sum", merge="sum", bidirectional=True, attention="general")
    for kind in ("lstm", "elman", "gru"):
        check(kind)
    write_network("layer-norm", layer_norm=True, bidirectional=True, attention="general")
    write_network("layer-norm-elman", layer_norm=True, cell="elman", layers=1, hidden=18)
    write_network("layer-norm-gru", layer_norm=True, cell="gru", residual=True)
    write_network("zoneout", zoneout=0.25, bidirectional=True, attention="general")
    write_network("zoneout-gru", zoneout=0.5, cell="gru", layers=1)
    write_network("hierarchical", space=3, separate=5, bidirectional=True, attention="general")
    write_network("hierarchical-reversed", space=3, separate=4, cell="gru", layers=1, reversed=True)
