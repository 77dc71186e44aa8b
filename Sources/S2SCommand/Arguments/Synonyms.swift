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
    return options(name, of: command).first { names.contains(Self.name(of: $0)) }.map {
      .option($0)
    }
  }

  /// The options that a name means, the likeliest first, of whatever command; to one that scores, the
  /// words of programs that score come first, and so on.
  static func options(_ name: String, of command: String) -> [String] {
    let plain = Spelling.normalized(name)
    let table =
      switch command {
      case "s2s eval": scoreLines + optionTable
      case "s2s judge sheet": judgingLines + scoreLines + optionTable
      case "s2s backtranslate": textLines + optionTable
      default: optionTable
      }
    return table.filter { $0.words.contains(plain) }.flatMap(\.options)
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

  /// A line of a table: words, separated by spaces.
  static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// The name of `attention none`.
  static func name(of option: String) -> String { String(option.prefix { $0 != " " }) }
}

/// The names of commands: what other toolkits say, and what it is here.
extension Synonyms {
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
    (
      "s2s", "s2s judge",
      words("human humans annotate annotation rate rating rank ranking judges mqm survey assess")
    ),
    ("s2s judge", "s2s judge sheet", words("sheets make create page task tasks form write")),
    (
      "s2s judge", "s2s judge report",
      words("results result evaluate eval score analyse analyze read agreement")
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
    (
      "s2s", "s2s backtranslate",
      words(
        "back-translate back-translation backtranslation bt mono monolingual augment synthesize")
    ),
    ("s2s", "s2s distill", words("distil distillation distillate knowledge-distillation student")),
    ("s2s", "s2s train lm", words("lm language-model train-lm")),
    ("s2s", "s2s corpus scenes", words("scenes draw shapes")),
    ("s2s", "s2s corpus gallery", words("gallery pictures images")),
    ("s2s", "s2s corpus variants", words("variants noise typing uppercase lowercase")),
    (
      "s2s corpus", "s2s corpus variants",
      words("noise typing perturb augment uppercase lowercase capitals variant")
    ),
    ("s2s", "s2s corpus debian", words("debian apt")),
    ("s2s corpus", "s2s corpus scenes", words("draw shapes captions images")),
    ("s2s corpus", "s2s corpus gallery", words("show view html page pictures")),
    ("s2s corpus", "s2s corpus debian", words("software packages apt align manpages descriptions")),
    ("s2s corpus", "s2s corpus doctor", words("check clean lint examine validate filter stats")),
    ("s2s corpus", "s2s corpus import", words("convert read load add export")),
    (
      "s2s corpus", "s2s corpus phrasebook",
      words("generate make create bundled demo download get build")
    ),
    (
      "s2s corpus", "s2s corpus task",
      words("toy synthetic copy reverse sort addition arithmetic xml")
    ),
    (
      "s2s train", "s2s train lm",
      words("language-model languagemodel lang-model rnnlm llm langmodel lang")
    ),
    ("s2s train", "s2s train", words("translate translation nmt mt seq2seq translation-model")),
  ]
}
