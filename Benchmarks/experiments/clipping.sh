#!/usr/bin/env bash
# What clipping does to the step, and to the training of a net whose gradients explode.
#
#   Benchmarks/experiments/clipping.sh [FOLDER]
#
# Language models by characters of the bundled corpus: an Elman net of rectified units that begins with the identity, and plain
# gradient descent. Writes training.md, steps.md and pictures to FOLDER (docs/experiments/clipping). Models are kept in WORK
# (a temporary folder), and one that is there is not trained again. RATE, SMALL_RATE, NORM, VALUE and SEEDS change the experiment.
set -euo pipefail
cd "$(dirname "$0")/../.."
source Benchmarks/experiments/place.bash clipping "${1:-}"
corpus=$PWD/corpora/phrasebook
compare=$PWD/Benchmarks/experiments/steps.py
cd "$work"
read -ra seeds <<< "${SEEDS:-1 2 3}"
norm=${NORM:-1} value=${VALUE:-0.01} rate=${RATE:-0.1}

# run PLACE OPTIONS...: trains a model where there is none. One that has exploded is no error here.
run() {
  [ -e "$1.done" ] && return
  "$s2s" train lm --train "$corpus/train.en" --valid "$corpus/valid.en" --optimizer sgd --momentum 0 --batch-sentences 32 \
    --schedule constant --epochs 1000 --patience 1000 --threads 1 --model "$1" --overwrite "${@:2}" > "$1.log" 2>&1 ||
    grep '^error' "$1.log"
  touch "$1.done"
}

# train NAME OPTIONS...: a training with each seed.
train() {
  for seed in "${seeds[@]}"; do
    run "$1-seed$seed" --unit character --cell elman --nonlinearity relu --initialization identity --layers 1 --hidden 96 \
      --embedding 32 --dropout 0 --seed "$seed" --steps 400 --log-every 1 --validate-every 50 "${@:2}"
  done
}

# row NAME SEED: validation losses on the way.
row() {
  awk -v name="$1" -v seed="$2" '
    function value(key) {
      return match($0, "\"" key "\":[^,}]*") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3) : ""
    }
    value("gradient_norm") + 0 > largest { largest = value("gradient_norm") + 0 }
    value("learning_rate") != "" { rate = value("learning_rate") }
    value("validation_loss") != "" { loss[value("step")] = sprintf("%.2f", value("validation_loss")) }
    END {
      printf "| %s | %s | %s |", name, rate, seed
      for (step = 100; step <= 400; step += 150) printf " %s |", step in loss ? loss[step] : "no number"
      printf " %.3g | %s |\n", largest, 400 in loss ? "" : NR
    }' "$1-seed$2/history.jsonl"
}

train none --clip 0 --learning-rate "$rate"
train none-small --clip 0 --learning-rate "${SMALL_RATE:-0.01}"
train norm --clip "$norm" --learning-rate "$rate"
train value --clip-value "$value" --learning-rate "$rate"

# One update by each way, from weights that the loss is steep at: those of the first updates of the training with a norm.
run base --unit character --cell elman --nonlinearity relu --initialization identity --layers 1 --hidden 96 --embedding 32 \
  --dropout 0 --seed 1 --steps "${BASE:-12}" --validate-every 0 --clip "$norm" --learning-rate "$rate"
for way in "none --clip 0" "norm --clip $norm" "value --clip-value $value"; do
  read -ra options <<< "$way"
  run "step-${options[0]}" --from base --steps 1 --validate-every 0 --learning-rate "$rate" --seed 1 \
    "${options[@]:1}"
done
{
  echo '| clipping | length of the step, divided by the rate | largest element | cosine with the gradient |'
  echo '|---|---|---|---|'
  python3 "$compare" base/model.safetensors "$rate" \
    none=step-none/model.safetensors norm=step-norm/model.safetensors value=step-value/model.safetensors
} > "$folder/steps.md"
{
  echo '| clipping | rate | seed | validation loss after 100 | 250 | 400 updates | largest gradient norm | exploded after update |'
  echo '|---|---|---|---|---|---|---|---|'
  for name in none none-small norm value; do for seed in "${seeds[@]}"; do row "$name" "$seed"; done; done
} > "$folder/training.md"
first=seed${seeds[0]}
"$s2s" plot none-"$first" none-small-"$first" norm-"$first" value-"$first" --quantity gradient-norm \
  --output "$folder/gradient-norm.svg" --overwrite
