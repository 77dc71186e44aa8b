#!/usr/bin/env bash
# How far back a net can learn to look: the first symbol of a line has to be said after N symbols of noise.
#
#   Benchmarks/experiments/long-memory.sh [FOLDER]
#
# Elman nets with small weights and with Xavier's, both also with the gradient regulariser, with orthogonal ones, and with the
# identity and rectified units; an LSTM with a forget bias of 1 and of 5, and a GRU. Writes accuracy.md, and a picture of the
# training at the greatest distance, to FOLDER (docs/experiments/long-memory). Models are kept in WORK (a temporary folder),
# and one that is there is not trained again. NETS, DISTANCES, SEEDS, RATE, WEIGHT (of the regulariser) and UPDATES change the
# experiment.
set -euo pipefail
cd "$(dirname "$0")/../.."
source Benchmarks/experiments/place.bash long-memory "${1:-}"
cd "$work"
read -ra distances <<< "${DISTANCES:-10 30 100}"
read -ra seeds <<< "${SEEDS:-1 2 3}"
read -ra nets <<< "${NETS:-elman-small elman-small-regularizer elman-xavier elman-xavier-regularizer elman-orthogonal \
elman-identity-relu lstm lstm-bias-5 gru}"

# write STEM LINES DISTANCE SEED: one of eight letters, noise of eight others. The answer is one token, the letter written
# as often as it takes to pass for the translation of a long line.
write() {
  awk -v stem="$1" -v lines="$2" -v distance="$3" -v seed="$4" 'BEGIN {
    srand(seed)
    for (line = 0; line < lines; line++) {
      key = sprintf("%c", 97 + int(rand() * 8))
      text = answer = key
      for (i = 0; i < distance; i++) text = text " " sprintf("%c", 115 + int(rand() * 8))
      for (i = 0; i < distance / 2; i++) answer = answer key
      print text > (stem ".input"); print answer > (stem ".output")
    }
  }'
}

# options NET
options() {
  case $1 in
    elman-small) echo --cell elman --initialization uniform ;;
    elman-xavier) echo --cell elman --initialization xavier ;;
    elman-orthogonal) echo --cell elman --initialization orthogonal ;;
    elman-identity-relu) echo --cell elman --nonlinearity relu --initialization identity ;;
    elman-small-regularizer) echo --cell elman --initialization uniform --gradient-regularizer "${WEIGHT:-1}" ;;
    elman-xavier-regularizer) echo --cell elman --initialization xavier --gradient-regularizer "${WEIGHT:-1}" ;;
    lstm | gru) echo --cell "$1" --initialization xavier ;;
    lstm-bias-5) echo --cell lstm --initialization xavier --forget-bias 5 ;;
  esac
}

# train NET DISTANCE SEED
train() {
  local place="$2/$1-seed$3"
  [ -e "$place/done" ] && return
  # shellcheck disable=SC2046
  "$s2s" train --src input --tgt output --corpus "$2" --tokens spaces --attention none --context start --bridge copy \
    --no-bidirectional --no-reverse-source --no-tie-embeddings --layers 1 --hidden 64 --embedding 32 --dropout 0 \
    --label-smoothing 0 --batch-sentences 32 --maximum-length 200 --clip 1 --learning-rate "${RATE:-0.002}" --schedule constant \
    --steps "${UPDATES:-800}" --epochs 1000 --validate-every 100 --patience 1000 --metric loss --seed "$3" --threads 1 \
    --model "$place" --overwrite $(options "$1") > "$place.log" 2>&1 || { cat "$place.log" >&2; exit 1; }
  touch "$place/done"
}

# score MODEL DISTANCE: the share of test lines whose letter is said, kept beside the model.
score() {
  [ -e "$1/score" ] || "$s2s" eval --model "$1" --corpus "$2" --metrics exact --beam 1 --threads 1 2> log |
    awk '$1 == "exact" { print $2 }' > "$1/score"
  cat "$1/score"
}

for distance in "${distances[@]}"; do
  mkdir -p "$distance"
  write "$distance/train" 4000 "$distance" 1
  write "$distance/valid" 300 "$distance" 2
  write "$distance/test" 1000 "$distance" 3
  for net in "${nets[@]}"; do for seed in "${seeds[@]}"; do train "$net" "$distance" "$seed"; done; done
done
{
  echo "| net |$(printf ' %s |' "${distances[@]}")"
  echo "|---|$(printf -- '---|%.0s' "${distances[@]}")"
  for net in "${nets[@]}"; do
    printf '| %s |' "$net"
    for distance in "${distances[@]}"; do
      for seed in "${seeds[@]}"; do score "$distance/$net-seed$seed" "$distance"; done |
        awk '{ printf "%s%.0f", NR == 1 ? " " : ", ", $1 } END { printf " |" }'
    done
    echo
  done
} > "$folder/accuracy.md"
# The rectified units are left out: their loss jumps to hundreds on the way, and no other line could be seen.
models=()
for net in elman-xavier elman-xavier-regularizer lstm lstm-bias-5 gru; do
  for seed in "${seeds[@]}"; do models+=("${distances[-1]}/$net-seed$seed"); done
done
"$s2s" plot "${models[@]}" --join-seeds --quantity loss --output "$folder/loss.svg" --overwrite
