import S2SFiles
import S2SModels

extension ModelError: Sentence {
  package var exitCode: SystemExitCode {
    switch self {
    case .noModel, .notFound, .noModelFile, .noneUnder, .noneOfTask, .noneFinished,
      .severalLanguages,
      .noneUnfinished, .noRun, .noShortlist:
      .missingInput
    case .runExists, .modelExists, .isOfModel, .inUse, .replacedDirectory: .cannotCreate
    case .contradiction, .vocabularySize, .tooLarge, .unevenWidth, .tooFewToAverage: .usage
    default: .data
    }
  }

  package var sentence: String {
    switch self {
    case .noModel, .notFound, .noModelFile, .noneUnder, .noneOfTask, .noRun, .noShortlist: missing
    case .noneFinished, .severalLanguages, .noneUnfinished: undecided
    case .runExists(let directory):
      "\(directory) has a model already; go on with it by --resume, replace it by --overwrite, or "
        + "name another directory with --model."
    case .modelExists(let directory):
      "\(directory) has a model already; replace it by --overwrite, or name another directory with "
        + "--output."
    case .isOfModel(let path): "\(path) is the name of a file of that model; name another."
    case .inUse(let directory):
      "\(directory) is in use by another s2s that writes into it; wait for its end, or name another "
        + "directory."
    case .replacedDirectory(let directory):
      "\(directory) was moved or replaced during the run; what was saved is in the old directory."
    case .removedDirectory(let directory):
      "\(directory) was removed during the run, and what was saved in it is gone."
    case .notAModel, .noField, .otherVersion, .malformed, .impossibleShape, .noLanguage,
      .noConfiguration, .unknownTask:
      unreadable
    case .contradiction(let contradiction): contradiction.sentence
    case .vocabularySize, .tooLarge, .unevenWidth, .tooFewToAverage: impossible
    default: mismatch
    }
  }

  private var missing: String {
    switch self {
    case .noModel: "no model was named to translate with."
    case .notFound(let path):
      "there is no model at \(path); train one with s2s train, or name another."
    case .noModelFile(let directory):
      "\(directory) has no model.safetensors; a run that has not been validated yet leaves none."
    case .noneUnder(let directory, let source, let target):
      "there is no model\(Self.direction(source, target)) under \(directory); train one with "
        + "s2s train --src \(source ?? "fr") --tgt \(target ?? "en")."
    case .noneOfTask(let task, let directory):
      "there is no model of the task \(task) under \(directory); train one with "
        + "s2s train \(TaskWords.of(task).command), or name one with --model."
    case .noRun(let directory):
      "\(directory) has no run to resume; leave --resume out to begin one."
    case .noShortlist(let path): "there is no \(path); learn one with s2s shortlist."
    default: "there is no model."
    }
  }

  /// The sentence where a directory of models does not say which of them is meant.
  private var undecided: String {
    switch self {
    case .noneFinished(let directory, let others):
      "\(directory) has no model to choose unasked, only of eight bits, averages, or not validated yet; "
        + "name one by \(Self.commands(others))."
    case .severalLanguages(let directory, let models):
      "\(directory) has models of several languages: "
        + models.map { "\(Self.direction($0.languages))" }.joined(separator: ", ")
        + "; name one by \(Self.commands(models.map(\.path)))."
    case .noneUnfinished(let directory, let task, let finished):
      "there is no unfinished run of the task \(task) under \(directory); "
        + (finished.isEmpty
          ? "leave --resume out to begin one." : "name one by \(Self.commands(finished)).")
    default: "name a model."
    }
  }

  /// The options that name models, as a shell reads them.
  private static func commands(_ paths: [String]) -> String {
    paths.map { ShellWord.option("model", $0) }.joined(separator: ", or ")
  }

  private static func direction(_ source: String?, _ target: String?) -> String {
    source == nil && target == nil
      ? "" : " from \(source ?? "any language") to \(target ?? "any language")"
  }

  private var unreadable: String {
    switch self {
    case .notAModel(let path): "\(path) is not a model of s2s."
    case .noField(let path, let field):
      "\(path) has no metadata field \"\(field)\"; it is not a model of s2s."
    case .otherVersion(let path, let version, let supported):
      "\(path) has format version \(quoted(version)), but this s2s reads version \(supported); use "
        + "the s2s that wrote it."
    case .malformed(let part, let path, let fault):
      "the \(part.rawValue) in \(path) cannot be read: \(fault.words); the file is damaged or not a "
        + "model."
    case .impossibleShape(let path, let error):
      "the shape in \(path) is impossible: \(error.sentence)."
    case .noLanguage(let path, let field, let value):
      "\(path) has \(quoted(value)) as \"\(field)\", which is no language; the file is damaged or "
        + "not a model."
    case .noConfiguration(let path):
      "\(path) does not say how it was trained; s2s info shows what it says."
    case .unknownTask(let path, let task):
      "\(path) is a model of the task \(quoted(task)), which this version of s2s does not know."
    default: "the model cannot be read."
    }
  }

