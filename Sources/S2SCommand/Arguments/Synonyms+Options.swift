/// The names of options: what other toolkits say, and what it is here.
extension Synonyms {
  /// A line: other names, and options in the order of likelihood.
  struct OptionLine {
    let words: Set<String>
    let options: [String]

    init(_ options: String, _ words: String) {
      self.words = Synonyms.words(words)
      self.options = options.split(separator: "|").map(String.init)
    }
  }

  static let optionTable =
    corpusLines + shapeLines + learningLines + runLines + searchLines + scoreLines

  private static let corpusLines = [
    OptionLine("src", "source source-lang source-language src-lang src-language sl from s lang1"),
    OptionLine(
      "tgt", "target target-lang target-language tgt-lang tgt-language tl to t trg trg-lang"),
    OptionLine("tgt", "language lang lang2 l target-locale"),
    OptionLine(
      "train|corpus",
      """
      training train-set train-sets train-data training-data trainpref train-file training-file \
      train-src train-tgt train-corpus data-train input tsv prepared-data
      """),
    OptionLine(
      "corpus|train", "data data-dir corpus-dir dataset data-path datadir corpora directory"),
    OptionLine(
      "valid",
      """
      dev val validation valid-set valid-sets validation-data dev-data devset dev-set validpref \
      valid-src valid-tgt validation-file validation-set validation-source validation-target eval-set
      """),
    OptionLine("downloads", "download packages archive archives lists debs input-dir"),
    OptionLine("parts", "part sections"),
    OptionLine("test", "testing test-set test-data test-file testpref testset test-src input"),
  ]

  private static let shapeLines = [
    OptionLine(
      "hidden",
      """
      hidden-size hidden-dim hidden-units hid-size hid-dim rnn-size rnn-num-hidden num-hidden units \
      dim-rnn d-model dim nhid model-dim rnn-hidden-size enc-rnn-size dec-rnn-size \
      encoder-hidden-size decoder-hidden-size enc-hid-size dec-hid-size state-size width size
      """),
    OptionLine(
      "embedding",
      """
      embedding-size embedding-dim embeddings emb-size emb-dim embed-size embed-dim emb word-vec-size \
      dim-emb src-word-vec-size tgt-word-vec-size num-embed encoder-embed-dim decoder-embed-dim ninp
      """),
    OptionLine(
      "layers",
      """
      num-layers n-layers nlayers layer depth enc-layers dec-layers encoder-layers decoder-layers \
      enc-depth dec-depth rnn-num-layers num-hidden-layers num-encoder-layers num-decoder-layers
      """),
    OptionLine(
      "cell",
      """
      rnn-type rnn-cell rnn-cell-type cell-type enc-cell dec-cell rnn unit-type arch architecture \
      decoder-type type
      """),
    OptionLine(
      "attention",
      """
      attention-type global-attention attention-mechanism attn attn-type att-type attention-score \
      rnn-attention-type attention-model
      """),
    OptionLine("attention none", "no-attention no-attn"),
    OptionLine(
      "bidirectional", "brnn bidir bi encoder-bidirectional encoder-type bidirectional-encoder"),
    OptionLine("reverse-source", "reverse invert-source reverse-src reverse-input"),
    OptionLine("input-feeding", "input-feed decoder-input-feeding rnn-attention-in-upper-layers"),
    OptionLine("coverage", "coverage-attn attention-coverage rnn-attention-coverage-type"),
    OptionLine("coverage-loss", "lambda-coverage coverage-lambda"),
    OptionLine("r-drop", "rdrop reg-alpha consistency-loss kl-loss"),
    OptionLine("sampled-softmax", "num-sampled negative-samples softmax-samples sampled-loss"),
    OptionLine("copy", "copy-attn copy-attention copy-mechanism pointer pointer-generator pgen"),
    OptionLine("bridge", "init-hidden decoder-init rnn-decoder-state-init enc-to-dec"),
    OptionLine(
      "tie-embeddings",
      """
      tie-weights tied-embeddings tied weight-tying weight-tying-type share-decoder-embeddings \
      share-decoder-input-output-embed share-embeddings share-all-embeddings tied-softmax tie-word-embeddings
      """),
    OptionLine(
      "joint-vocabulary", "share-vocab joint-vocab shared-vocab joined-dictionary joint-dictionary"),
    OptionLine(
      "vocabulary-size",
      """
      vocab-size vocab vocabulary voc-size voc-limit src-vocab-size tgt-vocab-size num-words \
      dim-vocabs bpe-size bpe-merges num-merges merges bpe bpe-operations
      """),
    OptionLine("layer-norm", "layernorm layer-normalization layer-normalisation rnn-layer-norm"),
    OptionLine("residual", "skip skip-connections residual-connections"),
    OptionLine("placeholders", "copy-numbers protect"),
    OptionLine(
      "typing-variants",
      """
      noise source-noise augment augmentation data-augmentation case-augmentation robust \
      robustness typing
      """),
  ]

