import S2SCorpora
import S2SFiles

extension CorpusError: Sentence {
  package var exitCode: SystemExitCode {
    switch self {
    case .noFile, .noSides, .missingSide, .severalTestSets, .noPart, .noTrainingFiles:
      .missingInput
    case .exists, .replacesInput, .namedTwice: .cannotCreate
    case .sameLanguage: .usage
    default: .data
    }
  }

  package var sentence: String {
    switch self {
    case .noFile, .noSides, .missingSide, .severalTestSets, .noPart, .noTrainingFiles:
      missingFiles
    case .sameLanguage(let languages):
      "--src \(languages.source) and --tgt \(languages.target) are the same language, so both sides would "
        + "be one text; name two languages, or pairs in a .tsv or .csv."
    case .exists(let path):
      "\(path) exists already; replace it with --overwrite, or name another."
    case .replacesInput(let path):
      "\(path) is read by the same command and would be replaced; name another."
    case .namedTwice(let path): "\(path) is to be written twice; name two files."
    case .changed(let paths):
      "\(joined(paths)) changed while being read; do not change the files until the end."
    case .noLines, .unequalSides, .surplusLines, .noTab, .hiddenRow, .hiddenLine: unfitLines
    case .malformedTable(let path, let line, let fault):
      "\(path), line \(grouped(line)) \(fault.words)"
    case .unclearColumns(let path, let fault): fault.sentence(path)
    case .tooFewPairs, .tooFewToValidate, .nothingToSetAside, .allTooLong, .nothingUsable, .noText:
      nothingLeft
    default: unreadableFormat
    }
  }

  private var missingFiles: String {
    switch self {
    case .noFile(let path): "there is no file \(path); check its path."
    case .noSides(let name, let languages, let stem):
      "there are no files \(name).\(languages.source) and \(name).\(languages.target), plain or "
        + ".gz; "
        + (stem.map { "\(name) is one side, name \($0) for both." }
          ?? "name a .tsv, .csv, .tmx, .po or .mo, or what stands before the language.")
    case .missingSide(let missing, let found):
      "there is \(found), but no \(missing), plain or .gz, beside it."
    case .severalTestSets(let directory, let names):
      "\(directory) has several test sets (\(names.joined(separator: ", "))); name one with "
        + "\(ShellWord.option("test", "\(directory)/\(names.first ?? "")"))."
    case .noPart(.train, let directory, let languages, let isNamed):
      "\(directory) has no train.\(languages.source) and train.\(languages.target), plain or .gz; "
        + (isNamed
          ? "put them there, or name another directory with --corpus DIR."
          : "name a corpus with --corpus DIR, or make the bundled one with s2s corpus phrasebook.")
    case .noPart(let part, let directory, let languages, _):
      "\(directory) has no \(part.rawValue).\(languages.source) and "
        + "\(part.rawValue).\(languages.target); name a test set with --test FILE or --corpus DIR."
    default: "there are no training pairs; name some with --train."
    }
  }

  private var unfitLines: String {
    switch self {
    case .noLines(let paths):
      "\(joined(paths)) \(paths.count == 1 ? "has" : "have") no lines."
    case .unequalSides(let source, let sourceLines, let target, let targetLines):
      "\(source) has \(grouped(sourceLines)) line\(sourceLines == 1 ? "" : "s") but \(target) has "
        + "\(grouped(targetLines)); the sides of a corpus must match line by line."
    case .surplusLines(let count, let longer, let shorter):
      "\(longer) has \(grouped(count)) line\(count == 1 ? "" : "s") more than \(shorter), so there "
        + "is nothing to copy; find the line that is missing."
    case .noTab(let path, let line, let targetFirst):
      "\(path), line \(grouped(line)) has no tab; each line has to be "
        + (targetFirst ? "target, tab, source." : "source, tab, target.")
    case .hiddenRow(let path, let line):
      "\(path), line \(grouped(line)) has a carriage return before its last column, where another row "
        + "may begin; end every line with a line feed."
    case .hiddenLine(let paths, let line):
      "\(joined(paths)), line \(grouped(line)) have carriage returns where other lines may begin, and not "
        + "the same number; end every line with a line feed, or let s2s corpus doctor --output DIR leave "
        + "the pair out."
    default: "the corpus cannot be read."
    }
  }

