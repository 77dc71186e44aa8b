"""Makes Tests/S2STensorsTests/Goldens/python.safetensors.

Reference: safetensors 0.8.0 with torch 2.15.0, Python 3.11.
  pip install safetensors==0.8.0 torch==2.15.0
  python Tests/Goldens/safetensors_golden.py          # makes the golden
  python Tests/Goldens/safetensors_golden.py FILE     # lists a file that s2s wrote

One metadata entry only: Python writes several in an order of its own, another one each time.
"""
import sys
from pathlib import Path

import safetensors
import torch
from safetensors.torch import save_file

GOLDEN = Path(__file__).parent.parent / "S2STensorsTests/Goldens/python.safetensors"

if len(sys.argv) > 1:
    with safetensors.safe_open(sys.argv[1], "pt") as file:
        print(file.metadata())
        for name in file.keys():
            tensor = file.get_tensor(name)
            print(name, tensor.dtype, tuple(tensor.shape), tensor.flatten()[:8].tolist())
    sys.exit()

tensors = {
    "encoder.weight_ih": torch.tensor([[1.5, -2.25, 3e-38], [0.1, float("inf"), -0.0]]),
    "decoder.bias": torch.tensor([1 / 3, -1e300], dtype=torch.float64),
    "half": torch.tensor([1.0, -3.140625, 1e38], dtype=torch.bfloat16),
    "step": torch.tensor(123_456_789_012, dtype=torch.int64),
    "lengths": torch.tensor([-1, 2, 2**31 - 1], dtype=torch.int32),
    "quantised": torch.tensor([[-128, 127]], dtype=torch.int8),
    "bytes": torch.tensor([0, 255, 7], dtype=torch.uint8),
    "empty": torch.zeros(0, 4),
    "naïve \"name\"\t\U0001f600": torch.tensor([7.0]),
}
metadata = {"tokenizer": "quote \" backslash \\ tab \t bell \x07 delete \x7f é \u2028 \U0001f600 /"}
save_file(tensors, GOLDEN, metadata)
print(f"safetensors {safetensors.__version__}, torch {torch.__version__}")