  private static let learningLines = [
    OptionLine("learning-rate", "lr learningrate learn-rate initial-learning-rate eta"),
    OptionLine(
      "batch-sentences",
      """
      batch-size batch batchsize mini-batch minibatch bs train-batch-size eval-batch-size \
      per-device-train-batch-size valid-batch-size
      """),
    OptionLine(
      "batch-tokens", "max-tokens batch-words mini-batch-words tokens-per-batch batch-type"),
    OptionLine(
      "epochs",
      "max-epochs max-epoch num-epochs n-epochs num-train-epochs epoch after-epochs max-num-epochs passes"
    ),
    OptionLine(
      "steps",
      """
      max-steps max-step train-steps num-steps updates max-updates max-update num-updates after-batches \
      after iterations iters max-iters num-train-steps total-steps
      """),
    OptionLine("optimizer", "optim optimiser optimization optimizer-type"),
    OptionLine(
      "schedule",
      """
      lr-scheduler scheduler lr-schedule lr-scheduler-type learning-rate-scheduler-type decay-method \
      scheduling lr-decay-strategy
      """),
    OptionLine(
      "decay",
      "lr-decay learning-rate-decay decay-factor lr-shrink decrease-factor learning-rate-reduce-factor"
    ),
    OptionLine(
      "warmup",
      "warmup-steps warmup-updates lr-warmup num-warmup-steps learning-rate-warmup warm-up warmup-ratio"
    ),
    OptionLine(
      "patience",
      """
      early-stopping early-stop early-stopping-patience max-num-checkpoint-not-improved \
      patience-epochs stop-after
      """),
    OptionLine(
      "metric",
      "early-stopping-metric early-stopping-criteria best-checkpoint-metric eval-metric monitor valid-metrics"
    ),
    OptionLine(
      "clip",
      """
      clip-norm clipnorm max-grad-norm max-gradient-norm grad-clip clip-grad clip-grad-norm gradient-clip \
      gradient-clipping clip-gradients gradient-clip-norm gradient-clipping-threshold grad-norm
      """),
    OptionLine("clip-value", "clip-grad-val clip-gradient-value clipvalue"),
    OptionLine("momentum", "nesterov sgd-momentum"),
    OptionLine("weight-decay", "wd l2 decoupled-weight-decay"),
    OptionLine(
      "dropout", "dropout-rate drop drop-rate dropout-prob p-dropout dropout-rnn rnn-dropout"),
    OptionLine("dropout-embeddings", "emb-dropout embed-dropout embedding-dropout dropout-src"),
    OptionLine(
      "label-smoothing", "label-smooth smoothing label-smoothing-factor label-smoothing-epsilon"),
    OptionLine(
      "ema", "exponential-smoothing moving-average moving-average-decay ema-decay average-decay"),
    OptionLine("initialization", "initialisation init initializer param-init weight-init"),
    OptionLine(
      "maximum-length|max-length-ratio",
      """
      max-length max-len max-seq-len max-seq-length max-sequence-length src-seq-length tgt-seq-length \
      max-sent-length max-sentence-length max-source-positions max-source-length max-target-length
      """),
    OptionLine("precision bfloat16", "fp16 bf16 amp half mixed-precision"),
    OptionLine("precision", "dtype"),
    OptionLine("seed", "random-seed rng-seed manual-seed rand-seed"),
    OptionLine(
      "scheduled-sampling",
      "teacher-forcing teacher-forcing-ratio tf-ratio scheduled-sampling-decay"),
    OptionLine("minimum-risk", "mrt minimum-risk-training"),
  ]

  private static let runLines = [
    OptionLine(
      "output|model",
      """
      output-dir out-dir output-file out-file out o output-model output-folder save-dir save-path save \
      save-model outdir
      """),
    OptionLine(
      "model", "output model-dir model-path model-file m path models checkpoint-dir ckpt checkpoint"
    ),
    OptionLine(
      "resume",
      "continue restore reload resume-from resume-from-checkpoint continue-training restore-file"
    ),
    OptionLine(
      "from",
      "pretrained pretrained-model init-model init-from finetune fine-tune finetune-from base-model load load-model"
    ),
    OptionLine("overwrite", "force f replace yes y overwrite-output-dir"),
    OptionLine("config", "conf c config-file cfg yaml configuration"),
    OptionLine("time-limit", "max-time timeout time max-seconds train-time"),
    OptionLine(
      "threads",
      "num-threads nthreads n-threads cpu-threads workers num-workers n-jobs jobs j cpus cores"),
    OptionLine(
      "validate-every",
      """
      valid-steps valid-every validation-freq valid-freq validation-interval validate-interval eval-every \
      eval-steps checkpoint-interval checkpoint-frequency save-interval save-steps save-checkpoint-steps save-freq \
      validate-interval-updates
      """),
    OptionLine(
      "keep-checkpoints",
      """
      keep-last keep-last-epochs keep-checkpoint keep-best-ckpts num-checkpoints keep-last-params \
      save-total-limit
      """),
    OptionLine(
      "log-every",
      "disp-freq report-every log-interval logging-steps print-freq logging-freq stat-freq log-steps"
    ),
    OptionLine(
      "tensorboard", "tensorboard-logdir tensorboard-log-dir tensorboard-dir logging-dir tb"),
    OptionLine("quantity", "quantities metric metrics measure y"),
    OptionLine("against", "x x-axis over by"),
    OptionLine("dry-run", "dry plan forecast estimate dryrun"),
    OptionLine("pairs", "lines sentences n count num size number"),
    OptionLine("side", "language-side which"),
    OptionLine("format", "output-format output-type out-format"),
  ]

