#!/bin/bash
# SST-2 and a language identifier by `s2s train classifier`, and the first beside its PyTorch twin.
#
#   DATA=path Benchmarks/tasks/classifier.sh
#
# DATA has the folders `sst2` (train.tsv.gz, dev.tsv, test.tsv) and those of language_corpus.py.
# PYTHON with torch runs the twin; without it the twin is left out.
set -euo pipefail
cd "$(dirname "$0")/../.."

: "${DATA:?names the folder of the corpora}"
S2S=${S2S:-.build/release/s2s}
PYTHON=${PYTHON:-venv/bin/python}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

echo "== SST-2: the preset, beside its twin"
zcat "$DATA/sst2/train.tsv.gz" > "$WORK/train.tsv"
sst2=(--train "$WORK/train.tsv" --valid "$DATA/sst2/dev.tsv" --tokens spaces --threads 2)
start=$(date +%s.%N)
"$S2S" train classifier "${sst2[@]}" --model "$WORK/speed" --epochs 5 --patience 100 2> "$WORK/log"
end=$(date +%s.%N)
awk -v s="$start" -v e="$end" 'BEGIN { printf "s2s: %.0f texts per second, all included\n", 5 * 6920 / (e - s) }'
if "$PYTHON" -c 'import torch' 2> /dev/null; then
  "$PYTHON" Benchmarks/tasks/classifier_twin.py \
    "$WORK/train.tsv" "$DATA/sst2/dev.tsv" "$DATA/sst2/test.tsv" --epochs 5
fi

echo "== SST-2: the best options"
cut -f1 "$WORK/train.tsv" > "$WORK/text.txt"
Benchmarks/tasks/sst2.sh "$S2S" "$WORK" "$DATA/sst2"

echo "== Languages"
python3 Benchmarks/tasks/language_corpus.py "$DATA" "$WORK/languages"
Benchmarks/tasks/languages.sh "$S2S" "$WORK/languages"
