#!/bin/bash
# Language models by `s2s train lm --stream`: characters of Shakespeare, words of Penn Treebank, speed beside the
# PyTorch twin.
#
#   DATA=path Benchmarks/tasks/lm.sh
#
# DATA has the folders tiny-shakespeare (input.txt.gz) and ptb-lm (ptb.PART.txt.gz). PYTHON with torch runs the twin;
# without it the twin is left out. LIMIT=time gives Penn Treebank another time than two hours of one core.
set -euo pipefail
cd "$(dirname "$0")/../.."
# OpenBLAS picks its kernels by the processor, whatever the surroundings say.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

: "${DATA:?names the folder of the corpora}"
S2S=${S2S:-.build/release/s2s}
PYTHON=${PYTHON:-venv/bin/python}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
ptb=$DATA/ptb-lm/ptb

# The usual split: the first 90 % of the characters.
gzip -dc "$DATA/tiny-shakespeare/input.txt.gz" > "$WORK/all.txt"
head -c 1003854 "$WORK/all.txt" > "$WORK/train.txt"
tail -c +1003855 "$WORK/all.txt" > "$WORK/valid.txt"

# bits FILE: the nats a character of an evaluation.
nats() {
  "$S2S" eval --model "$1" --test "$2" --json |
    python3 -c 'import json, math, sys; found = json.load(sys.stdin)
scores = {s["name"]: s["score"] for s in (found if isinstance(found, list) else found["scores"])}
print("%.4f nats a character" % (scores["bits_per_character"] * math.log(2)))'
}

characters=(train lm --train "$WORK/train.txt" --valid "$WORK/valid.txt" --stream --unit character --threads 2)

echo "== Shakespeare, 3 minutes"
"$S2S" "${characters[@]}" --hidden 256 --layers 1 --embedding 64 --no-tie-embeddings --dropout 0.1 --lanes 32 --bptt 64 \
  --learning-rate 0.004 --schedule linear --epochs 30 --validate-every 0 --time-limit 3m --model "$WORK/three" 2> "$WORK/log"
nats "$WORK/three" "$WORK/valid.txt"

echo "== Shakespeare, 30 minutes"
"$S2S" "${characters[@]}" --hidden 512 --layers 2 --embedding 128 --no-tie-embeddings --dropout 0.4 --lanes 32 \
  --bptt 128 --precision bfloat16 --learning-rate 0.003 --schedule linear --epochs 60 --patience 100 --time-limit 30m \
  --model "$WORK/thirty" 2> "$WORK/log"
nats "$WORK/thirty" "$WORK/valid.txt"

echo "== 100 updates of one layer and of two, beside the twin"
for round in 1 2 3; do
  for layers in 1 2; do
    "$S2S" "${characters[@]}" --hidden 512 --layers "$layers" --embedding 128 --no-tie-embeddings --dropout 0.3 --lanes 32 \
      --bptt 128 --steps 100 --schedule constant --validate-every 0 --model "$WORK/speed" --overwrite 2> "$WORK/log"
    tail -n 1 "$WORK/speed/history.jsonl"
    if "$PYTHON" -c 'import torch' 2> /dev/null; then
      "$PYTHON" Benchmarks/tasks/lm_twin.py --train "$WORK/train.txt" --hidden 512 --layers "$layers" --embedding 128 \
        --dropout 0.3 --lanes 32 --bptt 128 --steps 100 --threads 2
    fi
  done
done

echo "== Penn Treebank, words: 9.0 M parameters, one core"
"$S2S" train lm --train "$ptb.train.txt.gz" --valid "$ptb.valid.txt.gz" --stream --tokens spaces --threads 1 \
  --vocabulary-size 10000 --layers 2 --hidden 500 --embedding 500 --tie-embeddings --variational-dropout \
  --dropout-embeddings 0.4 --dropout-layers 0.3 --dropout-output 0.5 --word-dropout 0.1 --weight-drop 0.4 \
  --activation-penalty 2 --change-penalty 1 --precision bfloat16 --lanes 32 --bptt 45 --learning-rate 0.003 \
  --schedule linear --patience 100 --epochs 40 --time-limit "${LIMIT:-2h}" --model "$WORK/words"
"$S2S" eval --model "$WORK/words" --test "$ptb.valid.txt.gz"
"$S2S" eval --model "$WORK/words" --test "$ptb.test.txt.gz"
"$S2S" eval --model "$WORK/words" --test "$ptb.test.txt.gz" --cache 500 --cache-theta 1.5 --cache-lambda 0.1
"$S2S" eval --model "$WORK/words" --test "$ptb.test.txt.gz" --cache 500 --cache-theta 1.5 --cache-lambda 0.1 \
  --dynamic --dynamic-rate 0.002
