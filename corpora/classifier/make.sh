#!/bin/bash
# Writes this folder's corpus again: the bundled English sentences by their kind, without the mark that shows it.
#
#   corpora/classifier/make.sh
set -euo pipefail
cd "$(dirname "$0")"

# Every question and exclamation up to a number, and as many statements as questions, in their order.
kinds() {
  awk -v most="$2" '
    { mark = substr($0, length($0)); text = tolower(substr($0, 1, length($0) - 1)); gsub(/[ ]+$/, "", text) }
    mark == "?" { kind = "question" }
    mark == "!" { kind = "exclamation" }
    mark == "." { kind = "statement"; if (++seen % 7) next }
    text ~ /[.!?]/ || count[kind] == most { next }
    !known[text]++ { count[kind]++; print kind "\t" text }
  ' "../phrasebook/$1.en" > "$1.tsv"
}

kinds train 700
kinds valid 150
kinds test 150
