#!/usr/bin/env bash
# Cells compared by the accuracy of the next symbol, after Jozefowicz et al. 2015: sums, XML, characters of Penn Treebank.
#
#   [DATA=path] Benchmarks/experiments/cells.sh [FOLDER]
#
# Every cell has one layer of the same width, 96 (128 for XML), the same number of updates, and the better of two rates by
# the validation loss of seed 1. DATA has the folder ptb-lm (ptb.PART.txt.gz); without it Penn Treebank is left out. Writes
# TASK.md (the tables) and pictures of the training to FOLDER (docs/experiments/cells). Models are kept in WORK (a temporary
# folder), and one that is there is not trained again. CELLS, TASKS, RATES, MORE_SEEDS, UPDATES and HIDDEN change the
# experiment.
set -euo pipefail
cd "$(dirname "$0")/../.."
source Benchmarks/experiments/place.bash cells "${1:-}"
cd "$work"
read -ra rates <<< "${RATES:-0.002 0.01}"
read -ra more <<< "${MORE_SEEDS-2}"
read -ra tasks <<< "${TASKS:-arithmetic xml${DATA:+ characters}}"
# The cells of the paper's table, and the others that s2s has; Elman and Jordan have an experiment of their own.
read -ra cells <<< "${CELLS-elman lstm-bias-0 lstm-no-forget lstm-no-input lstm-no-output lstm gru mut1 mut2 mut3 \
  gru-reset-before ugrnn lstm-coupled lstm-capped sru qrnn-f qrnn-fo qrnn-ifo ssru min-gru min-lstm}"

# symbols STEM LENGTH: lines of text as a decoder's task, symbol by symbol. Their source says nothing: one token, the same for
# all, as long as it has to be to pass for a translation of a long line.
symbols() {
  awk -v stem="$1" -v length_="$2" 'BEGIN { while (length(mark) < 68) mark = mark "text" }
    length($0) > 5 && length($0) <= length_ {
      gsub(/ /, "_"); gsub(/./, "& "); sub(/ $/, ""); print > (stem ".output"); print mark > (stem ".input") }'
}

# treebank PART LINES: Penn Treebank, with one symbol for each word that is not in its vocabulary.
treebank() { gzip -dc "$DATA/ptb-lm/ptb.$1.txt.gz" | sed 's/^ //; s/ $//; s/<unk>/~/g' | awk -v lines="$2" 'NR <= lines'; }

# corpus TASK: writes train, valid and test, .input and .output each.
corpus() {
  [ -e "$1/done" ] && return
  mkdir -p "$1"
  case $1 in
    arithmetic) "$s2s" corpus task arithmetic --digits 2 --distractors 1 --pairs 42000 --output "$1" --overwrite > log ;;
    xml)
      "$s2s" corpus task xml --output xml-text --overwrite > log
      for part in train valid test; do symbols "$1/$part" 200 < "xml-text/$part.txt"; done ;;
    characters)
      treebank train 100000 | symbols "$1/train" 200
      for part in valid test; do treebank "$part" 1000 | symbols "$1/$part" 200; done ;;
  esac
  touch "$1/done"
}

# train TASK CELL RATE SEED
train() {
  local place="$1/$2-$3-seed$4" options=(--cell "$2")
  [ "$2" = lstm-bias-0 ] && options=(--cell lstm --forget-bias 0)
  [ -e "$place/done" ] && return
  local updates hidden=96
  case $1 in arithmetic) updates=4000 ;; xml) updates=5000 hidden=128 ;; characters) updates=1500 ;; esac
  "$s2s" train --src input --tgt output --corpus "$1" --tokens spaces --attention none --context start --bridge copy \
    --no-bidirectional --no-reverse-source --no-tie-embeddings --layers 1 --hidden "${HIDDEN:-$hidden}" --embedding 32 --dropout 0 \
    --label-smoothing 0 --initialization xavier --batch-tokens 384 --maximum-length 200 --clip 1 --learning-rate "$3" \
    --schedule linear --steps "${UPDATES:-$updates}" --epochs 1000 --validate-every 1000 --log-every 100 --patience 1000 --metric loss \
    --seed "$4" --threads 1 --model "$place" --overwrite "${options[@]}" > "$place.log" 2>&1 || { cat "$place.log" >&2; exit 1; }
  touch "$place/done"
}

# loss MODEL: the least validation loss of its training; nothing where the training broke off.
loss() { sed -n 's/.*"validation_loss":\([0-9.e+-]*\).*/\1/p' "$1/history.jsonl" | sort -g | head -n 1; }

# best TASK CELL: the rate with the least validation loss with seed 1.
best() {
  for rate in "${rates[@]}"; do echo "$(loss "$1/$2-$rate-seed1") $rate"; done | sort -g | awk 'NF == 2 { print $2; exit }'
}

# score MODEL TASK: accuracy of the next symbol on the test part, kept beside the model.
score() {
  [ -e "$1/score" ] || "$s2s" eval --model "$1" --corpus "$2" --metrics accuracy --beam 1 --threads 1 2> log |
    awk '$1 == "token_accuracy" { print $2 }' > "$1/score"
  cat "$1/score"
}

# row TASK CELL: the table's row; several seeds give the mean, the least and the greatest.
row() {
  local rate seed model
  rate=$(best "$1" "$2")
  for seed in 1 "${more[@]}"; do
    model=$1/$2-$rate-seed$seed
    if [ -e "$model/done" ]; then echo "$(score "$model" "$1") $(loss "$model")"; fi
  done |
    awk -v cell="$2" -v rate="$rate" -v size="$(sed -n 's/^Model: \([0-9,]*\) parameters.*/\1/p' "$1/$2-$rate-seed1.log")" '
      { sum += $1; loss += $2; if (NR == 1 || $1 < least) least = $1; if ($1 > greatest) greatest = $1 }
      END { range = NR > 1 ? sprintf("%.1f to %.1f", least, greatest) : "one seed"
        printf "| %s | %s | %s | %.1f | %s | %.3f |\n", cell, size, rate, sum / NR, range, loss / NR }'
}

# table TASK CELLS...
table() {
  echo '| cell | parameters | rate | next symbol right, % | least and greatest | validation loss |'
  echo '|---|---|---|---|---|---|'
  for cell in "${@:2}"; do row "$1" "$cell"; done
}

for task in "${tasks[@]}"; do
  corpus "$task"
  models=()
  for cell in "${cells[@]}"; do
    for rate in "${rates[@]}"; do train "$task" "$cell" "$rate" 1; done
    rate=$(best "$task" "$cell")
    for seed in "${more[@]}"; do train "$task" "$cell" "$rate" "$seed"; done
    for seed in 1 "${more[@]}"; do
      case $cell in elman | lstm-no-forget | lstm | gru | mut1 | qrnn-fo) models+=("$task/$cell-$rate-seed$seed") ;; esac
    done
  done
  table "$task" "${cells[@]}" > "$folder/$task.md"
  [ ${#models[@]} -eq 0 ] ||
    "$s2s" plot "${models[@]}" --join-seeds --quantity perplexity --output "$folder/$task.svg" --overwrite
done
