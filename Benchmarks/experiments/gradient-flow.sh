#!/usr/bin/env bash
# How far back a loss is felt, by cell: before training, and after STEPS (600) updates.
#
#   Benchmarks/experiments/gradient-flow.sh [FOLDER]
#
# Language models of characters on the bundled corpus, one layer of 64, and the gradient of the loss of the last
# character of 200 lines of the test set by the hidden states before it. Writes before.svg, after.svg and tables
# to FOLDER (docs/experiments/gradient-flow); models are kept in WORK (a temporary folder).
set -euo pipefail
cd "$(dirname "$0")/../.."
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
s2s=${S2S:-$PWD/.build/release/s2s}
folder=$PWD/${1:-docs/experiments/gradient-flow}
corpus=$PWD/corpora/phrasebook
work=${WORK:-$(mktemp -d)}
mkdir -p "$folder" "$work"
cd "$work"
# The longest lines, so that there are states far back.
awk '{ print length($0) "\t" $0 }' "$corpus/test.en" | sort -s -rn | head -n 200 | cut -f 2 > lines.txt

# run NAME OPTIONS: a model that has learned nothing, and the same after some updates.
run() {
  local name=$1; shift
  for steps in 1 "${STEPS:-600}"; do
    local place="after/$name"
    [ "$steps" = 1 ] && place="before/$name"
    [ -e "$place/model.safetensors" ] || "$s2s" train lm --train "$corpus/train.en" --valid "$corpus/valid.en" \
      --vocabulary-size 320 --hidden 64 --embedding 64 --layers 1 --dropout 0 --seed 1 --steps "$steps" \
      --learning-rate "$([ "$steps" = 1 ] && echo 0.000001 || echo 0.003)" --threads 1 --model "$place" "$@" > "$name.log" 2>&1
  done
}
mkdir -p before after
run elman-small --cell elman --initialization uniform
run elman-orthogonal --cell elman --initialization orthogonal
run elman-identity-relu --cell elman --nonlinearity relu --initialization identity
run lstm --cell lstm
run gru --cell gru
run ssru --cell ssru
for state in before after; do
  cd "$work/$state"
  "$s2s" inspect gradients --mean $(for model in *; do echo "--model $model"; done) \
    --output "$folder/$state.svg" --overwrite ../lines.txt > "$folder/$state.txt"
done
