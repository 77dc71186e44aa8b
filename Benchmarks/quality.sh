#!/usr/bin/env bash
# Quality beside the PyTorch twin: the same model, settings and subwords on Multi30k fr-en.
#
#   MULTI30K=DIR Benchmarks/quality.sh [RESULTS]
#
# DIR has train, val and test_2016_flickr for .fr and .en, plain or .gz. Takes about 40 minutes
# on two cores that do nothing else. EPOCHS=1 for a quick look; SEEDS and TWIN_SEEDS list the seeds,
# PRECISIONS what s2s multiplies: bfloat16 is left out where the processor has none.
set -euo pipefail
cd "$(dirname "$0")/.."
# OpenBLAS picks its kernels by the processor, whatever the surroundings say.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
: "${MULTI30K:?set MULTI30K to the folder of the corpus}"
results=${1:-Benchmarks/results}
python=${PYTHON:-venv/bin/python}
s2s=$PWD/.build/release/s2s
epochs=${EPOCHS:-11}
seeds=${SEEDS:-1 2 3}
twin_seeds=${TWIN_SEEDS-1}
precisions=${PRECISIONS:-float32 bfloat16}
"$s2s" info --system | grep -q "^bfloat16.*available" || precisions=float32
work=${WORK:-$(mktemp -d)}
mkdir -p "$results" "$work"
export OMP_NUM_THREADS=2

text() { gzip -cdf "$MULTI30K/$1"* ; }
for language in fr en; do
  text "train.$language" > "$work/train.$language"
  text "val.$language" > "$work/valid.$language"
  text "test_2016_flickr.$language" > "$work/test.$language"
done

# One run's BLEU is luck by a point or two: several seeds say more.
ours=""
for seed in $seeds; do
  for precision in $precisions; do
    name=s2s-$seed
    [ "$precision" = float32 ] || name+=-$precision
    ours+=" $name"
    "$s2s" train --src fr --tgt en --corpus "$work" --model "$work/$name" --threads 2 --overwrite \
      --config Benchmarks/fixed_vector.json --seed "$seed" \
      --hidden 256 --embedding 256 --layers 1 --dropout 0.3 --joint-vocabulary \
      --vocabulary-size 8000 --batch-sentences 64 --epochs "$epochs" --learning-rate 0.001 \
      --decay 0.5 --clip 5 \
      --precision "$precision" 2>&1 | tee "$results/quality-$name.txt"
  done
done
model=$work/s2s-${seeds%% *}

# The twin reads the same subwords, so perplexities are of the same tokens.
for part in train valid test; do
  "$s2s" tokenize --model "$model" --side source --format ids < "$work/$part.fr" > "$work/$part.fr.ids"
  "$s2s" tokenize --model "$model" --side target --format ids < "$work/$part.en" > "$work/$part.en.ids"
done
size=$(cd Benchmarks && "$python" -c "import throughput; print(throughput.vocabulary_size('$model'))")
for seed in $twin_seeds; do
  "$python" Benchmarks/pytorch_twin.py train --ids "$size" --seed "$seed" \
    --train "$work/train.fr.ids" "$work/train.en.ids" \
    --valid "$work/valid.fr.ids" "$work/valid.en.ids" --epochs "$epochs" --hidden 256 \
    --feed-context --reverse-source --exact-buckets --fused-adam --pack-output \
    --save "$work/twin-$seed.pt" | tee "$results/quality-twin-$seed.txt"
done

bleu() { "$python" -m sacrebleu "$work/test.en" -i "$1" -b -w 2; }
lowest() { # the lowest of a number in JSON lines
  "$python" - "$@" <<'PY'
import json, sys
values = [json.loads(line).get(sys.argv[2]) for line in open(sys.argv[1]) if line.startswith("{")]
print(f"{min(v for v in values if v):.3f}")
PY
}
{
  echo "system, seed: validation perplexity; BLEU on test_2016_flickr, beam 1, beam 5"
  for name in $ours; do
    for beam in 1 5; do
      "$s2s" translate --model "$work/$name" --beam "$beam" < "$work/test.fr" > "$work/s2s.$beam" 2> /dev/null
    done
    echo "$name: $(lowest "$work/$name/history.jsonl" validation_perplexity); $(bleu "$work/s2s.1"), $(bleu "$work/s2s.5")"
  done
  for seed in $twin_seeds; do
    for beam in 1 5; do
      "$python" Benchmarks/pytorch_twin.py translate --ids "$size" --model "$work/twin-$seed.pt" \
        --input "$work/test.fr.ids" --settings "${beam}x64" --repeat 1 --output "$work/twin" > /dev/null
      "$s2s" detokenize --model "$model" --side target < "$work/twin.beam$beam.batch64" > "$work/twin.$beam"
    done
    echo "twin, $seed: $(lowest "$results/quality-twin-$seed.txt" val_ppl); $(bleu "$work/twin.1"), $(bleu "$work/twin.5")"
  done
} | tee "$results/quality.txt"
