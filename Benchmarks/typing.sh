#!/usr/bin/env bash
# What ways of typing cost a translator: BLEU on a test set whose sources are typed in each way.
#
#   Benchmarks/typing.sh MODEL LANG SOURCE REFERENCE
#   Benchmarks/typing.sh models/fr-en fr corpora/phrasebook/test.fr corpora/phrasebook/test.en
#
# LANG is the language of SOURCE. Prints a table: the way, the lines that it changes, BLEU, and BLEU
# minus that of the sources as they are. BLEU takes capitals and small letters as equal (--lowercase),
# since s2s translates a line in capitals into capitals. S2S is the command, BEAM (5) and OPTIONS are of
# s2s translate.
set -euo pipefail
export LC_ALL=C
if [ $# != 4 ]; then
  echo "usage: $0 MODEL LANG SOURCE REFERENCE" >&2
  exit 64
fi
model=$1 language=$2 source=$(realpath "$3") reference=$(realpath "$4")
s2s=$(realpath "${S2S:-$(dirname "$0")/../.build/release/s2s}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
read -ra options <<< "${OPTIONS:-}"

# bleu SOURCE: of the translation of a file.
bleu() {
  "$s2s" translate --model "$model" --beam "${BEAM:-5}" "${options[@]}" "$1" > "$work/output" 2> "$work/log" ||
    { cat "$work/log" >&2; exit 1; }
  "$s2s" eval --hyp "$work/output" --ref "$reference" --metrics bleu --lowercase --digits 2 > "$work/scores" \
    2> "$work/log" || { cat "$work/log" >&2; exit 1; }
  awk '$1 == "BLEU" { print $2; exit }' "$work/scores"
}

# One name and no compression, whatever the test set is called.
gzip -cdf "$source" > "$work/test.$language"
"$s2s" corpus variants --lang "$language" --output "$work/typed" "$work/test.$language" 2> "$work/log" ||
  { cat "$work/log" >&2; exit 1; }
clean=$(bleu "$work/test.$language")
printf '| way | lines that differ | BLEU | change |\n|---|--:|--:|--:|\n'
printf '| as it is | 0 of %d | %s | |\n' "$(wc -l < "$work/test.$language")" "$clean"
for typed in "$work"/typed/test.*."$language"; do
  way=$(basename "$typed" ".$language")
  score=$(bleu "$typed")
  awk -v way="${way#test.}" -v score="$score" -v clean="$clean" '
    NR == FNR { lines[FNR] = $0; next }
    lines[FNR] "" != $0 "" { count++ }
    END { printf "| %s | %d of %d | %s | %+.2f |\n", way, count, FNR, score, score - clean }
  ' "$work/test.$language" "$typed"
done