  private static let searchLines = [
    OptionLine("beam", "beam-size beam-width num-beams beams beamsize k b"),
    OptionLine("nbest", "n-best n-best-list nbest-size num-return-sequences num-hypotheses"),
    OptionLine(
      "length-penalty", "lenpen len-pen alpha normalize lp-alpha beam-alpha length-penalty-alpha"),
    OptionLine("coverage-penalty", "coverage-pen beta coverage-beta"),
    OptionLine("sample", "do-sample sampling random-sampling output-sampling"),
    OptionLine("top-k", "topk random-sampling-topk sampling-topk"),
    OptionLine("top-p", "topp random-sampling-topp sampling-topp nucleus nucleus-p"),
    OptionLine("temperature", "temp softmax-temperature random-sampling-temp sampling-temperature"),
    OptionLine(
      "replace-unknown",
      "replace-unk replace-unks unk-replace unk-replacement allow-unk unk-penalty"),
    OptionLine("beam-groups", "diverse-beam-groups num-beam-groups"),
    OptionLine("diversity", "diversity-penalty diverse-beam-strength"),
    OptionLine(
      "max-length-ratio",
      "max-output-length max-decode-length max-new-tokens max-len-a max-length-factor max-len-b"),
    OptionLine("max-repeats", "no-repeat-ngram-size block-ngram-repeat repetition-penalty"),
    OptionLine("require", "constraints force-words positive-constraints force-words-ids"),
    OptionLine(
      "forbid", "bad-words bad-words-ids negative-constraints avoid-list exclude suppress-sequences"
    ),
    OptionLine("prefix-file", "prefix prefix-tokens tgt-prefix force-decoding decoder-prefix"),
    OptionLine("model", "ensemble"),
  ]

  /// Those of what makes pairs of text.
  static let textLines = [
    OptionLine(
      "text",
      """
      mono monolingual monolingual-text mono-text mono-file input input-file in i file files lines texts \
      target-text
      """),
    OptionLine("model", "reverse-model backward-model back-model"),
    OptionLine("tag", "bt-tag tagged mark marker"),
    OptionLine("train", "pairs parallel bitext real real-pairs keep-pairs"),
    OptionLine("max-ratio", "ratio length-ratio maximum-ratio max-len-ratio"),
    OptionLine("max-words", "maximum-words max-source-words max-sent-length"),
    OptionLine("min-log-probability", "min-score minimum-score threshold score-threshold"),
  ]

  static let judgingLines = [
    OptionLine("sources", "source src-file source-file source-text srcs input in i"),
    OptionLine("hyp", "systems outputs output-file files"),
    OptionLine("names", "name system-names labels"),
    OptionLine("kind", "type mode method task evaluation"),
    OptionLine("judges", "annotators annotator raters rater evaluators people judge"),
    OptionLine("sentences", "samples sample sample-size size number n count segments"),
    OptionLine("common", "overlap shared share"),
    OptionLine("repeats", "repeat duplicates quality-control qc"),
  ]

  static let scoreLines = [
    OptionLine(
      "hyp",
      """
      hypothesis hypotheses hypo sys system candidate candidates translation translations prediction \
      predictions mt input in i
      """),
    OptionLine("test", "t"),
    OptionLine("ref", "reference references refs gold r"),
    OptionLine("metrics", "metric m measures measure scorers"),
    OptionLine("tokenize", "tok tokenizer tokeniser tokenise"),
    OptionLine("lowercase", "lc lower case-insensitive ignore-case uncased"),
    OptionLine("smooth", "smoothing smooth-method"),
    OptionLine("sentence-level", "sent-level sentence-scores per-sentence sentence-bleu"),
    OptionLine("confidence", "ci confidence-interval confidence-intervals bootstrap"),
    OptionLine(
      "samples", "n-samples num-samples bootstrap-samples bootstrap-trials trials paired-bs-n"),
    OptionLine(
      "compare", "baseline significance paired-bs paired-ar paired-bootstrap versus other"),
    OptionLine("digits", "decimals precision round"),
    OptionLine("html", "report page"),
    OptionLine("corpus", "test-corpus"),
  ]
}
