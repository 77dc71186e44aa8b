import Glibc
import S2SCommand
import S2SCorpora
import S2SFiles
import S2SSearch
import S2STensors
import S2SText
import Seq2Seq
import Testing

/// The sentences about models and what they were made from.
@Suite struct ModelSentenceTests {
  static let models: [(ModelError, SystemExitCode, String)] = [
    (
      .noneUnder(directory: "models", source: nil, target: "en"), .missingInput,
      "there is no model from any language to en under models; train one with s2s train --src fr "
        + "--tgt en."
    ),
    (
      .noneOfTask("tagger", directory: "models"), .missingInput,
      "there is no model of the task tagger under models; train one with s2s train tagger, or name one "
        + "with --model."
    ),
    (
      .noneFinished(directory: "models", others: ["models/a b", "-m"]), .missingInput,
      "models has no model to choose unasked, only of eight bits, averages, or not validated yet; name "
        + "one by --model 'models/a b', or --model=-m."
    ),
    (
      .severalLanguages(
        directory: "models",
        models: [
          ModelLanguages(path: "models/a", languages: ["source": "de", "target": "en"]),
          ModelLanguages(path: "models/b", languages: ["source": "fr", "target": "en"]),
        ]), .missingInput,
      "models has models of several languages: de to en, fr to en; name one by --model models/a, or "
        + "--model models/b."
    ),
    (
      .noneUnfinished(directory: "models", task: "lm", finished: []), .missingInput,
      "there is no unfinished run of the task lm under models; leave --resume out to begin one."
    ),
    (
      .otherDirection(
        path: "m", languages: ["source": "fr", "target": "en"], source: "de", target: nil), .data,
      "m translates fr to en, not from de; leave --src out, or name another model."
    ),
    (
      .noRun(directory: "m"), .missingInput,
      "m has no run to resume; leave --resume out to begin one."
    ),
    (
      .runExists(directory: "m"), .cannotCreate,
      "m has a model already; go on with it by --resume, replace it by --overwrite, or name another "
        + "directory with --model."
    ),
    (
      .otherVersion(path: "m", version: "\u{1B}[2J", supported: "2"), .data,
      "m has format version \"\\u{1B}[2J\", but this s2s reads version 2; use the s2s that wrote it."
    ),
    (
      .malformed(.shape, path: "m", JSONFault(.endsEarly, offset: 0)), .data,
      "the shape in m cannot be read: byte 0: ends where a value is expected; the file is damaged or "
        + "not a model."
    ),
    (
      .impossibleShape(
        path: "m", .outOfRange(option: "layers", value: "0", range: OptionRange(1...16))), .data,
      "the shape in m is impossible: --layers is 0; it has to be from 1 to 16."
    ),
    (
      .otherLanguages(
        path: "m", languages: ["source": "fr", "target": "en"],
        wanted: ["source": "en", "target": "fr"]), .data,
      "m translates fr to en, not en to fr; name a model of these languages with --from."
    ),
    (
      .otherModel(
        path: "a", first: "b",
        differences: [
          .option(OptionDifference(option: "hidden", new: 8, old: 4)), .field("source_text"),
        ]), .data,
      "a cannot be averaged with b: hidden is 8, not 4; the field source_text differs."
    ),
    (
      .quantized(path: "m", .training), .data,
      "m has weights of eight bits, which cannot be trained; name the model that it was made from."
    ),
    (
      .tooLarge(weights: 1_000_000, bytes: 4e6, limit: 3_000_000), .usage,
      "a model of this shape has 1,000,000 weights, which take 4 MB here, but this process may have "
        + "3 MB; choose smaller sizes."
    ),
    (
      .vocabularySize(.source, 3, allowed: 4...1_000_000), .usage,
      "the source vocabulary's size is 3; it has to be from 4 to 1000000."
    ),
    (
      .contradiction(.nonlinearity(.relu, cell: .lstm, possible: [.lstm, .lstm])), .usage,
      "the cell lstm has no nonlinearity to choose, so relu has no effect; the cells lstm, lstm "
        + "have one."
    ),
    (
      .contradiction(.merge(.sum)), .usage,
      "there is nothing to merge by sum: the encoder reads in one direction; choose a "
        + "bidirectional encoder."
    ),
  ]

  @Test(arguments: models)
  func findsWordsForModels(error: ModelError, exitCode: SystemExitCode, sentence: String) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == exitCode)
  }

  static let origins: [(OriginError, SystemExitCode, String)] = [
    (
      .unknown(model: "m", .training), .missingInput,
      "m does not say where its corpus lies; name training examples with --train."
    ),
    (
      .gone(["a.fr", "a.en"], model: "m", .test), .missingInput,
      "m was trained on a.fr and a.en, which are not there any more; name a test set with --test."
    ),
    (
      .changed(["a.tsv"], model: "m", .trainingText), .data,
      "a.tsv has changed since m was trained; name the training text with --training-text."
    ),
    (
      .noTestSet(beside: ["a.tsv"], model: "m"), .missingInput,
      "there is no test set beside a.tsv, which m was trained on; name a test set with --test."
    ),
  ]

  @Test(arguments: origins)
  func findsWordsForOrigins(error: OriginError, exitCode: SystemExitCode, sentence: String) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == exitCode)
  }
}
