#!/usr/bin/env bash
# Recurrence through the state (Elman), through the output (Jordan) and through both, on memory and on language.
#
#   Benchmarks/experiments/elman-jordan.sh [FOLDER]
#
# Sequences of LENGTHS symbols that come back in reverse order, and language models of the bundled corpus by characters. Writes
# memory.md, language.md and pictures of the training to FOLDER (docs/experiments/elman-jordan). Models are kept in WORK
# (a temporary folder), and one that is there is not trained again. LENGTHS, SEEDS, UPDATES and RATE change the experiment.
set -euo pipefail
cd "$(dirname "$0")/../.."
source Benchmarks/experiments/place.bash elman-jordan "${1:-}"
corpus=$PWD/corpora/phrasebook
cd "$work"
read -ra lengths <<< "${LENGTHS:-4 9}"
read -ra seeds <<< "${SEEDS:-1 2}"
cells=(elman jordan elman-jordan)
network=(--layers 1 --hidden 64 --dropout 0 --clip 1 --learning-rate "${RATE:-0.003}" --schedule linear --epochs 1000
  --patience 1000 --validate-every 100 --steps "${UPDATES:-800}" --threads 1 --overwrite)

# run PLACE TASK OPTIONS...: trains a model where there is none.
run() {
  [ -e "$1/done" ] && return
  "$s2s" train "${@:2}" "${network[@]}" --model "$1" > "$1.log" 2>&1 || { cat "$1.log" >&2; exit 1; }
  touch "$1/done"
}

# score MODEL NAME OPTIONS...: a score of s2s eval.
score() {
  "$s2s" eval --model "$1" --threads 1 --json "${@:3}" 2> log |
    awk -F '[:,]' -v name="\"$2\"" '/"name"/ { found = index($2, name) } found && /"score"/ { printf "%s", $2; exit }'
}

# mean DIGITS VALUES...: their mean, and in brackets the least and the greatest of several.
mean() {
  local digits=$1; shift
  printf '%s\n' "$@" | sort -n |
    awk -v digits="$digits" '{ sum += $1; value[NR] = $1 }
      END { printf "%.*f", digits, sum / NR; if (NR > 1) printf " (%.*f to %.*f)", digits, value[1], digits, value[NR] }'
}

for length in "${lengths[@]}"; do
  [ -e "reverse$length/train.input" ] ||
    "$s2s" corpus task reverse --minimum-length "$length" --length "$length" --pairs 12000 --output "reverse$length" > log
done
for cell in "${cells[@]}"; do
  for seed in "${seeds[@]}"; do
    for length in "${lengths[@]}"; do
      mkdir -p "memory$length"
      run "memory$length/$cell-seed$seed" --src input --tgt output --corpus "reverse$length" --tokens spaces \
        --attention none --context start --bridge copy --no-bidirectional --no-reverse-source --no-tie-embeddings --embedding 32 \
        --label-smoothing 0 --batch-sentences 32 --metric loss --initialization xavier --seed "$seed" --cell "$cell"
    done
    mkdir -p language
    run "language/$cell-seed$seed" lm --train "$corpus/train.en" --valid "$corpus/valid.en" --unit character \
      --embedding 32 --batch-tokens 1024 --initialization xavier --seed "$seed" --cell "$cell"
  done
done

{
  echo "| cell |$(printf ' %s symbols |' "${lengths[@]}")"
  echo "|---|$(printf -- '---|%.0s' "${lengths[@]}")"
  for cell in "${cells[@]}"; do
    printf '| %s |' "$cell"
    for length in "${lengths[@]}"; do
      found=()
      for seed in "${seeds[@]}"; do
        found+=("$(score "memory$length/$cell-seed$seed" token_accuracy --corpus "reverse$length" --metrics accuracy)")
      done
      printf ' %s |' "$(mean 1 "${found[@]}")"
    done
    echo
  done
} > "$folder/memory.md"
{
  printf '| cell | perplexity per character |\n|---|---|\n'
  for cell in "${cells[@]}"; do
    found=()
    for seed in "${seeds[@]}"; do
      found+=("$(score "language/$cell-seed$seed" token_perplexity --test "$corpus/test.en")")
    done
    echo "| $cell | $(mean 3 "${found[@]}") |"
  done
} > "$folder/language.md"
for part in "memory${lengths[1]}" language; do
  models=()
  for cell in "${cells[@]}"; do for seed in "${seeds[@]}"; do models+=("$part/$cell-seed$seed"); done; done
  "$s2s" plot "${models[@]}" --join-seeds --quantity perplexity --output "$folder/${part%[0-9]*}.svg" --overwrite
done
