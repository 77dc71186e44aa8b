"""Goldens of recurrent layers and of whole encoder-decoders, made by PyTorch.

    python3 Tests/Goldens/model.py

Reference: torch 2.15.0, numpy 2 (pip install torch numpy); each golden names the version that
made it. Weights are 32-bit floats from a fixed seed; PyTorch computes with them in 64 bits, so
what a test measures is our rounding alone. `torch32` in an index is how far PyTorch's own 32-bit
gradients are from its 64-bit ones: the largest difference over the largest gradient.

A golden is an index NAME.txt (one fact a line) and NAME.f32, little-endian floats:

    option KEY VALUE            how the model is made
    source ID ID ...            a sentence, one line each; so is target
    number NAME VALUE           a loss
    tensor NAME OFFSET SHAPE    where a value (or `gradient.` + name) lies, in floats
"""

import pathlib

import torch
from torch import nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence

TESTS = pathlib.Path(__file__).resolve().parent.parent
BOS, EOS = 1, 2
SOURCE_SIZE, TARGET_SIZE = 11, 13
SOURCES = [[3, 4, 5], [10, 3, 9, 8, 4, 7], [6], [5, 5, 8, 0], [7, 10, 3, 3, 9, 6]]
# The lengths sort both sides differently, so that each row has to find its pair.
TARGETS = [[3], [4, 5], [9, 12, 11, 4, 4, 8, 3], [10, 0, 6, 7], [12, 5, 5]]


