#!/usr/bin/env bash
# Does reading the source backwards help where one vector is all that the decoder knows of it?
#
#   DATA=path Benchmarks/experiments/reversed-source.sh [FOLDER]
#
# English to French on Multi30k without attention, one layer, one direction: forwards and backwards, SEEDS (1 2) each.
# Writes table.md and perplexity.svg to FOLDER (docs/experiments/reversed-source). What DATA, S2S and WORK are is said
# in multi30k.bash.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath -m "${1:-docs/experiments/reversed-source}")
source Benchmarks/experiments/multi30k.bash
mkdir -p "$folder"
forwards=() backwards=()
for seed in ${SEEDS:-1 2}; do
  translator "forwards-seed$seed" --no-reverse-source --seed "$seed"
  translator "backwards-seed$seed" --reverse-source --seed "$seed"
  forwards+=("forwards-seed$seed") backwards+=("backwards-seed$seed")
done
IFS=,
S2S=$s2s python3 "$scores" "forwards=${forwards[*]}" "backwards=${backwards[*]}" > "$folder/table.md"
"$s2s" plot "${forwards[@]}" "${backwards[@]}" --join-seeds --quantity perplexity --output "$folder/perplexity.svg" \
  --overwrite
