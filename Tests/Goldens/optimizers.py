"""Makes Tests/S2STrainingTests/Goldens/optimizers.txt and .f32: what optimisers do in six steps.

    python3 Tests/Goldens/optimizers.py

Reference: torch 2.15.0 (torch.optim.AdamW, torch.optim.Adam, torch.optim.SGD and
torch.nn.utils.clip_grad_value_), in 64 bits from 32-bit values. The format is that of model.py.
"""

import torch

from model import Golden

RATE, DECAY, LIMIT, STEPS = 0.05, 0.2, 0.5, 6
SHAPES = {"first": (3, 5), "bias": (5,), "second": (2, 7)}


def trajectory(golden, name, make, values, gradients, clips=False, decays_apart=False):
    """Every parameter after every step, as NAME.STEP.PARAMETER."""
    parameters = {key: torch.nn.Parameter(value.double()) for key, value in values.items()}
    optimizer = make(parameters)
    for step in range(STEPS):
        for key, parameter in parameters.items():
            parameter.grad = gradients[step][key].double()
        if clips:
            torch.nn.utils.clip_grad_value_(parameters.values(), LIMIT)
        if decays_apart:
            with torch.no_grad():
                for parameter in parameters.values():
                    if parameter.dim() > 1:
                        parameter.mul_(1 - RATE * DECAY)
        optimizer.step()
        for key, parameter in parameters.items():
            golden.tensor(f"{name}.{step + 1}.{key}", parameter)


def groups(parameters):
    """Biases do not decay."""
    return [
        {"params": [p for p in parameters.values() if p.dim() > 1], "weight_decay": DECAY},
        {"params": [p for p in parameters.values() if p.dim() == 1], "weight_decay": 0.0},
    ]


if __name__ == "__main__":
    torch.manual_seed(7)
    golden = Golden("S2STrainingTests", "optimizers")
    golden.note("number", "rate", RATE)
    golden.note("number", "decay", DECAY)
    golden.note("number", "limit", LIMIT)
    values = {key: torch.randn(shape) for key, shape in SHAPES.items()}
    gradients = [{key: torch.randn(shape) for key, shape in SHAPES.items()} for _ in range(STEPS)]
    for key, value in values.items():
        golden.tensor(f"value.{key}", value)
    for step, gradient in enumerate(gradients):
        for key, value in gradient.items():
            golden.tensor(f"gradient.{step + 1}.{key}", value)
    trajectory(
        golden, "adamw", lambda p: torch.optim.AdamW(groups(p), lr=RATE), values, gradients)
    trajectory(
        golden, "clipped", lambda p: torch.optim.Adam(p.values(), lr=RATE), values, gradients,
        clips=True)
    # PyTorch's SGD adds its decay to the gradient; the decoupled one is two lines.
    trajectory(
        golden, "sgdw", lambda p: torch.optim.SGD(p.values(), lr=RATE, momentum=0.9), values,
        gradients, decays_apart=True)
    golden.write()
