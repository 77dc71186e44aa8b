#!/bin/bash
# What each technique for language models is worth at one small size: perplexity of Penn Treebank.
#
#   DATA=path Benchmarks/tasks/lm_techniques.sh [NAME...]
#
# DATA has the folder ptb-lm (ptb.PART.txt.gz). Models learn from the first SENTENCES lines (12,000 unless given) with one
# thread each, JOBS at a time. A second pass adds cache and dynamic evaluation to the plain model, with settings
# chosen on the validation text. Lines of output: name, epochs, minutes, perplexity of validation and test text.
set -euo pipefail
cd "$(dirname "$0")/../.."
# OpenBLAS picks its kernels by the processor, whatever the surroundings say.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

: "${DATA:?names the folder of the corpora}"
S2S=${S2S:-.build/release/s2s}
JOBS=${JOBS:-2}
WORK=${WORK:-$(mktemp -d)}
export S2S WORK
for part in train valid test; do gzip -dc "$DATA/ptb-lm/ptb.$part.txt.gz" > "$WORK/$part.txt"; done
head -n "${SENTENCES:-12000}" "$WORK/train.txt" > "$WORK/some.txt"

# Each technique is added to the first line alone.
techniques() {
  cat <<'END'
plain
variational --variational-dropout
word-dropout --word-dropout 0.1
weight-drop --weight-drop 0.3
penalties --activation-penalty 2 --change-penalty 1
average --average-after 2 --schedule constant
coupled --cell lstm-coupled
capped --cell lstm-capped
mogrifier --mogrifier 4
softmaxes --softmaxes 3
together --variational-dropout --word-dropout 0.1 --weight-drop 0.3 --activation-penalty 2 --change-penalty 1
END
}

# perplexity MODEL TEXT [OPTION...]
perplexity() {
  "$S2S" eval --model "$1" --test "$2" --threads 1 --json "${@:3}" |
    python3 -c 'import json, sys; print("%.1f" % json.load(sys.stdin)[0]["score"])'
}
export -f perplexity

# measure NAME [OPTION...]
measure() {
  local model=$WORK/$1 start=$SECONDS options=("${@:2}")
  [[ " ${*:2} " == *" --variational-dropout "* ]] || options+=(--no-variational-dropout)
  [[ " ${*:2} " == *" --schedule "* ]] || options+=(--schedule linear)
  "$S2S" train lm --train "$WORK/some.txt" --valid "$WORK/valid.txt" --stream --tokens spaces --vocabulary-size 10000 \
    --layers 2 --hidden 200 --embedding 200 --tie-embeddings --dropout 0.4 --lanes 16 --bptt 35 \
    --learning-rate 0.003 --epochs 14 --patience 100 --threads 1 --model "$model" --overwrite \
    "${options[@]}" 2> "$model.log"
  echo "$1 $(grep -c validation_loss "$model/history.jsonl") $(((SECONDS - start) / 60))" \
    "$(perplexity "$model" "$WORK/valid.txt") $(perplexity "$model" "$WORK/test.txt")"
}
export -f measure

wanted=" ${*:-$(techniques | cut -d' ' -f1 | tr '\n' ' ')} "
techniques | while read -r name options; do
  if [[ $wanted == *" $name "* ]]; then echo "$name $options"; fi
done | xargs -P "$JOBS" -I{} bash -c 'measure {}'

[ -e "$WORK/plain/model.safetensors" ] || exit 0
# best OPTIONS...: reads lines of options, prints the one that suits the first 60 kB of the validation text best.
head -c 60000 "$WORK/valid.txt" > "$WORK/choice.txt"
best() {
  while read -r options; do
    # shellcheck disable=SC2086
    echo "$(perplexity "$WORK/plain" "$WORK/choice.txt" $options) $options"
  done | sort -n | head -n 1 | cut -d' ' -f2-
}
cache=$(for theta in 0.2 0.4 0.8; do for lambda in 0.1 0.2 0.3; do
  echo "--cache 500 --cache-theta $theta --cache-lambda $lambda"; done; done | best)
dynamic=$(for rate in 0.001 0.002 0.004; do echo "--dynamic --dynamic-rate $rate"; done | best)
for options in "$cache" "$dynamic" "$cache $dynamic"; do
  # shellcheck disable=SC2086
  echo "plain, $options: $(perplexity "$WORK/plain" "$WORK/test.txt" $options)"
done
