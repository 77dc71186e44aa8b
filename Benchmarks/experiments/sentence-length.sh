#!/usr/bin/env bash
# Does one vector lose more of long sentences than attention does?
#
#   DATA=path Benchmarks/experiments/sentence-length.sh [FOLDER]
#
# Two systems of each task, one without attention: English to French on Multi30k, where both read the source backwards
# (`backwards-seed1` is that of reversed-source), and sequences of 1 to 40 letters to be copied, all lengths trained
# equally often, where the one with attention reads in both directions. Writes captions.svg, copies.svg and tables of
# the same names to FOLDER (docs/experiments/sentence-length). What DATA, S2S and WORK are is said in multi30k.bash.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath -m "${1:-docs/experiments/sentence-length}")
source Benchmarks/experiments/multi30k.bash
mkdir -p "$folder"

# lengths NAME REFERENCES SOURCES HYP...: the plot and the tables of two systems.
lengths() {
  local name=$1 references=$2 sources=$3; shift 3
  "$s2s" plot --hyp "$1" --hyp "$2" --ref "$references" --sources "$sources" --output "$folder/$name.svg" --overwrite
  for output in "$@"; do
    echo "$(basename "$output")"
    "$s2s" eval --hyp "$output" --ref "$references" --sources "$sources" --metrics bleu --by-length
  done > "$folder/$name.txt"
}

translator backwards-seed1 --reverse-source --seed 1
translator attention-seed1 --reverse-source --attention general --seed 1
mkdir -p captions
cp backwards-seed1.fr captions/fixed-vector.txt
cp attention-seed1.fr captions/attention.txt
lengths captions multi30k/test.fr multi30k/test.en captions/fixed-vector.txt captions/attention.txt

[ -e copies ] || "$s2s" corpus task copy --length 40 --output copies
# copier NAME OPTIONS: a model that copies, and its answers in copied/NAME.txt.
copier() {
  local name=$1; shift
  run "copies-$name" translator --src input --tgt output --corpus copies --tokens spaces --cell lstm --layers 1 \
    --hidden 64 --embedding 32 --dropout 0 --label-smoothing 0 --context start --no-tie-embeddings \
    --batch-sentences 32 --learning-rate 0.005 --schedule linear --epochs "${COPY_EPOCHS:-6}" --patience 100 \
    --metric loss --ema 0 --precision float32 "$@"
  mkdir -p copied
  [ -e "copied/$name.txt" ] ||
    "$s2s" translate --model "copies-$name" --beam 1 --threads 1 copies/test.input > "copied/$name.txt" 2>> "copies-$name.log"
}
copier fixed-vector --attention none --reverse-source
copier attention --attention general --bidirectional --no-reverse-source
lengths copies copies/test.output copies/test.input copied/fixed-vector.txt copied/attention.txt