class Golden:
    """One golden on its way to the disk."""

    def __init__(self, folder, name):
        self.path = TESTS / folder / "Goldens" / name
        self.lines = [f"option torch {torch.__version__}"]
        self.blob, self.offset = [], 0

    def note(self, kind, name, value):
        self.lines.append(f"{kind} {name} {value}")

    def tensor(self, name, value):
        value = value.detach().to(torch.float32).contiguous()
        shape = " ".join(str(size) for size in value.shape)
        self.lines.append(f"tensor {name} {self.offset} {shape}")
        self.blob.append(value.numpy().astype("<f4").tobytes())
        self.offset += value.numel()

    def write(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.with_suffix(".txt").write_text("\n".join(self.lines) + "\n")
        self.path.with_suffix(".f32").write_bytes(b"".join(self.blob))
        print(self.path.name, self.offset * 4, "bytes")


def our_name(side, theirs):
    """`weight_ih_l0_reverse` to `encoder.layers.0.reverse.weight_ih`."""
    kind, layer = theirs.split("_l")
    layer, *reverse = layer.split("_")
    return ".".join([side, "layers", layer, *reverse, kind])


def randomize(module, bound):
    """Values that 32 bits hold exactly, so that both precisions start from the same weights."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(((torch.rand(parameter.shape) * 2 - 1) * bound).float())


def recurrence(kind, sizes, layers, directions, **options):
    return {"lstm": nn.LSTM, "elman": nn.RNN, "gru": nn.GRU}[kind](
        *sizes, num_layers=layers, batch_first=True, bidirectional=directions == 2, **options)


class Translator(nn.Module):
    """The encoder-decoder with a fixed vector, as a user of PyTorch would write it."""

    def __init__(self, cell="lstm", layers=1, hidden=7, embedding=5, bidirectional=False,
                 tied=False, reversed=False, smoothing=0.0, attention="none", context="both",
                 **choices):
        super().__init__()
        self.options = dict(cell=cell, layers=layers, hidden=hidden, embedding=embedding,
                            bidirectional=bidirectional, tied=tied, reversed=reversed,
                            smoothing=smoothing, attention=attention, context=context, **choices)
        self.cell, self.reversed, self.smoothing = cell, reversed, smoothing
        self.attention, self.use = attention, context
        self.feeding = choices.get("feeding", False)
        self.coverage, self.penalty = choices.get("coverage", False), choices.get("penalty", 0)
        self.bridge = choices.get("bridge", "dense" if bidirectional else "copy")
        directions = 2 if bidirectional else 1
        context = directions * hidden
        self.copies = choices.get("copy", False)
        self.source = nn.Embedding(TARGET_SIZE if self.copies else SOURCE_SIZE, embedding)
        self.target = nn.Embedding(TARGET_SIZE, embedding)
        self.encoder = recurrence(cell, (embedding, hidden), layers, directions)
        seen = (0 if self.use == "start" else context) + hidden * self.feeding
        self.decoder = recurrence(cell, (embedding + seen, hidden), layers, 1)
        self.bridges = nn.ModuleList(
            nn.Linear(context, hidden)
            for _ in range({"copy": 0, "dense": 1, "mean": layers}[self.bridge])
            for _ in range(1 + (cell == "lstm")))
        if attention in ("general", "additive"):
            self.key = nn.Linear(context, hidden, bias=False)
        if attention == "additive":
            self.query = nn.Linear(hidden, hidden)
            self.scorer = nn.Parameter(torch.zeros(hidden))
        if self.coverage:
            self.spending = nn.Parameter(torch.zeros(hidden))
        if attention != "none":
            self.combination = nn.Linear(context + hidden, hidden, bias=False)
        self.projection = (
            nn.Linear(hidden, embedding, bias=False) if tied and hidden != embedding else None)
        self.output = nn.Linear(embedding if tied else hidden, TARGET_SIZE)
        if self.copies:
            self.copy_context = nn.Linear(context + hidden, 1)
            self.copy_input = nn.Linear(embedding, 1, bias=False)
        if tied:
            self.output.weight = self.target.weight

    def named(self):
        """Our names and these parameters."""
        yield "encoder.embedding.weight", self.source.weight
        yield "decoder.embedding.weight", self.target.weight
        for side in ("encoder", "decoder"):
            for name, parameter in getattr(self, side).named_parameters():
                yield our_name(side, name), parameter
        kinds = ("hidden", "cell")[:1 + (self.cell == "lstm")]
        for index, bridge in enumerate(self.bridges):
            layer, kind = divmod(index, len(kinds))
            name = f"mean.{layer}." if self.bridge == "mean" else ""
            yield f"bridge.{name}{kinds[kind]}.weight", bridge.weight
            yield f"bridge.{name}{kinds[kind]}.bias", bridge.bias
        if self.attention in ("general", "additive"):
            yield "decoder.attention.key.weight", self.key.weight
        if self.attention == "additive":
            yield "decoder.attention.query.weight", self.query.weight
            yield "decoder.attention.query.bias", self.query.bias
            yield "decoder.attention.scorer", self.scorer
        if self.coverage:
            yield "decoder.attention.coverage", self.spending
        if self.attention != "none":
            yield "decoder.attention.combination.weight", self.combination.weight
        if self.projection is not None:
            yield "decoder.projection.weight", self.projection.weight
        if self.output.weight is not self.target.weight:
            yield "decoder.output.weight", self.output.weight
        yield "decoder.output.bias", self.output.bias
        if self.copies:
            yield "decoder.copy.context", self.copy_context.weight
            yield "decoder.copy.input", self.copy_input.weight
            yield "decoder.copy.bias", self.copy_context.bias

    def encode(self):
        """The fixed vector, the decoder's first states, and the states at all positions."""
        lengths = torch.tensor([len(s) for s in SOURCES])
        ids = nn.utils.rnn.pad_sequence(
            [torch.tensor(s[::-1] if self.reversed else s) for s in SOURCES], batch_first=True)
        packed = pack_padded_sequence(
            self.source(ids), lengths, batch_first=True, enforce_sorted=False)
        memory, states = self.encoder(packed)
        memory = nn.utils.rnn.pad_packed_sequence(memory, batch_first=True)[0]
        states = list(states) if self.cell == "lstm" else [states]
        layers, rows = self.decoder.num_layers, len(SOURCES)
        if self.encoder.bidirectional:
            states = [
                s.view(layers, 2, rows, -1).transpose(1, 2).reshape(layers, rows, -1)
                for s in states]
        vector = states[0][-1]
        if self.bridge == "dense":
            states = [torch.tanh(bridge(s)) for bridge, s in zip(self.bridges, states)]
        if self.bridge == "mean":  # padded positions are zero
            mean = memory.sum(1) / lengths.unsqueeze(1)
            states = [
                torch.stack([torch.tanh(bridge(mean)) for bridge in self.bridges[k::len(states)]])
                for k in range(len(states))]
        return vector, states, memory

    def attend(self, hidden, memory, spent=None):
        """Of every decoder state `[B, T, H]`: h~, its shares of the source `[B, T, S]`, and c
        beside it."""
        if self.attention == "additive":
            keys = self.key(memory)
            if self.coverage:
                keys = keys + spent.unsqueeze(-1) * self.spending
            scores = torch.tanh(
                self.query(hidden).unsqueeze(2) + keys.unsqueeze(1)) @ self.scorer
        else:
            keys = self.key(memory) if self.attention == "general" else memory
            scores = hidden @ keys.transpose(1, 2)
        lengths = torch.tensor([len(s) for s in SOURCES])
        outside = torch.arange(memory.shape[1]) >= lengths.unsqueeze(1)
        shares = scores.masked_fill(outside.unsqueeze(1), -torch.inf).softmax(-1)
        joined = torch.cat([shares @ memory, hidden], -1)
        return torch.tanh(self.combination(joined)), shares, joined

    def losses(self):
        """The summed smoothed loss and the summed negative log-likelihood."""
        vector, states, memory = self.encode()
        pad = nn.utils.rnn.pad_sequence
        inputs = pad([torch.tensor([BOS] + t) for t in TARGETS], batch_first=True)
        outputs = pad([torch.tensor(t + [EOS]) for t in TARGETS], True, padding_value=-1)
        embedded = self.target(inputs)
        fixed = vector[:, :0] if self.use == "start" else vector
        if self.use == "steps":
            states = [torch.zeros_like(s) for s in states]
        initial = tuple(states) if self.cell == "lstm" else states[0]
        twice = vector.new_zeros(inputs.shape)  # what attention spends again at each step
        if self.feeding or self.coverage:
            looks, made = [], vector.new_zeros(len(SOURCES), self.decoder.hidden_size)
            spent, again = memory.new_zeros(memory.shape[:2]), []
            for step in embedded.unbind(1):
                step = torch.cat([step] + [made] * self.feeding + [fixed], -1).unsqueeze(1)
                state, initial = self.decoder(step, initial)
                looks.append([x.squeeze(1) for x in self.attend(state, memory, spent)])
                made, shares, _ = looks[-1]
                again.append(torch.minimum(shares, spent).sum(-1))
                spent = spent + shares
            hidden, shares, joined = (torch.stack(x, 1) for x in zip(*looks))
            twice = torch.stack(again, 1)
        else:
            steps = fixed.unsqueeze(1).expand(-1, inputs.shape[1], -1)
            hidden = self.decoder(torch.cat([embedded, steps], -1), initial)[0]
            if self.attention != "none":
                hidden, shares, joined = self.attend(hidden, memory)
        real = outputs >= 0  # [B, T]
        features = hidden[real]
        if self.projection is not None:
            features = self.projection(features)
        logits, wanted = self.output(features), outputs[real]
        if self.copies:
            gate = torch.sigmoid(self.copy_context(joined) + self.copy_input(embedded))[real]
            ids = nn.utils.rnn.pad_sequence(
                [torch.tensor(s[::-1] if self.reversed else s) for s in SOURCES], True)
            ids = ids.unsqueeze(1).expand(-1, inputs.shape[1], -1)[real]
            mixed = (gate * logits.softmax(-1)).scatter_add(-1, ids, (1 - gate) * shares[real])
            logits = mixed.log()  # the softmax of which is itself
        loss = cross_entropy(logits, wanted, reduction="sum", label_smoothing=self.smoothing)
        loss = loss + self.penalty * twice[real].sum()
        return loss, cross_entropy(logits, wanted, reduction="sum")


def gradients(model, precision, scale):
    """Losses and scaled gradients computed in a precision."""
    model = model.to(precision)
    model.zero_grad()
    loss, likelihood = model.losses()
    (loss * scale).backward()
    return loss, likelihood, {name: p.grad.clone() for name, p in model.named()}


def write_model(name, **options):
    torch.manual_seed(20)
    model = Translator(**options)
    randomize(model, 0.5)
    write_golden(name, model)


def write_golden(name, model):
    """The options, weights, losses and gradients of a model."""
    scale = 1 / 16
    golden = Golden("S2SModelsTests", name)
    for key, value in model.options.items():
        golden.note("option", key, str(value).lower())
    golden.note("option", "scale", scale)
    for side, sentences in (("source", SOURCES), ("target", TARGETS)):
        for sentence in sentences:
            golden.lines.append(" ".join([side, *map(str, sentence)]))
    for key, parameter in model.named():
        golden.tensor(key, parameter)
    short = gradients(model, torch.float32, scale)[2]
    loss, likelihood, exact = gradients(model, torch.float64, scale)
    largest = max(g.abs().max() for g in exact.values())
    off = max((exact[key] - short[key].double()).abs().max() for key in exact) / largest
    golden.note("number", "loss", repr(loss.item()))
    golden.note("number", "likelihood", repr(likelihood.item()))
    golden.note("number", "torch32", f"{off.item():.1e}")
    for key, gradient in exact.items():
        golden.tensor(f"gradient.{key}", gradient)
    golden.write()


def write_recurrence(name, kind, reverse=False, inputs=6, hidden=19, **options):
    """One layer over packed sequences with first states; the loss is a weighted sum."""
    torch.manual_seed(21)
    lengths = torch.tensor([5, 4, 4, 2, 1])
    golden = Golden("S2SLayersTests", name)
    golden.note("option", "cell", kind)
    golden.note("option", "reversed", str(reverse).lower())
    golden.note("option", "lengths", " ".join(str(n) for n in lengths.tolist()))
    for key, value in options.items():
        golden.note("option", key, value)
    layer = recurrence(kind, (inputs, hidden), 1, 2 if reverse else 1, **options)
    randomize(layer, 0.5)
    layer = layer.double()
    names = ["h0", "c0"] if kind == "lstm" else ["h0"]

    def draw(*shape):
        return ((torch.rand(shape) * 2 - 1).float()).double()

    steps = draw(int(lengths.sum()), inputs).requires_grad_()
    first = [draw(len(lengths), hidden).requires_grad_() for _ in names]
    counts = torch.tensor([int((lengths > t).sum()) for t in range(int(lengths.max()))])
    # PyTorch reverses only beside the forward direction: run both, look at the second.
    both = [torch.stack([torch.zeros_like(s), s]) if reverse else s.unsqueeze(0) for s in first]
    packed, last = layer(
        PackedSequence(steps, counts), tuple(both) if kind == "lstm" else both[0])
    outputs = packed.data[:, -hidden:]
    last = [s[-1] for s in (last if kind == "lstm" else (last,))]
    leaves = dict(zip(["steps", *names], [steps, *first]))
    leaves |= {
        key.split("_l0")[0]: p for key, p in layer.named_parameters()
        if key.endswith("_reverse") == reverse}
    results = dict(zip(["outputs", "hn", "cn"], [outputs, *last]))
    loss = 0
    for key, value in leaves.items():
        golden.tensor(key, value)
    for key, value in results.items():
        weights = draw(*value.shape)
        loss = loss + (weights * value).sum()
        golden.tensor(key, value)
        golden.tensor(f"gradient.{key}", weights)
    for (key, _), gradient in zip(
            leaves.items(), torch.autograd.grad(loss, list(leaves.values()))):
        golden.tensor(f"gradient.{key}", gradient)
    golden.write()


if __name__ == "__main__":
    torch.set_num_threads(1)
    write_model("lstm-1")
    write_model("lstm-2", layers=2)
    write_model("lstm-wide", hidden=18, embedding=17, smoothing=0.1)
    write_model("bidirectional", layers=2, bidirectional=True)
    write_model("tied", tied=True, hidden=6, embedding=6)
    write_model("tied-projection", tied=True, hidden=7, embedding=5, smoothing=0.1)
    write_model("reversed", reversed=True)
    write_model("smoothing", smoothing=0.1)
    write_model("everything", layers=2, bidirectional=True, tied=True, reversed=True,
                smoothing=0.1)
    write_model("elman", cell="elman", layers=2)
    write_model("elman-bidirectional", cell="elman", bidirectional=True)
    write_model("dot", attention="dot", reversed=True)
    write_model("general", attention="general", bidirectional=True, context="start")
    write_model("additive", attention="additive", bidirectional=True, layers=2, hidden=17,
                smoothing=0.1)
    write_model("context-steps", context="steps", layers=2)
    write_model("gru", cell="gru", layers=2)
    write_model("gru-bidirectional", cell="gru", bidirectional=True)
    write_model("bridge-dense", layers=2, bridge="dense")
    write_model("bridge-mean", layers=2, bidirectional=True, attention="general", bridge="mean")
    write_model("feeding", layers=2, bidirectional=True, attention="general", reversed=True,
                feeding=True)
    write_model("feeding-start", cell="gru", attention="dot", context="start", smoothing=0.1,
                feeding=True)
    write_model("coverage", layers=2, hidden=17, attention="additive", coverage=True)
    write_model("coverage-loss", cell="gru", attention="additive", context="start", coverage=True,
                penalty=0.5, feeding=True, smoothing=0.1)
    write_model("copy", bidirectional=True, attention="general", reversed=True, copy=True)
    write_model("copy-everything", layers=2, cell="gru", attention="additive", coverage=True,
                penalty=0.5, feeding=True, smoothing=0.1, tied=True, copy=True)
    write_recurrence("elman-relu", "elman", nonlinearity="relu")
    for kind in ("lstm", "elman", "gru"):
        write_recurrence(kind, kind)
        write_recurrence(f"{kind}-reversed", kind, reverse=True)
