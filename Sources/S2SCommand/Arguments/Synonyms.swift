/// What other toolkits call the options, values and commands of this one.
///
/// The names are those of OpenNMT-py, Marian, JoeyNMT, Sockeye, fairseq, Hugging Face's transformers,
/// sacreBLEU and CTranslate2. A suggestion is made only where the command has what is suggested.
enum Synonyms {
  /// What an option of another toolkit is here.
  enum Meant: Equatable {
    /// An option of this name, with the value that goes with it where there is one.
    case option(String)
    /// Something that needs no option.
    case advice(String)
  }

  /// What a name means to a command.
  ///
  /// - Parameters:
  ///   - names: the options that the command has.
  ///   - command: the command as it is typed, such as `s2s train`.
  static func option(_ name: String, among names: [String], of command: String) -> Meant? {
    let plain = Spelling.normalized(name)
    if names.contains(plain) { return .option(plain) }
    for advice in advice where advice.words.contains(plain) && command.hasPrefix(advice.command) {
      return .advice(advice.sentence)
    }
    return options(name).first { names.contains(Self.name(of: $0)) }.map { .option($0) }
  }

  /// The options that a name means, the likeliest first, of whatever command.
  static func options(_ name: String) -> [String] {
    let plain = Spelling.normalized(name)
    return optionTable.filter { $0.words.contains(plain) }.flatMap(\.options)
  }

  /// The value of an option that a word means, if it is one of the choices.
  static func value(_ word: String, of option: String, among choices: [String]) -> String? {
    let plain = Spelling.normalized(word)
    if let same = choices.first(where: { Spelling.normalized($0) == plain }) { return same }
    let meant = valueTable.filter { $0.option == option && $0.words.contains(plain) }.map(\.value)
    return meant.first(where: choices.contains) ?? Spelling.nearest(to: word, among: choices)
  }

  /// The commands that a word means below another, as they are typed.
  static func commands(_ word: String, in command: String) -> [String] {
    let plain = Spelling.normalized(word)
    return commandTable.filter { $0.below == command && $0.words.contains(plain) }.map(\.command)
  }

  /// The name of `attention none`.
  static func name(of option: String) -> String { String(option.prefix { $0 != " " }) }
}

/// A line of a table: words, separated by spaces.
private func words(_ text: String) -> Set<String> {
  Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
}

// MARK: - The tables

