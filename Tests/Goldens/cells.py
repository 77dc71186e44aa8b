"""Goldens of the recurrent cells that PyTorch has no module for: their equations, written out.

    python3 Tests/Goldens/cells.py

Reference: the equations of each paper, as a few lines of torch 2.15.0 in double precision, with
torch's own automatic differentiation for the gradients; the LSTM written here is compared with
nn.LSTM first, so that the frame around the equations is known to be right. The format is that of
model.py. x W' stands for W x_t, as rows are sequences.
"""

import torch
from torch import nn
from torch.nn.utils.rnn import PackedSequence

from model import Golden, randomize

HIDDEN, LENGTHS = 19, [5, 4, 4, 2, 1]
MEMORIES = ["elman-jordan", "ssru", "sru", "qrnn-fo", "qrnn-ifo"]
sigmoid, tanh = torch.sigmoid, torch.tanh


def lstm(missing=None):
    """Jozefowicz et al. 2015: a gate that is missing is 1, and has no rows."""
    def step(p, x, h, c):
        a = x @ p["weight_ih"].T + p["bias_ih"] + h @ p["weight_hh"].T + p["bias_hh"]
        rows = iter(a.split(HIDDEN, -1))
        i, f, g, o = (1 if name == missing else next(rows) for name in "ifgo")
        i, f, o = (s if name == missing else sigmoid(s) for name, s in zip("ifo", (i, f, o)))
        c = f * c + i * tanh(g)
        return o * tanh(c), c
    rows = (3 if missing else 4) * HIDDEN
    return step, dict(weight_ih=(rows, "D"), weight_hh=(rows, HIDDEN), bias_ih=(rows,),
                      bias_hh=(rows,))


def lstm_coupled():
    """Greff et al. 2017: the input gate is what the forget gate leaves; rows f, g, o."""
    def step(p, x, h, c):
        f, g, o = (x @ p["weight_ih"].T + p["bias_ih"] + h @ p["weight_hh"].T
                   + p["bias_hh"]).split(HIDDEN, -1)
        c = sigmoid(f) * c + (1 - sigmoid(f)) * tanh(g)
        return sigmoid(o) * tanh(c), c
    return step, lstm("i")[1]


def lstm_capped():
    """Melis et al. 2018: the input gate is at most what the forget gate leaves."""
    def step(p, x, h, c):
        i, f, g, o = (x @ p["weight_ih"].T + p["bias_ih"] + h @ p["weight_hh"].T
                      + p["bias_hh"]).split(HIDDEN, -1)
        c = sigmoid(f) * c + torch.minimum(sigmoid(i), 1 - sigmoid(f)) * tanh(g)
        return sigmoid(o) * tanh(c), c
    return step, lstm()[1]


def mogrified(rounds):
    """Melis et al. 2020, arXiv:1909.01792, before an LSTM."""
    plain = lstm()[0]

    def step(p, x, h, c):
        for i in range(1, rounds + 1):
            weight = p[f"mogrifier.{i}"]
            if i % 2:
                x = 2 * sigmoid(h @ weight.T) * x
            else:
                h = 2 * sigmoid(x @ weight.T) * h
        return plain(p, x, h, c)
    matrices = {f"mogrifier.{i}": ("D", HIDDEN) if i % 2 else (HIDDEN, "D")
                for i in range(1, rounds + 1)}
    return step, {**lstm()[1], **matrices}


def elman():
    def step(p, x, h):
        return (sigmoid(x @ p["weight_ih"].T + p["bias_ih"] + h @ p["weight_hh"].T
                        + p["bias_hh"]),)
    return step, dict(weight_ih=(HIDDEN, "D"), weight_hh=(HIDDEN, HIDDEN), bias_ih=(HIDDEN,),
                      bias_hh=(HIDDEN,))


def jordan():
    """The state is the output."""
    def step(p, x, o):
        h = tanh(x @ p["weight_ih"].T + p["bias"] + o @ p["weight_oh"].T)
        return (h @ p["weight_ho"].T + p["bias_ho"],)
    return step, dict(weight_ih=(HIDDEN, "D"), weight_oh=(HIDDEN, HIDDEN),
                      weight_ho=(HIDDEN, HIDDEN), bias=(HIDDEN,), bias_ho=(HIDDEN,))


