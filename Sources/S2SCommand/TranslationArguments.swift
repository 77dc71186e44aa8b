import ArgumentParser
import Seq2Seq

/// How texts are translated, as options of every command that translates.
///
/// None has a default of its own, so that a command can tell which were given.
struct TranslationArguments: ParsableArguments {
  @OptionGroup(title: "Search options") var search: SearchArguments
  @OptionGroup(title: "Required and forbidden words") var demands: DemandArguments
  @Option(
    help: """
      Translate sentence by sentence: always, auto (where the model learned from single sentences) or \
      never (default: auto)
      """)
  var splitSentences: SentenceSplitting?
  @Flag(
    inversion: .prefixedNo,
    help: "Copy addresses and numbers, if the model learned to (default: --placeholders)")
  var placeholders: Bool?
  @Flag(
    help: """
      Replace each <unk> of a translation by the source's word with the most attention; for models with a \
      vocabulary of words
      """)
  var replaceUnknown = false
  @Flag(help: "Use the shortlist of s2s shortlist: faster, with nearly the same translations")
  var shortlist = false
  @Option(help: "Sentences per batch (default: 64)", transform: ArgumentKind.count(1...100_000))
  var batchSentences: Int?
  @Option(help: "Worker threads (default: the processor's cores)", transform: ArgumentKind.threads)
  var threads: Int?

  func validate() throws {
    if shortlist && demands.forcesWords {
      throw ValidationError(TranslationError.demandsDespiteShortlist.sentence)
    }
    if demands.requiresWords && search.beamGroups != nil {
      throw ValidationError(TranslationError.requiresPlainBeamSearch.sentence)
    }
  }

  /// How lines are translated, the words of files included.
  ///
  /// - Throws: `FileError`, `LineError`.
  func options() throws -> TranslationOptions { options(forbidding: try demands.forbidden()) }

  /// How lines are translated, as far as can be told before any file is read.
  var optionsWithoutFiles: TranslationOptions { options(forbidding: demands.forbid) }

  private func options(forbidding words: [String]) -> TranslationOptions {
    var options = TranslationOptions()
    options.search = search.options
    options.forbidden = words
    options.required = demands.require
    options.sentenceSplitting = splitSentences ?? options.sentenceSplitting
    options.usesPlaceholders = placeholders ?? options.usesPlaceholders
    options.replacesUnknownWords = replaceUnknown
    options.usesShortlist = shortlist
    options.batchSentences = batchSentences ?? options.batchSentences
    options.threads = threads
    return options
  }
}

extension SentenceSplitting: ChoiceArgument {}
