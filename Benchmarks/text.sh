#!/usr/bin/env bash
# Speed of the tokenizer on a corpus: DIR has train.fr and train.en, plain text.
#
#   Benchmarks/text.sh DIR
set -euo pipefail
data=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
s2s=$PWD/.build/release/s2s
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
now() { date +%s.%N; }

# One update, so that nearly all of the time is reading, learning and encoding.
start=$(now)
"$s2s" train --src fr --tgt en --corpus "$data" --model "$work/model" --joint-vocabulary \
  --vocabulary-size 8000 --hidden 8 --embedding 8 --steps 1 2> /dev/null
printf 'read, clean, learn 8,000 joint subwords, encode, one step: %.2f s\n' \
  "$(echo "$(now) - $start" | bc)"

for _ in 1 2 3 4 5 6 7 8 9 10; do cat "$data/train.fr"; done > "$work/text"
start=$(now)
"$s2s" tokenize --model "$work/model" --format ids < "$work/text" > "$work/ids"
printf 'tokenize to ids, one thread: %.1f MB/s\n' \
  "$(echo "$(stat -c %s "$work/text") / 1000000 / ($(now) - $start)" | bc -l)"
