#!/bin/bash
# SST-2 and a language identifier by `s2s train classifier`, and the first beside its PyTorch twin.
#
#   DATA=path Benchmarks/tasks/classifier.sh
#
# DATA has the folders `sst2` (train.tsv.gz, dev.tsv, test.tsv) and those of language_corpus.py.
# PYTHON with torch runs the twin; without it the twin is left out.
set -euo pipefail
cd "$(dirname "$0")/../.."
# OpenBLAS picks its kernels by the processor, whatever the surroundings say.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

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

echo "== SST-2: rare words unknown, much dropout, averaged weights"
for seed in 1 2 3 4; do
  "$S2S" train classifier --train "$WORK/train.tsv" --valid "$DATA/sst2/dev.tsv" --threads 2 --model "$WORK/sst2" \
    --tokens words --minimum-count 2 --hidden 128 --embedding 128 --pooling max --word-dropout 0.4 \
    --dropout-embeddings 0.5 --ema 0.998 --schedule linear --epochs 12 --patience 100 --seed "$seed" --overwrite \
    2> "$WORK/log"
  for part in dev test; do "$S2S" eval --model "$WORK/sst2" --test "$DATA/sst2/$part.tsv" --short; done
done

echo "== Languages, by characters"
python3 Benchmarks/tasks/language_corpus.py "$DATA" "$WORK/languages"
"$S2S" train classifier --train "$WORK/languages/train.tsv" --valid "$WORK/languages/valid.tsv" --lang mul \
  --unit character --vocabulary-size 4000 --truncate 100 --no-bidirectional --cell gru --hidden 48 \
  --embedding 16 --dropout 0 --learning-rate 0.006 --schedule linear --batch-sentences 128 --epochs 4 \
  --model "$WORK/language" 2> "$WORK/log"
for test in captions short; do
  "$S2S" eval --model "$WORK/language" --test "$WORK/languages/$test.tsv"
done
for _ in $(seq 50); do cut -f2 "$WORK/languages/short.tsv"; done > "$WORK/short.txt"
start=$(date +%s.%N)
"$S2S" classify --model "$WORK/language" < "$WORK/short.txt" > "$WORK/answers"
end=$(date +%s.%N)
awk -v s="$start" -v e="$end" -v n="$(wc -l < "$WORK/short.txt")" \
  'BEGIN { printf "use: %.0f short texts per second, all included\n", n / (e - s) }'
