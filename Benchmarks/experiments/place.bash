# Where an experiment finds s2s, works and writes; a script sources it at the top of the clone:
#
#   source Benchmarks/experiments/place.bash NAME "${1:-}"
#
# S2S is the command, WORK keeps the models (a temporary folder), and the second word is the FOLDER to write to
# (docs/experiments/NAME).
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
s2s=$(realpath "${S2S:-.build/release/s2s}")
folder=$(realpath -m "${2:-docs/experiments/$1}")
work=${WORK:-$(mktemp -d)}
mkdir -p "$folder" "$work"
