/// What needs no option here: the words, the command, and the answer.
extension Synonyms {
  static let advice: [(words: Set<String>, command: String, sentence: String)] =
    anywhere + training + files

  private static let anywhere = [
    (
      words(
        """
        device devices gpu gpus cpu cuda gpuid gpu-ranks gpu-id n-gpu num-gpus world-size use-cuda use-gpu \
        use-cpu no-cuda ddp-backend distributed-world-size local-rank
        """),
      "s2s", "it always computes on the processor; leave it out"
    ),
    (
      words("quiet verbose no-progress-bar log-format log-level v q"), "s2s",
      "progress is shown on standard error; add 2> FILE"
    ),
    (
      words("remove-bpe post-process detok detokenize remove-subwords"), "s2s translate",
      "translations are text already; leave it out"
    ),
  ]

  private static let training = [
    (
      words("src-vocab tgt-vocab vocabs vocab-file src-vocab-file tgt-vocab-file srcdict tgtdict"),
      "s2s train",
      "vocabularies are learned from the corpus; --vocabulary-size and --subwords say how"
    ),
    (
      words("train-from load-checkpoint continue-from"), "s2s train",
      "--model DIR --resume goes on with a run, and --from DIR begins with a model's weights"
    ),
    (
      words("workspace mini-batch-fit max-generator-batches"), "s2s train",
      "large batches are computed in parts that fit; leave it out"
    ),
    (
      words("update-freq accum-count gradient-accumulation-steps optimizer-delay batch-multiplier"),
      "s2s train",
      "large batches are computed in parts; give --batch-tokens or --batch-sentences the size of all"
    ),
    (
      words("log-file wandb wandb-project log"),
      "s2s train", "history.jsonl in the model's directory records the run; leave it out"
    ),
    (
      words("criterion loss loss-function cost-type"), "s2s train",
      "the loss is cross-entropy; --label-smoothing and --minimum-risk change it"
    ),
    (words("task"), "s2s train", "the task stands behind s2s train, as in s2s train lm"),
    (
      words("adam-betas adam-beta1 adam-beta2 adam-eps optimizer-params beta1 beta2 epsilon"),
      "s2s train", "Adam has the constants of its paper; leave it out"
    ),
    (
      words("precision bits int8 quantization"), "s2s quantize",
      "it always makes eight bits; leave it out"
    ),
  ]

  private static let files = [
    (
      words("output output-file out o out-file save result"), "s2s translate",
      "translations go to standard output; add > FILE"
    ),
    (
      words("input input-file in i src-file source-file text text-input file files test-file"),
      "s2s translate", "name the files behind the options, or add < FILE"
    ),
    (
      words("input input-file in i files file"), "s2s corpus import",
      "name the files behind the options"
    ),
    (
      words("input input-file in i file files src-file tgt-file source-file target-file hyp ref"),
      "s2s score", "name the files behind the options"
    ),
    (
      words("format type input-format"), "s2s corpus import",
      "the format is that of the files' names; leave it out"
    ),
    (words("output output-file out o"), "s2s tokenize", "tokens go to standard output; add > FILE"),
    (
      words("output output-file out o"), "s2s detokenize",
      "text goes to standard output; add > FILE"
    ),
    (
      words("model model-path model-dir m checkpoint"), "s2s info",
      "name the model behind the options"
    ),
    (
      words("model model-path model-dir m checkpoint"), "s2s quantize",
      "name the model behind the options"
    ),
    (
      words("model model-path model-dir m checkpoint"), "s2s shortlist",
      "name the model behind the options"
    ),
    (
      words("model models model-path m inputs checkpoints"), "s2s average",
      "name the models behind the options"
    ),
  ]
}
