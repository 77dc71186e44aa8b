#!/usr/bin/env bash
# What more layers, a second direction and words spelled by characters are worth beside one layer, at equal updates.
#
#   DATA=path Benchmarks/experiments/depth-and-direction.sh [FOLDER]
#
# Three tasks: letters to be copied by one vector, and English to French on Multi30k with attention, with three seeds each;
# and universal tags of UD English EWT. Writes letters.md, translation.md, tags.md and perplexity.svg to FOLDER
# (docs/experiments/depth-and-direction). DATA has the folder ud-english-ewt, too; what else DATA, S2S and WORK are is
# said in multi30k.bash.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath -m "${1:-docs/experiments/depth-and-direction}")
source Benchmarks/experiments/multi30k.bash
mkdir -p "$folder"

seeds=(1 2 3)
for seed in "${seeds[@]}"; do
  letters "backwards-letters-seed$seed" --layers 1 --reverse-source --seed "$seed"
  letters "layers2-letters-seed$seed" --layers 2 --reverse-source --seed "$seed"
  letters "layers3-letters-seed$seed" --layers 3 --reverse-source --seed "$seed"
  letters "both-letters-seed$seed" --layers 1 --bidirectional --no-reverse-source --seed "$seed"
done
# runs NAME: the runs of all seeds, between commas.
runs() { printf "$1-seed%s," "${seeds[@]}" | sed 's/,$//'; }
S2S=$s2s python3 "$scores" "one layer, backwards=$(runs backwards-letters)" "two layers, backwards=$(runs layers2-letters)" \
  "three layers, backwards=$(runs layers3-letters)" "one layer, both directions=$(runs both-letters)" > "$folder/letters.md"

base=(--reverse-source --attention general)
for seed in "${seeds[@]}"; do
  translator "attention-seed$seed" "${base[@]}" --seed "$seed"
  translator "layers2-seed$seed" "${base[@]}" --layers 2 --seed "$seed"
  translator "layers3-seed$seed" "${base[@]}" --layers 3 --seed "$seed"
  translator "bidirectional-seed$seed" --no-reverse-source --attention general --bidirectional --seed "$seed"
  translator "hierarchical-seed$seed" "${base[@]}" --hierarchical --seed "$seed"
done
S2S=$s2s python3 "$scores" "one layer, backwards=$(runs attention)" "two layers, backwards=$(runs layers2)" \
  "three layers, backwards=$(runs layers3)" "one layer, both directions=$(runs bidirectional)" \
  "one layer, backwards, words by characters=$(runs hierarchical)" > "$folder/translation.md"
models=()
for name in attention layers2 layers3 bidirectional hierarchical; do
  for seed in "${seeds[@]}"; do models+=("$name-seed$seed"); done
done
"$s2s" plot "${models[@]}" --join-seeds --quantity perplexity --output "$folder/perplexity.svg" --overwrite

# tagger NAME OPTIONS: a tagger with some options, and its scores in NAME.json.
treebank=$data/ud-english-ewt/en_ewt-ud
tagger() {
  local name=$1; shift
  run "$name" tagger --train "$treebank-train.conllu.gz" --valid "$treebank-dev.conllu.gz" --hidden 96 --embedding 64 \
    --character-embedding 32 --character-hidden 32 --dropout 0.3 --ema 0 --schedule linear --learning-rate 0.003 \
    --batch-sentences 32 --precision bfloat16 --epochs "${TAG_EPOCHS:-4}" --patience 100 --seed 1 "$@"
  [ -e "$name.json" ] || "$s2s" eval --model "$name" --test "$treebank-test.conllu.gz" --digits 2 --json > "$name.json"
}
tagger tagger-forwards1 --no-bidirectional --layers 1
tagger tagger-forwards2 --no-bidirectional --layers 2
tagger tagger-both1 --bidirectional --layers 1
tagger tagger-both2 --bidirectional --layers 2
S2S=$s2s python3 "$scores" "one layer, forwards=tagger-forwards1" "two layers, forwards=tagger-forwards2" \
  "one layer, both directions=tagger-both1" "two layers, both directions=tagger-both2" > "$folder/tags.md"