extension Synonyms {
  private static let advice: [(words: Set<String>, command: String, sentence: String)] = [
    (
      words("device gpu gpus cpu cuda gpuid gpu-ranks world-size use-cuda use-gpu use-cpu no-cuda"),
      "s2s", "it always computes on the processor; leave it out"
    ),
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

  private static let valueTable: [(option: String, value: String, words: Set<String>)] = [
    ("attention", "additive", words("bahdanau mlp concat add bah bahdanau-style tanh")),
    ("attention", "general", words("luong multiplicative bilinear mul luong-general")),
    ("attention", "dot", words("dot-product dotprod luong-dot scaled-dot scaled-dot-product")),
    ("attention", "none", words("no off false null without")),
    ("cell", "elman", words("rnn simple vanilla srn simple-rnn simplernn")),
    ("cell", "lstm", words("bilstm blstm long-short-term-memory")),
    ("cell", "gru", words("bigru gated-recurrent-unit")),
    ("optimizer", "adam", words("adamw adam-w")),
    ("optimizer", "sgd", words("momentum nesterov gd")),
    (
      "schedule", "inverse-sqrt", words("noam invsqrt inverse-square-root rsqrt inverse-sqrt-decay")
    ),
    ("schedule", "plateau", words("reduce-on-plateau reducelronplateau plateau-reduce")),
    ("schedule", "linear", words("linear-decay polynomial lineardecay triangular")),
    ("schedule", "constant", words("fixed none off no constant-with-warmup")),
    ("initialization", "xavier", words("glorot xavier-uniform glorot-uniform")),
    ("initialization", "uniform", words("random uniform-random")),
    ("initialization", "identity", words("eye irnn")),
    ("metric", "loss", words("ppl perplexity xent cross-entropy nll val-loss")),
    ("metric", "bleu", words("sacrebleu")),
    ("precision", "float32", words("fp32 float 32 single")),
    ("precision", "bfloat16", words("bf16 fp16 half 16 float16 mixed amp")),
    ("merge", "concat", words("concatenate cat concatenation side-by-side")),
    ("merge", "sum", words("add average mean")),
    ("scheduled-sampling", "inverse-sigmoid", words("sigmoid invsigmoid")),
    ("scheduled-sampling", "exponential", words("exp")),
    ("unit", "character", words("char chars letter letters characters")),
    ("unit", "subword", words("bpe word words subwords token sentencepiece")),
    ("context", "start", words("initial init first")),
    ("context", "steps", words("every all each step")),
    ("bridge", "dense", words("linear learned mlp")),
    ("bridge", "copy", words("pass identity last final")),
    ("bridge", "mean", words("avg average")),
    ("format", "json", words("jsonl ndjson")),
    ("format", "text", words("txt plain raw")),
    ("format", "tsv", words("tab tabs csv")),
    ("format", "pieces", words("tokens subwords words text")),
    ("format", "ids", words("id numbers ints integers")),
    ("side", "source", words("src input encoder")),
    ("side", "target", words("tgt trg output decoder")),
    ("tokenize", "zh", words("chinese")),
    ("tokenize", "13a", words("moses mteval mteval-v13a v13a default")),
    ("tokenize", "intl", words("international mteval-v14 14")),
    ("tokenize", "char", words("character characters chars")),
    ("split-sentences", "always", words("yes true on")),
    ("split-sentences", "never", words("no false off none")),
    ("test-kind", "bootstrap", words("bs paired-bs paired-bootstrap")),
    ("test-kind", "randomization", words("ar paired-ar approximate-randomization permutation")),
    ("length-formula", "gnmt", words("wu google wu2016")),
    ("length-formula", "length", words("avg average")),
    ("smooth", "add-k", words("add-n add1 add-one addk lidstone laplace")),
    ("smooth", "exp", words("exponential mteval default")),
    ("smooth", "none", words("no off false")),
    ("metrics", "bleu", words("sacrebleu bleu4 bleu-4")),
    ("metrics", "chrf", words("chrf++ chr-f chrfpp chrf2")),
    ("metrics", "rouge", words("rouge-l rouge-1 rouge-2 rougel rouge1 rouge2")),
    ("metrics", "perplexity", words("ppl")),
    ("metrics", "accuracy", words("acc")),
    ("metrics", "cider", words("cider-d ciderd")),
  ]

  private static let commandTable: [(below: String, command: String, words: Set<String>)] = [
    ("s2s", "s2s train", words("trainer fit learn training train-model nmt-train finetune resume")),
    (
      "s2s", "s2s translate",
      words("predict infer inference decode generate run interactive trans translator sample beam")
    ),
    (
      "s2s", "s2s eval",
      words("evaluate evaluation score scores scoring bleu sacrebleu chrf test compare benchmark")
    ),
    ("s2s", "s2s corpus", words("data dataset datasets corpora prepare preprocess")),
    ("s2s", "s2s corpus phrasebook", words("phrasebook download demo make-corpus")),
    ("s2s", "s2s corpus import", words("import convert")),
    ("s2s", "s2s corpus doctor", words("doctor check clean filter lint validate")),
    ("s2s", "s2s tokenize", words("tokenise encode segment bpe subword split spm-encode")),
    ("s2s", "s2s detokenize", words("detokenise detok untokenize join spm-decode")),
    ("s2s", "s2s info", words("describe show inspect summary version about system model models")),
    ("s2s", "s2s quantize", words("quantise quant compress int8 export shrink convert-model")),
    ("s2s", "s2s shortlist", words("lexical-shortlist lexicon lex short-list")),
    (
      "s2s", "s2s average",
      words("avg mean merge average-models average-checkpoints combine ensemble")
    ),
    ("s2s", "s2s train lm", words("lm language-model train-lm")),
    ("s2s corpus", "s2s corpus doctor", words("check clean lint examine validate filter stats")),
    ("s2s corpus", "s2s corpus import", words("convert read load add export")),
    (
      "s2s corpus", "s2s corpus phrasebook",
      words("generate make create bundled demo download get build")
    ),
    ("s2s train", "s2s train lm", words("language-model languagemodel lang-model rnnlm llm")),
    ("s2s train", "s2s train", words("translate translation nmt mt seq2seq translation-model")),
  ]
}
