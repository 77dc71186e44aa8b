import ArgumentParser
import S2SFiles

/// The languages by which a command finds a model that is not named.
struct ModelLanguages: ParsableArguments {
  @Option(
    name: .customLong("src"), help: "Take the newest model from this language",
    transform: ArgumentKind.languageName)
  var source: String?
  @Option(
    name: .customLong("tgt"), help: "Take the newest model to this language",
    transform: ArgumentKind.languageName)
  var target: String?

  /// The models with some names, or the one of the languages.
  func models(_ paths: [String]) -> ModelChoice {
    ModelChoice(paths: paths, source: source, target: target)
  }

  /// The options as they are typed.
  var typed: [String] {
    [("src", source), ("tgt", target)].compactMap { name, value in
      value.map { ShellWord.option(name, $0) }
    }
  }
}
