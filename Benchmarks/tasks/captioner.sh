#!/bin/bash
# Captioners by `s2s train captioner` on scenes that s2s draws: quality, and speed beside the PyTorch twin.
#
#   Benchmarks/tasks/captioner.sh
#
# PYTHON with torch runs the twin; without it the twin is left out.
set -euo pipefail
cd "$(dirname "$0")/../.."
# OpenBLAS picks its kernels by the processor, whatever the surroundings say.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

S2S=${S2S:-.build/release/s2s}
PYTHON=${PYTHON:-venv/bin/python}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
metrics=bleu,cider,meteor,rouge,exact

for language in en fr; do
  echo "== The bundled corpus, $language: the preset"
  "$S2S" train captioner --corpus corpora/scenes --tgt "$language" --threads 2 --model "$WORK/$language" 2> "$WORK/log"
  "$S2S" eval --model "$WORK/$language" --corpus corpora/scenes --metrics "$metrics" --short
done

echo "== 10,000 pictures: the preset"
"$S2S" corpus scenes --train 10000 --output "$WORK/scenes"
"$S2S" train captioner --corpus "$WORK/scenes" --tgt en --threads 2 --model "$WORK/large" 2> "$WORK/log"
"$S2S" eval --model "$WORK/large" --corpus corpora/scenes --metrics "$metrics" --short

echo "== Two epochs of 10,000 pictures, beside the twin"
for round in 1 2 3; do
  "$S2S" train captioner --corpus "$WORK/scenes" --tgt en --tokens spaces --threads 2 --hidden 256 --embedding 128 \
    --dropout 0.2 --batch-sentences 32 --learning-rate 0.001 --epochs 2 --validate-every 0 --model "$WORK/speed" \
    --overwrite 2> "$WORK/log"
  tail -n 1 "$WORK/speed/history.jsonl"
  tail -n 1 "$WORK/log"
  if "$PYTHON" -c 'import torch' 2> /dev/null; then
    "$PYTHON" Benchmarks/tasks/captioner_twin.py --corpus "$WORK/scenes" --epochs 2 --threads 2
  fi
done
