#!/usr/bin/env bash
# Does reading the source backwards help where one vector is all that the decoder knows of it?
#
#   DATA=path Benchmarks/experiments/reversed-source.sh [FOLDER]
#
# One layer, one direction, no attention, forwards and backwards: sequences of 3 to 8 letters to be copied, with five
# seeds, and English to French on Multi30k with SEEDS (1 2). Writes copies.md, captions.md, significance.txt and
# perplexity.svg to FOLDER (docs/experiments/reversed-source). What DATA, S2S and WORK are is said in multi30k.bash.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath -m "${1:-docs/experiments/reversed-source}")
source Benchmarks/experiments/multi30k.bash
mkdir -p "$folder"
# table KIND: a row for each order, of runs with these seeds.
table() {
  local kind=$1; shift
  local names=("${@/#/$kind-seed}")
  (IFS=,; S2S=$s2s python3 "$scores" "forwards=${names[*]/#/forwards}" "backwards=${names[*]/#/backwards}")
}
for seed in 1 2 3 4 5; do
  letters "forwards-letters-seed$seed" --layers 1 --no-reverse-source --seed "$seed"
  letters "backwards-letters-seed$seed" --layers 1 --reverse-source --seed "$seed"
done
table -letters 1 2 3 4 5 > "$folder/copies.md"

seeds=(${SEEDS:-1 2})
for seed in "${seeds[@]}"; do
  translator "forwards-seed$seed" --no-reverse-source --seed "$seed"
  translator "backwards-seed$seed" --reverse-source --seed "$seed"
done
table "" "${seeds[@]}" > "$folder/captions.md"
"$s2s" eval $(printf ' --hyp backwards-seed%s.fr' "${seeds[@]}") $(printf ' --compare forwards-seed%s.fr' "${seeds[@]}") \
  --ref multi30k/test.fr --metrics bleu > "$folder/significance.txt"
"$s2s" plot "${seeds[@]/#/forwards-seed}" "${seeds[@]/#/backwards-seed}" --join-seeds --quantity perplexity \
  --output "$folder/perplexity.svg" --overwrite
