#!/bin/bash
# Taggers by `s2s train tagger`: training and tagging speed beside the PyTorch twin, accuracy on two
# treebanks, words of Chinese.
#
#   DATA=path Benchmarks/tasks/tagger.sh
#
# DATA has the folders ud-english-ewt, ud-french-sequoia (PREFIX-ud-PART.conllu.gz) and pku-1998-01
# (PART.tsv.gz). PYTHON with torch runs the twin; without it the twin is left out.
set -euo pipefail
cd "$(dirname "$0")/../.."
# OpenBLAS picks its kernels by the processor, whatever the surroundings say.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

: "${DATA:?names the folder of the corpora}"
S2S=${S2S:-.build/release/s2s}
PYTHON=${PYTHON:-venv/bin/python}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
ewt=$DATA/ud-english-ewt/en_ewt-ud sequoia=$DATA/ud-french-sequoia/fr_sequoia-ud pku=$DATA/pku-1998-01

# seconds COMMAND...: runs it and prints how long it took.
seconds() {
  local start end
  start=$(date +%s.%N)
  "$@" 2> "$WORK/log" > "$WORK/output" || { cat "$WORK/log" >&2; exit 1; }
  end=$(date +%s.%N)
  awk -v s="$start" -v e="$end" 'BEGIN { print e - s }'
}

echo "== English, universal tags: two layers, at most 20 minutes"
seconds "$S2S" train tagger --train "$ewt-train.conllu.gz" --valid "$ewt-dev.conllu.gz" --threads 2 \
  --layers 2 --variational-dropout --precision bfloat16 --character-hidden 192 --character-embedding 64 --epochs 30 \
  --time-limit 20m --model "$WORK/english"
"$S2S" eval --model "$WORK/english" --test "$ewt-test.conllu.gz" --short

echo "== Tagging its training sentences, reading and writing included"
gzip -dc "$ewt-train.conllu.gz" > "$WORK/train.conllu"
words=$(grep -cP '^[0-9]+\t' "$WORK/train.conllu")
time=$(seconds "$S2S" tag --model "$WORK/english" --threads 2 "$WORK/train.conllu")
awk -v w="$words" -v t="$time" 'BEGIN { printf "%.0f words per second\n", w / t }'

echo "== 200 updates, beside the twin"
for round in 1 2 3; do
  seconds "$S2S" train tagger --train "$WORK/train.conllu" --valid "$ewt-dev.conllu.gz" --threads 2 \
    --steps 200 --validate-every 0 --model "$WORK/speed" --overwrite > /dev/null
  tail -n 1 "$WORK/speed/history.jsonl"
  if "$PYTHON" -c 'import torch' 2> /dev/null; then
    "$PYTHON" Benchmarks/tasks/tagger_twin.py --train "$WORK/train.conllu" \
      --valid "$ewt-dev.conllu.gz" --threads 2 --steps 200
  fi
done

echo "== French, universal tags: the same"
seconds "$S2S" train tagger --lang fr --train "$sequoia-train.conllu.gz" --valid "$sequoia-dev.conllu.gz" --threads 2 \
  --layers 2 --variational-dropout --precision bfloat16 --character-hidden 192 --character-embedding 64 --epochs 40 \
  --patience 40 --model "$WORK/french"
"$S2S" eval --model "$WORK/french" --test "$sequoia-test.conllu.gz" --short

echo "== Words of Chinese and their tags: at most 45 minutes"
seconds "$S2S" train tagger --lang zh --units characters --column 2 --output crf --train "$pku/train.tsv.gz" \
  --valid "$pku/dev.tsv.gz" --threads 2 --layers 2 --variational-dropout --dropout 0.5 --word-dropout 0.3 \
  --vocabulary-size 130000 --precision bfloat16 --epochs 12 --time-limit 45m --model "$WORK/chinese"
"$S2S" eval --model "$WORK/chinese" --test "$pku/test.tsv.gz" --short
