#!/usr/bin/env bash
# What a character model of tiny Shakespeare writes while it learns: from noise to words to a play.
#
#   DATA=path Benchmarks/experiments/character-samples.sh [FOLDER]
#
# DATA has the folder tiny-shakespeare (input.txt.gz). One run, stopped at each number of updates of MOMENTS, sampled, and
# resumed. Writes samples.md (loss and sample of each) and loss.svg to FOLDER (docs/experiments/character-samples). The models
# are kept in WORK (a temporary folder); a run that is there goes on.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${DATA:?names the folder of the corpora}"
source Benchmarks/experiments/place.bash character-samples "${1:-}"
# The usual split: the first 90 % of the characters.
gzip -dc "$DATA/tiny-shakespeare/input.txt.gz" > "$work/all.txt"
cd "$work"
head -c 1003854 all.txt > train.txt
tail -c +1003855 all.txt > valid.txt
# The words of the text that is learned from, to count how many of a sample are words.
tr -cs "A-Za-z'" '\n' < train.txt | sort -u > words.txt

# reach UPDATES: trains up to this number of updates, at one rate, so that each moment is one of the same run.
reach() {
  local common=(--steps "$1" --threads 1 --model run)
  if [ ! -e run/training.safetensors ]; then
    "$s2s" train lm --train train.txt --valid valid.txt --stream --unit character --layers 1 --hidden 256 --embedding 64 \
      --no-tie-embeddings --dropout 0.1 --lanes 32 --bptt 64 --learning-rate 0.002 --schedule constant --clip 1 \
      --epochs 1000 --validate-every 0 --log-every 10 --seed 1 "${common[@]}" > run.log 2>&1
  else
    "$s2s" train lm --resume "${common[@]}" >> run.log 2>&1
  fi
}

# moment UPDATES: a section of the page.
moment() {
  "$s2s" eval --model "models/$1" --test valid.txt --threads 1 --json > "models/$1/score.json" 2> log
  "$s2s" generate --model "models/$1" --prompt "ROMEO:" --seed 1 --temperature 0.7 --tokens 300 2> log > "models/$1/sample.txt"
  local nats words
  nats=$(sed -n '/bits_per_character/,/score/s/.*"score": \([0-9.]*\).*/\1/p' "models/$1/score.json" |
    awk '{ printf "%.2f", $1 * log(2) }')
  words=$(tr -cs "A-Za-z'" '\n' < "models/$1/sample.txt" | grep -v '^$' |
    awk 'NR == FNR { known[$1]; next } { n++; right += $1 in known } END { printf "%.0f", 100 * right / n }' words.txt -)
  printf '\n**After update %s**: %s nats per character; %s %% of the sample'\''s words are in the training text\n\n' \
    "$1" "$nats" "$words"
  # Bytes that are no letters of the text, which the first samples are full of, become question marks.
  LC_ALL=C tr -c '[:print:]\n' '?' < "models/$1/sample.txt" | sed 's/^/    /; s/ *$//'
}

mkdir -p models
for updates in ${MOMENTS:-1 30 100 300 1000}; do
  if [ ! -e "models/$updates/model.safetensors" ]; then
    reach "$updates"
    mkdir -p "models/$updates"
    cp run/model.safetensors "models/$updates/"
  fi
done
for updates in ${MOMENTS:-1 30 100 300 1000}; do moment "$updates"; done > "$folder/samples.md"
"$s2s" plot run --quantity loss --output "$folder/loss.svg" --overwrite
