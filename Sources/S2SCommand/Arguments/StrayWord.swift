import FoundationEssentials
import S2SFiles
import S2SText
import Seq2Seq

/// What a word may mean that stands behind a command which does not take it.
enum StrayWord: Equatable {
  /// A model, or an unfinished run.
  case model(String)
  /// A directory that may have a corpus, or is to have a model.
  case directory(String)
  /// The value of an option.
  case value(String, option: String)
  /// Two languages.
  case languages(String, String)
  /// Nothing that is known.
  case nothing

  /// Looks at the words that a command does not take, and at the files of these names.
  init(_ words: [String], _ typed: TypedCommand) {
    guard typed.title.hasPrefix(TrainCommand.title), let word = words.first else {
      self = .nothing
      return
    }
    var isDirectory = false
    let isThere = FileManager.default.fileExists(atPath: word, isDirectory: &isDirectory)
    self =
      if MisplacedArgument.isModel(word) {
        .model(word)
      } else if isThere && isDirectory {
        .directory(word)
      } else if word.hasSuffix(".json") {
        .value(word, option: "config")
      } else if isThere || Self.corpora.contains(where: word.hasSuffix) {
        .value(word, option: "train")
      } else if let (source, target) = Self.languages(words) {
        .languages(source, target)
      } else if word.contains("/") {
        .value(word, option: "model")
      } else {
        .nothing
      }
  }

  /// How the names of files with pairs or lines end.
  private static let corpora = [".tsv", ".csv", ".txt", ".tmx", ".po", ".mo", ".gz"]

  /// The languages of `fr en`, `fr-en` and `French English`.
  private static func languages(_ words: [String]) -> (String, String)? {
    let names = words.count == 1 ? words[0].split(separator: "-").map(String.init) : words
    let codes = names.compactMap { name in
      let code = TextPipeline.canonicalTag(name)
      return TextPipeline.isKnownLanguage(code) ? code : TextPipeline.languageCode(named: name)
    }
    return codes.count == 2 && names.count == 2 ? (codes[0], codes[1]) : nil
  }
}

extension StrayWord {
  /// What to type.
  ///
  /// - Parameter command: as it is typed, such as `s2s train`.
  func words(_ command: String) -> String {
    switch self {
    case .model(let path):
      "it is a model: add \(ShellWord.option("from", path)) to begin with its weights, or to go on with "
        + "its run type: \(command) \(ShellWord.option("model", path)) --resume"
    case .directory(let path):
      "add \(ShellWord.option("corpus", path)) if the corpus is there, or "
        + "\(ShellWord.option("model", path)) if the model is to be there"
    case .value(let word, let option): "did you mean \(ShellWord.option(option, word))?"
    case .languages(let source, let target): "did you mean --src \(source) --tgt \(target)?"
    case .nothing: "\(command) --help lists what it takes"
    }
  }
}
