#!/usr/bin/env bash
# The whole path on the bundled corpus, as a newcomer would type it; `make demo` runs it.
set -euo pipefail
cd "$(dirname "$0")/.."
s2s=$PWD/.build/release/s2s
S2S_HOME=$(mktemp -d)
export S2S_HOME
trap 'rm -rf "$S2S_HOME"' EXIT
ln -s "$PWD/corpora" "$S2S_HOME/corpora"
say() { printf '\n\033[1m$ %s\033[0m\n' "$*" >&2; }

say s2s train --src fr --tgt en --epochs 2
"$s2s" train --src fr --tgt en --epochs 2

# Sentences of the test set, which the training set does not contain.
sed -n '1~100p' corpora/phrasebook/test.fr > "$S2S_HOME/input.txt"
sed -n '1~100p' corpora/phrasebook/test.en > "$S2S_HOME/reference.txt"
say 's2s translate < input.txt'
"$s2s" translate < "$S2S_HOME/input.txt" > "$S2S_HOME/output.txt"
paste -d '\n' "$S2S_HOME/input.txt" "$S2S_HOME/output.txt" "$S2S_HOME/reference.txt" |
  awk 'NR % 3 == 1 { print "source      " $0 }
       NR % 3 == 2 { print "translation " $0 }
       NR % 3 == 0 { print "reference   " $0; print "" }'

say s2s eval
"$s2s" eval
