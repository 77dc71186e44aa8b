#!/usr/bin/env bash
# Promises that are too long for tests: a million lines, and ten million pairs in little memory.
#
#   Benchmarks/promises.sh [PAIRS]
set -euo pipefail
cd "$(dirname "$0")/.."
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
pairs=${1:-10000000}
s2s=$PWD/.build/release/s2s
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
megabytes() { echo "$(($(stat -c %s "$@" | paste -sd+ | bc) / 1000000)) MB"; }

# The bundled corpus again and again, every pair with a number of its own, so that none is dropped.
grow() {
  awk -v pairs="$pairs" '{ line[NR] = $0 }
    END { for (i = 0; i < pairs; i++) print line[i % NR + 1], i }' "corpora/phrasebook/train.$1"
}
mkdir "$work/corpus"
for language in fr en; do
  grow "$language" > "$work/corpus/train.$language"
  cp "corpora/phrasebook/valid.$language" "$work/corpus/"
done
echo "corpus: $pairs pairs, $(megabytes "$work"/corpus/train.*)"
# The limit counts addresses, most of which are reserved and never used (OpenBLAS takes 128 MB a
# worker, and asks for ever where it gets none): resident memory is a third of it.
(
  export MALLOC_ARENA_MAX=1
  ulimit -v "${LIMIT:-850000}"
  /usr/bin/time -f 'trained 200 updates under the limit: peak resident %M kB, %e s' \
    "$s2s" train --src fr --tgt en --corpus "$work/corpus" --model "$work/model" --hidden 64 \
    --embedding 64 --layers 1 --vocabulary-size 4000 --batch-tokens 1024 --steps 200
) 2>&1 | grep -E 'Corpus|shards|trained'
"$s2s" train --src fr --tgt en --model "$work/small" \
  --config Benchmarks/fixed_vector.json --hidden 32 --embedding 32 --steps 300 2> /dev/null
awk '{ line[NR] = $0 } END { for (i = 0; i < 1000000; i++) print line[i % NR + 1] }' \
  corpora/phrasebook/train.fr > "$work/lines"
/usr/bin/time -f 'a million lines: %e s, peak resident %M kB' \
  "$s2s" translate --model "$work/small" --beam 1 < "$work/lines" > "$work/translated"
echo "lines in $(wc -l < "$work/lines"), lines out $(wc -l < "$work/translated")"
