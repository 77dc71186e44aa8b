#!/usr/bin/env bash
# What the largest eigenvalue does to a linear recurrence: above 1 it explodes, below 1 it vanishes.
#
#   Benchmarks/experiments/eigenvalues.sh [FOLDER]
#
# Writes eigenvalues.svg and eigenvalues.txt to FOLDER (docs/experiments/eigenvalues).
set -euo pipefail
cd "$(dirname "$0")/../.."
s2s=${S2S:-.build/release/s2s}
folder=${1:-docs/experiments/eigenvalues}
mkdir -p "$folder"
"$s2s" inspect eigenvalues --radius 0.5,0.9,0.99,1,1.01,1.1 --steps 100 --output "$folder/eigenvalues.svg" \
  --overwrite > "$folder/eigenvalues.txt"
