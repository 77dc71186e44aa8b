# What the experiments on Multi30k share; they source it.
#
# DATA has the folder multi30k, with PART.LANG.gz for train, val and test_2016_flickr. S2S is the command. Models,
# logs and translations are kept in WORK (a temporary folder). With the same WORK the experiments share their models:
# one that is finished is not trained again, and one that was stopped goes on.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
: "${DATA:?names the folder of the corpora}"
data=$(cd "$DATA" && pwd)
s2s=$(realpath "${S2S:-.build/release/s2s}")
settings=$PWD/Benchmarks/experiments/multi30k.json
scores=$PWD/Benchmarks/experiments/scores.py
work=${WORK:-$(mktemp -d)}
mkdir -p "$work/multi30k"
cd "$work"
for language in en fr; do
  gzip -dc "$data/multi30k/train.$language.gz" > "multi30k/train.$language"
  gzip -dc "$data/multi30k/val.$language.gz" > "multi30k/valid.$language"
  gzip -dc "$data/multi30k/test_2016_flickr.$language.gz" > "multi30k/test.$language"
done

# run NAME TASK OPTIONS: trains a model, unless it is finished; NAME.time has the processor time of every part.
run() {
  local name=$1 task=$2; shift 2
  [ -e "$name.done" ] && return
  [ -e "$name/training.safetensors" ] && set -- --resume
  TIMEFORMAT='%U %S'
  { time "$s2s" train "$task" --model "$name" --threads 1 "$@" >> "$name.log" 2>&1; } 2>> "$name.time"
  touch "$name.done"
}

# translator NAME OPTIONS: an English-French model with the settings of multi30k.json but for the options given, its
# scores in NAME.json, its translations in NAME.fr.
translator() {
  local name=$1; shift
  run "$name" translator --config "$settings" --corpus multi30k "$@"
  [ -e "$name.json" ] || "$s2s" eval --model "$name" --corpus multi30k --metrics bleu,perplexity --beam 5 --digits 2 \
    --threads 1 --output "$name.fr" --overwrite --json > "$name.json.part" 2>> "$name.log"
  [ -e "$name.json" ] || mv "$name.json.part" "$name.json"
}

# letters NAME OPTIONS: a model that copies 3 to 8 letters by one vector of one layer of 64, but for the options given,
# and its scores in NAME.json.
letters() {
  local name=$1; shift
  [ -e letters ] || "$s2s" corpus task copy --minimum-length 3 --length 8 --alphabet abcdefgh --pairs 6200 --valid 100 \
    --test 100 --output letters 2>> letters.log
  run "$name" translator --src input --tgt output --corpus letters --tokens spaces --attention none --context start \
    --hidden 64 --embedding 16 --dropout 0 --label-smoothing 0 --batch-sentences 32 --learning-rate 0.01 \
    --schedule constant --epochs 1000 --steps 800 --validate-every 0 --precision float32 "$@"
  [ -e "$name.json" ] || "$s2s" eval --model "$name" --corpus letters --metrics perplexity,accuracy --beam 1 \
    --digits 2 --threads 1 --json > "$name.json" 2>> "$name.log"
}