def elman_jordan():
    """The state is the output and the hidden layer."""
    def step(p, x, o, h):
        h = tanh(x @ p["weight_ih"].T + p["bias"] + h @ p["weight_hh"].T + o @ p["weight_oh"].T)
        return h @ p["weight_ho"].T + p["bias_ho"], h
    return step, dict(weight_hh=(HIDDEN, HIDDEN), **jordan()[1])


def gru_reset_before():
    """Cho et al. 2014, arXiv:1406.1078v3, equations 5 to 8; rows r, z, n."""
    def step(p, x, h):
        r, z, n = (x @ p["weight_ih"].T + p["bias"]).split(HIDDEN, -1)
        u_r, u_z = (h @ p["weight_hh"].T).split(HIDDEN, -1)
        r, z = sigmoid(r + u_r), sigmoid(z + u_z)
        return (z * h + (1 - z) * tanh(n + (r * h) @ p["weight_rh"].T),)
    return step, dict(weight_ih=(3 * HIDDEN, "D"), weight_hh=(2 * HIDDEN, HIDDEN),
                      weight_rh=(HIDDEN, HIDDEN), bias=(3 * HIDDEN,))


def mut1(equal):
    """Jozefowicz et al. 2015; rows r, z and, where x is not as wide as h, its projection."""
    def step(p, x, h):
        a = x @ p["weight_ih"].T
        r, z = (a[:, :2 * HIDDEN] + p["bias"]).split(HIDDEN, -1)
        wide = x if equal else a[:, 2 * HIDDEN:]
        r, z = sigmoid(r + h @ p["weight_hh"].T), sigmoid(z)
        return (tanh((r * h) @ p["weight_rh"].T + tanh(wide) + p["bias_n"]) * z + h * (1 - z),)
    return step, dict(weight_ih=((2 if equal else 3) * HIDDEN, "D"), weight_hh=(HIDDEN, HIDDEN),
                      weight_rh=(HIDDEN, HIDDEN), bias=(2 * HIDDEN,), bias_n=(HIDDEN,))


def mut2(equal):
    """Jozefowicz et al. 2015; rows n, z and, where x is not as wide as h, its projection."""
    def step(p, x, h):
        a = x @ p["weight_ih"].T
        wide = x if equal else a[:, 2 * HIDDEN:]
        n, z, r = (torch.cat([a[:, :2 * HIDDEN], wide], -1) + p["bias"]).split(HIDDEN, -1)
        u_z, u_r = (h @ p["weight_hh"].T).split(HIDDEN, -1)
        r, z = sigmoid(r + u_r), sigmoid(z + u_z)
        return (tanh((r * h) @ p["weight_rh"].T + n) * z + h * (1 - z),)
    return step, dict(weight_ih=((2 if equal else 3) * HIDDEN, "D"),
                      weight_hh=(2 * HIDDEN, HIDDEN), weight_rh=(HIDDEN, HIDDEN),
                      bias=(3 * HIDDEN,))


def mut3():
    """Jozefowicz et al. 2015; rows r, z, n."""
    def step(p, x, h):
        r, z, n = (x @ p["weight_ih"].T + p["bias"]).split(HIDDEN, -1)
        r, z = sigmoid(r + h @ p["weight_hh"].T), sigmoid(z + tanh(h) @ p["weight_th"].T)
        return (tanh((r * h) @ p["weight_rh"].T + n) * z + h * (1 - z),)
    return step, dict(weight_ih=(3 * HIDDEN, "D"), weight_hh=(HIDDEN, HIDDEN),
                      weight_th=(HIDDEN, HIDDEN), weight_rh=(HIDDEN, HIDDEN), bias=(3 * HIDDEN,))


def ugrnn():
    """Collins et al. 2017, arXiv:1611.09913; rows g, c."""
    def step(p, x, h):
        g, c = (x @ p["weight_ih"].T + h @ p["weight_hh"].T + p["bias"]).split(HIDDEN, -1)
        return (sigmoid(g) * h + (1 - sigmoid(g)) * tanh(c),)
    return step, dict(weight_ih=(2 * HIDDEN, "D"), weight_hh=(2 * HIDDEN, HIDDEN),
                      bias=(2 * HIDDEN,))


