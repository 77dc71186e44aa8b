import ArgumentParser
import S2SCorpora
import S2SText
import Seq2Seq

/// The languages of a translation.
struct LanguageOptions: ParsableArguments {
  @Option(
    name: .customLong("src"), help: "The source language, such as fr",
    transform: ArgumentKind.languageName)
  var source: String
  @Option(
    name: .customLong("tgt"), help: "The target language, such as en",
    transform: ArgumentKind.languageName)
  var target: String

  func validate() throws { try checkLanguages([source, target]) }

  /// - Throws: `ValidationError` where both are the same, however they are written.
  func checkDiffering() throws {
    guard LanguagePair(source: source, target: target).isOneTag else { return }
    throw ValidationError(
      source == target
        ? "--src and --tgt are both \(source); give two languages."
        : "--src \(source) and --tgt \(target) are the same language; give two.")
  }
}

/// Where training pairs are; which they are if none are named, the command says.
struct TrainingPairsOptions: ParsableArguments {
  @Option(
    help: "A directory with train.LANG, valid.LANG and test.LANG, plain or .gz",
    transform: ArgumentKind.path)
  var corpus: String?
  @Option(
    help: "Training pairs: a .tsv, .csv, .tmx, .po or .mo file, or a stem that .LANG completes",
    transform: ArgumentKind.path)
  var train: String?

  var selection: CorpusSelection { CorpusSelection(directory: corpus, train: train) }

  func validate() throws {
    if corpus != nil && train != nil {
      throw ValidationError("--corpus and --train exclude each other; give one of them.")
    }
  }
}

/// Where the pairs are that a model is trained on and validated with.
struct CorpusOptions: ParsableArguments {
  @OptionGroup var training: TrainingPairsOptions
  @Option(
    help: "Validation pairs, in the same forms (default: set aside from the training pairs)",
    transform: ArgumentKind.path)
  var valid: String?

  var selection: CorpusSelection {
    CorpusSelection(directory: training.corpus, train: training.train, valid: valid)
  }

  func validate() throws {
    if valid != nil && training.train == nil {
      throw ValidationError(
        "--valid needs --train; with --corpus the validation pairs are DIR/valid.LANG.")
    }
  }
}
