"""Makes Tests/S2STrainingTests/Goldens/learning_rates.tsv: schedule, step, learning rate.

Reference: torch 2.15.0 (torch.optim.lr_scheduler), Python 3.11; for "linear" the function of
`get_linear_schedule_with_warmup` of transformers 4.57, whose first update is number 0: ours is 1.
  pip install torch==2.15.0
  python Tests/Goldens/learning_rates.py
"""
from pathlib import Path

import torch
from torch.optim import lr_scheduler

GOLDEN = Path(__file__).parent.parent / "S2STrainingTests/Goldens/learning_rates.tsv"
RATE, WARMUP, STEPS = 0.002, 8, 40
# A validation every 4 steps; only a strictly lower loss is an improvement.
LOSSES = [5.0, 4.0, 4.0, 4.5, 3.0, 3.5, float("nan"), 2.999, 2.0, 2.5]


def transformers(current_step):
    """`_get_linear_schedule_with_warmup_lr_lambda` of transformers."""
    if current_step < WARMUP:
        return float(current_step) / float(max(1, WARMUP))
    return max(0.0, float(STEPS - current_step) / float(max(1, STEPS - WARMUP)))


def trajectory(name, make, validated=False):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=RATE)
    scheduler = make(optimizer)
    lines = []
    for step in range(1, STEPS + 1):
        lines.append(f"{name}\t{step}\t{optimizer.param_groups[0]['lr']!r}\n")
        optimizer.step()
        if not validated:
            scheduler.step()
        elif step % 4 == 0:
            scheduler.step(LOSSES[step // 4 - 1])
    return lines


lines = trajectory(
    "constant", lambda o: lr_scheduler.LinearLR(o, 1 / WARMUP, total_iters=WARMUP - 1))
lines += trajectory(
    "inverse-sqrt",
    lambda o: lr_scheduler.LambdaLR(
        o, lambda i: min((i + 1) / WARMUP, (WARMUP / (i + 1)) ** 0.5)))
lines += trajectory(
    "plateau",
    lambda o: lr_scheduler.ReduceLROnPlateau(o, factor=0.5, patience=0, threshold=0, eps=0),
    validated=True)
lines += trajectory("linear", lambda o: lr_scheduler.LambdaLR(o, lambda i: transformers(i + 1)))
GOLDEN.write_text("".join(lines))