def ssru():
    """Kim et al. 2019, doi:10.18653/v1/D19-5632; rows f, z."""
    def step(p, x, h, c):
        f, z = (x @ p["weight_ih"].T).split(HIDDEN, -1)
        f = sigmoid(f + p["bias"])
        c = f * c + (1 - f) * z
        return torch.relu(c), c
    return step, dict(weight_ih=(2 * HIDDEN, "D"), bias=(HIDDEN,))


def sru(equal):
    """Lei et al. 2018, arXiv:1709.02755v5; rows f, r, z and, where x is not as wide as h, its projection."""
    def step(p, x, h, c):
        a = x @ p["weight_ih"].T
        f, r, z = a[:, :3 * HIDDEN].split(HIDDEN, -1)
        wide = x if equal else a[:, 3 * HIDDEN:]
        v_f, v_r = p["weight_ch"].split(HIDDEN)
        b_f, b_r = p["bias"].split(HIDDEN)
        f, r = sigmoid(f + v_f * c + b_f), sigmoid(r + v_r * c + b_r)
        c = f * c + (1 - f) * z
        return r * c + (1 - r) * wide, c
    return step, dict(weight_ih=((3 if equal else 4) * HIDDEN, "D"), weight_ch=(2 * HIDDEN,),
                      bias=(2 * HIDDEN,))


def qrnn(pooling):
    """Bradbury et al. 2016, arXiv:1611.01576, a window of 2; x is that of the step and of the one before."""
    def step(p, x, *states):
        parts = (x @ p["weight_ih"].T + p["bias"]).split(HIDDEN, -1)
        f, z, c = sigmoid(parts[0]), tanh(parts[-1]), states[-1]
        if pooling == "ifo":
            c = f * c + sigmoid(parts[2]) * z
        else:
            c = f * c + (1 - f) * z
        return (c,) if pooling == "f" else (sigmoid(parts[1]) * c, c)
    rows = {"f": 2, "fo": 3, "ifo": 4}[pooling] * HIDDEN
    return step, dict(weight_ih=(rows, "2D"), bias=(rows,))


def min_gru():
    """Feng et al. 2024, arXiv:2410.01201, section 3.1; rows z, candidate."""
    def step(p, x, h):
        z, n = (x @ p["weight_ih"].T + p["bias"]).split(HIDDEN, -1)
        return ((1 - sigmoid(z)) * h + sigmoid(z) * n,)
    return step, dict(weight_ih=(2 * HIDDEN, "D"), bias=(2 * HIDDEN,))


def min_lstm():
    """The same, section 3.2; rows f, i, candidate."""
    def step(p, x, h):
        f, i, n = (x @ p["weight_ih"].T + p["bias"]).split(HIDDEN, -1)
        f, i = sigmoid(f), sigmoid(i)
        return (f / (f + i) * h + i / (f + i) * n,)
    return step, dict(weight_ih=(3 * HIDDEN, "D"), bias=(3 * HIDDEN,))


def windowed(inputs, first):
    """Packed rows beside those of the step before; `first` stands before the first."""
    rows, offset, before = [], 0, first
    for t in range(max(LENGTHS)):
        count = sum(length > t for length in LENGTHS)
        now = inputs[offset:offset + count]
        rows.append(torch.cat([now, before[:count]], -1))
        before, offset = now, offset + count
    return torch.cat(rows)


def run(step, parameters, inputs, states):
    """Packed rows in, outputs and last states out; longest sequences first."""
    outputs, offset = [], 0
    for t in range(max(LENGTHS)):
        rows = sum(length > t for length in LENGTHS)
        new = step(parameters, inputs[offset:offset + rows], *(s[:rows] for s in states))
        states = [torch.cat([n, s[rows:]]) for n, s in zip(new, states)]
        outputs.append(new[0])
        offset += rows
    return torch.cat(outputs), states


def draw(*shape):
    """Values that 32 bits hold exactly."""
    return (torch.rand(shape) * 2 - 1).float().double()