  private var mismatch: String {
    switch self {
    case .otherTask(let path, let task, let wanted):
      "\(path) is a model of the task \(quoted(task)), not of \(wanted)."
    case .readsLines(let path, let option):
      "--\(option) is for a language model of a stream, and \(path) reads line by line; train one with "
        + "s2s train lm --stream."
    case .noNumbers(let path, true):
      "\(path) no longer gives probabilities after what it has learned from the text; lower "
        + "--dynamic-rate."
    case .noNumbers(let path, false):
      "\(path) gives no probabilities: some of its weights are too large; it is damaged."
    case .otherLanguages(let path, let languages, let wanted):
      "\(path) \(Self.purpose(languages)), not \(Self.direction(wanted)); name a model "
        + "of these languages with --from."
    case .otherDirection(let path, let languages, let source, let target):
      "\(path) \(Self.purpose(languages)), not "
        + Self.both(source.map { "from \($0)" }, target.map { "to \($0)" }) + "; leave "
        + Self.both(source.map { _ in "--src" }, target.map { _ in "--tgt" })
        + " out, or name another model."
    case .otherPair(let path, let languages, let first, let wanted):
      "\(path) \(Self.purpose(languages)), not \(Self.direction(wanted)) as \(first) does; "
        + "compare models of the same languages."
    case .otherSize(let path, let held, let needed):
      "\(path) holds \(held.numbers) numbers in \(held.tensors) tensors, but its shape needs "
        + "\(needed.numbers) in \(needed.tensors)."
    case .otherModel(let path, let first, let differences):
      "\(path) cannot be averaged with \(first): "
        + "\(differences.map(\.words).joined(separator: "; "))."
    case .unequalTokens(let path):
      "the model in \(path) copies tokens, but its two sides have different tokens."
    case .copiesUnequalTokens:
      "copying needs one vocabulary for both sides, and those of the model to begin with differ; "
        + "begin with one that copies, or without --copy."
    case .unequalTokenizers:
      "the models of an ensemble have to share their vocabularies; train them on the same corpus "
        + "with other seeds."
    case .notAShortlist(let path):
      "\(path) is no shortlist for this model; learn one with s2s shortlist."
    case .shortlistOfCharacters:
      "this model spells its source by characters, which say nothing about target words; translate "
        + "without a shortlist."
    default: eightBits
    }
  }

  /// What there is of two.
  private static func both(_ first: String?, _ second: String?) -> String {
    [first, second].compactMap(\.self).joined(separator: " and ")
  }

  /// What a model of these languages does.
  private static func purpose(_ languages: [String: String]) -> String {
    (languages.count > 1 ? "translates " : "is for ") + direction(languages)
  }

  private static func direction(_ languages: [String: String]) -> String {
    languages.sorted { $0.key < $1.key }.map(\.value).joined(separator: " to ")
  }

  private var eightBits: String {
    switch self {
    case .quantized(let path, let use):
      "\(path) has weights of eight bits, which cannot be \(use.words); name the model that it was "
        + "made from."
    case .damagedWidth(let path, let matrix):
      "\(path) has weights of eight bits, and \(matrix) has a width that is no multiple of 4; the "
        + "file is damaged."
    default: "the model's weights have eight bits already."
    }
  }

  private var impossible: String {
    switch self {
    case .vocabularySize(let side, let size, let allowed):
      "the \(side.rawValue) vocabulary's size is \(size); it has to be \(allowed.words)."
    case .tooLarge(let weights, let bytes, let limit):
      "a model of this shape has \(grouped(weights)) weights, which take "
        + "\(grouped(Int(bytes / 1e6))) MB here, but this process may have "
        + "\(grouped(limit / 1_000_000)) MB; choose smaller sizes."
    case .unevenWidth(let matrix, let columns):
      "weights of eight bits need widths that are multiples of 4, but \(matrix) has \(columns) "
        + "columns; train with other widths."
    default:
      "an average needs two models or more; name several, such as the checkpoints that "
        + "s2s train --keep-checkpoints left."
    }
  }
}

extension QuantizedUse {
  fileprivate var words: String {
    switch self {
    case .training: "trained"
    case .averaging: "averaged"
    }
  }
}

extension ModelDifference {
  fileprivate var words: String {
    switch self {
    case .option(let difference): difference.words
    case .field(let name): "the field \(name) differs"
    }
  }
}
