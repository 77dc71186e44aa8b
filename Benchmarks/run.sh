#!/usr/bin/env bash
# All measurements beside the peers; `make bench` runs it. Needs MULTI30K, see README.md here.
set -euo pipefail
cd "$(dirname "$0")/.."
# OpenBLAS picks its kernels by the processor, whatever the surroundings say.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
: "${MULTI30K:?set MULTI30K to the folder of the corpus, see Benchmarks/README.md}"
python=${PYTHON:-venv/bin/python}
results=Benchmarks/results
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$results"
{
  date -u +%Y-%m-%d
  grep -m1 'model name' /proc/cpuinfo | sed 's/.*: //'
  nproc | sed 's/$/ processors/'
  .build/release/s2s --version
  .build/release/s2s info --system
  "$python" -c 'import torch, sacrebleu; print("PyTorch", torch.__version__, "sacreBLEU", sacrebleu.__version__)'
} > "$results/machine.txt"
for language in fr en; do
  gzip -cdf "$MULTI30K/train.$language"* > "$work/train.$language"
  gzip -cdf "$MULTI30K/val.$language"* > "$work/valid.$language"
done
"$python" Benchmarks/step_profile.py --data "$work" --output "$results/step_profile.md"
"$python" Benchmarks/products.py --output "$results/products.md"
"$python" Benchmarks/throughput.py --data "$work" --output "$results/throughput.md"
"$python" Benchmarks/scaling.py --data "$work" --output "$results/scaling.md"
"$python" Benchmarks/cell_speed.py --data "$work" --output "$results/cell-speed.md"
Benchmarks/text.sh "$work" | tee "$results/text.txt"
WORK="$work/quality" Benchmarks/quality.sh "$results"
"$python" Benchmarks/translation.py --work "$work/quality" --output "$results/translation.md"
"$python" Benchmarks/peers.py --work "$work/quality" --marian "${MARIAN_PYTHON:-$python}" \
  --ctranslate2 "${CTRANSLATE2_PYTHON:-$python}" --output "$results/peers.md" \
  ${ATTENTION:+--attention "$ATTENTION"}