  private var nothingLeft: String {
    switch self {
    case .tooFewPairs(let paths, let usable, let setAside, let summary):
      "\(joined(paths)) give \(grouped(usable)) usable pair\(usable == 1 ? "" : "s"), too few to "
        + "train on"
        + (setAside == 0
          ? "" : " when \(grouped(setAside)) are set aside, and all that share a sentence")
        + " (\(summary)); name more files\(setAside == 0 ? "." : ", or set fewer aside.")"
    case .tooFewToValidate(let paths, let usable, let summary):
      "\(joined(paths)) \(paths.count == 1 ? "has" : "have") \(grouped(usable)) usable "
        + "example\(usable == 1 ? "" : "s"), too few to train on and to validate with; \(summary)."
    case .nothingToSetAside(let paths, let usable):
      "each of the \(grouped(usable)) usable pairs of \(joined(paths)) shares a sentence with many "
        + "others, so that none can be set aside for validation; name validation pairs with --valid."
    case .allTooLong(let limit):
      "no example has at most \(grouped(limit)) tokens; raise --maximum-length."
    case .nothingUsable(let paths, let use, let summary):
      "\(joined(paths)) \(paths.count == 1 ? "has" : "have") no usable example \(use.words); "
        + "\(summary)."
    case .noText(let path, let count):
      "\(path) has no text in its \(grouped(count)) line\(count == 1 ? "" : "s")."
    default: "nothing is left of the corpus."
    }
  }

  private var unreadableFormat: String {
    switch self {
    case .noUnit(let path, let languages, let report):
      "\(path) has no unit in both \(languages.source) and \(languages.target); it has "
        + (report.languageList.isEmpty ? "no texts" : report.languageList)
        + (report.leftOut.map { "; left out \($0)." } ?? ".")
    case .noTranslation(let path, let report):
      "\(path) has no translated message\(report.leftOut.map { ", but \($0)" } ?? ""); name another "
        + "file."
    case .otherLanguage(let path, let tag, let side, let languages):
      "\(path) translates \(side == .messages ? "from" : "to") \(quoted(tag)) by its header, which "
        + "is neither \(languages.source) nor \(languages.target); name its language, or correct "
        + "the header."
    case .oneLanguage(let path, let messages, let translations, let languages):
      "\(path) translates from \(quoted(messages)) to \(quoted(translations)), which is one "
        + "language to --src \(languages.source) --tgt \(languages.target)."
    case .emptyMemory(let path): "\(path) is empty; name a translation memory."
    case .malformedMemory(let path, let line, .cutOff):
      "\(path) is cut off: it ends in line \(grouped(line)), inside of an element; copy it again."
    case .malformedMemory(let path, let line, let fault):
      "\(path), line \(grouped(line)) \(fault.words)"
    case .malformedCatalogue(let path, let place, let number, let fault):
      "\(path), \(place.rawValue) \(grouped(number)) \(fault.words)"
    case .malformedCompilation(let path, let offset, let fault):
      "\(path), offset \(grouped(offset)) \(fault.words)"
    case .outOfMemory(let path): "there is no memory to read \(path); free some."
    default: "the corpus cannot be read."
    }
  }

  private func joined(_ paths: [String]) -> String { paths.joined(separator: " and ") }
}

extension CorpusError.Use {
  fileprivate var words: String {
    switch self {
    case .training: "to train on"
    case .validation: "to validate with"
    case .shortlist: "to learn a shortlist from"
    }
  }
}