def check_frame():
    """The LSTM written out here is nn.LSTM."""
    layer = nn.LSTM(6, HIDDEN)
    randomize(layer, 0.5)
    layer = layer.double()
    parameters = {key.split("_l0")[0]: p for key, p in layer.named_parameters()}
    inputs, states = draw(sum(LENGTHS), 6), [draw(len(LENGTHS), HIDDEN) for _ in "hc"]
    counts = torch.tensor([sum(n > t for n in LENGTHS) for t in range(max(LENGTHS))])
    packed, last = layer(PackedSequence(inputs, counts), tuple(s.unsqueeze(0) for s in states))
    outputs, mine = run(lstm()[0], parameters, inputs, states)
    assert torch.allclose(outputs, packed.data, rtol=0, atol=1e-12)
    assert all(torch.allclose(a, b[0], rtol=0, atol=1e-12) for a, b in zip(mine, last))


def write(name, cell, equations, inputs=6, **options):
    torch.manual_seed(22)
    step, shapes = equations
    golden = Golden("S2SLayersTests", name)
    golden.note("option", "cell", cell)
    golden.note("option", "reversed", "false")
    golden.note("option", "lengths", " ".join(map(str, LENGTHS)))
    for key, value in options.items():
        golden.note("option", key, value)
    parameters = {
        key: (draw(*({"D": inputs, "2D": 2 * inputs}.get(size, size) for size in shape)) / 2)
        .requires_grad_()
        for key, shape in shapes.items()}
    steps = draw(sum(LENGTHS), inputs).requires_grad_()
    has_memory = cell.startswith("lstm") or cell in MEMORIES
    names = ["h0", "c0"] if has_memory else ["h0"]
    first = [draw(len(LENGTHS), HIDDEN).requires_grad_() for _ in names]
    read = windowed(steps, torch.zeros(len(LENGTHS), inputs).double()) if cell.startswith("qrnn") else steps
    outputs, last = run(step, parameters, read, first)
    leaves = {"steps": steps, **dict(zip(names, first)), **parameters}
    loss = 0
    for key, value in leaves.items():
        golden.tensor(key, value)
    for key, value in zip(["outputs", "hn", "cn"], [outputs, *last]):
        weights = draw(*value.shape)
        loss = loss + (weights * value).sum()
        golden.tensor(key, value)
        golden.tensor(f"gradient.{key}", weights)
    for key, gradient in zip(leaves, torch.autograd.grad(
            loss, list(leaves.values()), allow_unused=True, materialize_grads=True)):
        golden.tensor(f"gradient.{key}", gradient)
    golden.write()


if __name__ == "__main__":
    torch.set_num_threads(1)
    check_frame()
    write("lstm-no-forget", "lstm-no-forget", lstm("f"))
    write("lstm-no-input", "lstm-no-input", lstm("i"))
    write("lstm-no-output", "lstm-no-output", lstm("o"))
    write("lstm-coupled", "lstm-coupled", lstm_coupled())
    write("lstm-capped", "lstm-capped", lstm_capped())
    write("lstm-mogrified", "lstm", mogrified(5), mogrifier=5)
    write("lstm-mogrified-once", "lstm", mogrified(1), mogrifier=1)
    write("elman-sigmoid", "elman", elman(), nonlinearity="sigmoid")
    write("jordan", "jordan", jordan())
    write("elman-jordan", "elman-jordan", elman_jordan())
    write("gru-reset-before", "gru-reset-before", gru_reset_before())
    write("mut1", "mut1", mut1(equal=False))
    write("mut1-equal", "mut1", mut1(equal=True), inputs=HIDDEN)
    write("mut2", "mut2", mut2(equal=False))
    write("mut2-equal", "mut2", mut2(equal=True), inputs=HIDDEN)
    write("mut3", "mut3", mut3())
    write("ugrnn", "ugrnn", ugrnn())
    write("ssru", "ssru", ssru())
    write("sru", "sru", sru(equal=False))
    write("sru-equal", "sru", sru(equal=True), inputs=HIDDEN)
    for pooling in ["f", "fo", "ifo"]:
        write(f"qrnn-{pooling}", f"qrnn-{pooling}", qrnn(pooling))
    write("min-gru", "min-gru", min_gru())
    write("min-lstm", "min-lstm", min_lstm())
