#!/usr/bin/env bash
# Each cell on the copy task: sequences of LENGTH symbols out of 20, source and target the same.
#
#   Benchmarks/cells.sh [CELL ...]
#   ORDER=reverse LENGTH=5 Benchmarks/cells.sh elman jordan elman-jordan
#
# Prints the share of 1,000 unseen sequences that come back whole and the share of symbols that are
# in their place. LENGTH (10), ORDER (copy or reverse), PAIRS (20000), HIDDEN (128), EPOCHS (60),
# LIMIT (20m a cell), RATE (0.003, and 0.0005 for nets without a gate, which learn nothing at 0.003)
# and OPTIONS (of s2s train) change the task. The source is read so that what was read last is
# written first, which is the easier way for either order.
set -euo pipefail
cd "$(dirname "$0")/.."
# OpenBLAS picks its kernels by the processor, whatever the surroundings say.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
s2s=${S2S:-.build/release/s2s}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
length=${LENGTH:-10} order=${ORDER:-copy}
read -ra options <<< "${OPTIONS:-}"
case $order in
  copy) direction=--reverse-source ;;
  reverse) direction=--no-reverse-source ;;
  *) echo "ORDER is $order; it has to be copy or reverse" >&2; exit 64 ;;
esac

# write NAME LINES SEED
write() {
  awk -v lines="$2" -v seed="$3" -v length_="$length" -v order="$order" -v stem="$work/$1" '
    BEGIN {
      srand(seed)
      for (line = 0; line < lines; line++) {
        source = ""; target = ""
        for (i = 0; i < length_; i++) {
          symbol = sprintf("%c", 97 + int(rand() * 20))
          source = source (i ? " " : "") symbol
          target = order == "copy" ? source : symbol (i ? " " : "") target
        }
        print source > (stem ".fr"); print target > (stem ".en")
      }
    }'
}
write train "${PAIRS:-20000}" 1
write valid 200 2
write test 1000 3

cells=("$@")
[ ${#cells[@]} -gt 0 ] || cells=(lstm lstm-no-forget lstm-no-input lstm-no-output lstm-coupled lstm-capped
  gru gru-reset-before mut1 mut2 mut3 ugrnn ssru sru qrnn-f qrnn-fo qrnn-ifo min-gru min-lstm elman jordan elman-jordan)
printf '| cell | whole sequences | symbols | epochs |\n|---|---|---|---|\n'
for cell in "${cells[@]}"; do
  case $cell in
    elman | jordan | elman-jordan) rate=0.0005 ;;
    *) rate=0.003 ;;
  esac
  "$s2s" train --src fr --tgt en --corpus "$work" --model "$work/$cell" --cell "$cell" \
    --config Benchmarks/fixed_vector.json --hidden "${HIDDEN:-128}" --embedding 64 --layers 1 --dropout 0 --no-placeholders \
    --vocabulary-size 300 "$direction" --batch-sentences 64 \
    --learning-rate "${RATE:-$rate}" --patience 8 --clip 1 --epochs "${EPOCHS:-60}" \
    --time-limit "${LIMIT:-20m}" "${options[@]}" > /dev/null 2> "$work/log" ||
    { cat "$work/log" >&2; exit 1; }
  "$s2s" translate --model "$work/$cell" --beam 1 < "$work/test.fr" > "$work/output" 2> "$work/log" ||
    { cat "$work/log" >&2; exit 1; }
  paste -d '|' "$work/output" "$work/test.en" | awk -F '|' -v cell="$cell" \
    -v epochs="$(wc -l < "$work/$cell/history.jsonl")" '
    { whole += $1 == $2
      n = split($2, wanted, " "); split($1, found, " ")
      for (i = 1; i <= n; i++) right += found[i] == wanted[i]
      all += n }
    END { printf "| %s | %.1f %% | %.1f %% | %d |\n", cell, 100 * whole / NR, 100 * right / all,
          epochs }'
done
