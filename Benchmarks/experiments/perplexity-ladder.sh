#!/usr/bin/env bash
# Where s2s stands among the published perplexities of Penn Treebank, by words.
#
#   DATA=path Benchmarks/experiments/perplexity-ladder.sh [FOLDER]
#
# The last part of Benchmarks/tasks/lm.sh by itself: a model of 9.0 M parameters, two hours of one core (LIMIT changes
# that; a run that was stopped goes on). DATA has the folder ptb-lm (ptb.PART.txt.gz). Prints its perplexities and writes them
# to perplexity.md in FOLDER (WORK unless given); the page's table has the published ones besides. The model is kept in WORK
# (a temporary folder), and one that is there is not trained again.
set -euo pipefail
cd "$(dirname "$0")/../.."
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
: "${DATA:?names the folder of the corpora}"
s2s=${S2S:-.build/release/s2s}
work=${WORK:-$(mktemp -d)}
folder=${1:-$work}
mkdir -p "$folder" "$work"
ptb=$DATA/ptb-lm/ptb model=$work/words

if [ ! -e "$work/done" ]; then
  if [ -e "$model/training.safetensors" ]; then
    "$s2s" train lm --resume --model "$model"
  else
    "$s2s" train lm --train "$ptb.train.txt.gz" --valid "$ptb.valid.txt.gz" --stream --tokens spaces --threads 1 \
      --vocabulary-size 10000 --layers 2 --hidden 500 --embedding 500 --tie-embeddings --variational-dropout \
      --dropout-embeddings 0.4 --dropout-layers 0.3 --dropout-output 0.5 --word-dropout 0.1 --weight-drop 0.4 \
      --activation-penalty 2 --change-penalty 1 --precision bfloat16 --lanes 32 --bptt 45 --learning-rate 0.003 \
      --schedule linear --patience 100 --epochs 40 --time-limit "${LIMIT:-2h}" --model "$model"
  fi
  touch "$work/done"
fi

# row NAME OPTIONS...: the perplexity of the test text, read in this way.
row() {
  local score
  score=$("$s2s" eval --model "$model" --test "$ptb.test.txt.gz" --json "${@:2}" |
    awk -F '[:,]' '/"name": "perplexity"/ { found = 1 } found && /"score"/ { print $2; exit }')
  printf '| %s | %.2f |\n' "$1" "$score"
}
cache=(--cache 500 --cache-theta 1.5 --cache-lambda 0.1)
{
  printf '| | test |\n|---|---|\n'
  row "the model"
  row "with the cache" "${cache[@]}"
  row "with the cache and dynamic evaluation" "${cache[@]}" --dynamic --dynamic-rate 0.002
} | tee "$folder/perplexity.md"
