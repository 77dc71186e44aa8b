import ArgumentParser
import S2SConsole
import S2SFiles
import S2SModels
import S2SReports
import S2STensors
import Seq2Seq

/// What all of `s2s inspect` has in common: the model, the texts, and the forms of the output.
struct InspectArguments: ParsableArguments {
  @Option(
    help: """
      A model's directory or file (default: models/SRC-TGT, else the newest under models/); gradients take \
      several
      """, transform: ArgumentKind.path)
  var model: [String] = []
  @OptionGroup var languages: ModelLanguages
  @Option(
    help: "A text to look at, in place of files; may be repeated", transform: ArgumentKind.text)
  var text: [String] = []
  @Option(
    help: """
      The vectors of pictures, a row each, for a captioner: a .npy or .safetensors file; a text is then the \
      number of a row, from 0 (default: all)
      """, transform: ArgumentKind.path)
  var features: String?
  @Flag(help: "Print JSON, an object a line") var json = false
  @OptionGroup var drawing: PictureArguments
  @Argument(
    help: "Files with a text a line; - is standard input", transform: ArgumentKind.path)
  var files: [String] = []

  func validate() throws {
    guard text.isEmpty || files.isEmpty else {
      throw ValidationError("texts come from --text or from files; leave one of them out.")
    }
  }

  /// What is said of a text.
  struct View {
    /// For people.
    var text: String
    /// For programs, one line.
    var json: String
    /// What `--output` draws.
    var pictures: [Picture]
  }

  /// The models, with the names that they were given.
  private func inspectors() throws -> [(name: String, inspector: Inspector)] {
    let files = try languages.models(model)
      .files(task: features == nil ? TranslationBundle.task : Captioner.task)
    let found = try zip(model.isEmpty ? files : model, files).map {
      (name: $0, inspector: try Inspector(path: $1))
    }
    if features != nil, found.contains(where: { !$0.inspector.readsPictures }) {
      throw InspectionError.noText
    }
    return found
  }

  /// The model.
  private func inspector() throws -> Inspector {
    guard model.count <= 1 else {
      throw ValidationError("one model is looked at here, and \(model.count) are named; name one.")
    }
    return try inspectors()[0].inspector
  }

  /// Looks at one text after the other.
  ///
  /// - Parameter title: of a page with the pictures of several texts.
  func run(title: String, _ look: (Inspector, InspectedText) throws -> View) throws {
    try drawing.check(inputs: inputs)
    let (inspector, output) = (try inspector(), OutputWriter())
    var pictures: [Picture] = []
    for line in try lines() {
      let view = try located(line) { try look(inspector, line.text()) }
      try json ? output.write(view.json + "\n") : output.show(view.text)
      try output.flush()
      if drawing.output != nil { pictures += view.pictures }
    }
    try drawing.draw(pictures, title: title)
  }

  /// Looks at all texts with each model, one after the other, and says what was found in all of it.
  func runEach(
    title: String, _ look: (Inspector, _ name: String, InspectedText) throws -> Void,
    _ view: () throws -> View
  ) throws {
    try drawing.check(inputs: inputs)
    let (inspectors, lines, output) = (try inspectors(), try lines(), OutputWriter())
    guard !lines.isEmpty else { return }
    for (name, inspector) in inspectors {
      for line in lines {
        try located(line) {
          try look(inspector, inspectors.count > 1 ? name : "", line.text())
        }
      }
    }
    let view = try view()
    try json ? output.write(view.json + "\n") : output.show(view.text)
    try output.flush()
    try drawing.draw(view.pictures, title: title)
  }

  /// Looks at all texts together.
  func runTogether(title: String, _ look: (Inspector, [InspectedText]) throws -> View) throws {
    try drawing.check(inputs: inputs)
    let (inspector, output) = (try inspector(), OutputWriter())
    let texts = try lines().map { line in try located(line) { try line.text() } }
    let view = try namingFeatures { try look(inspector, texts) }
    try json ? output.write(view.json + "\n") : output.show(view.text)
    try output.flush()
    try drawing.draw(view.pictures, title: title)
  }
}

// MARK: - Texts

extension InspectArguments {
  /// A text, and where it stands.
  private struct Line {
    let words: String
    /// The file and the number of the line; `nil` for `--text`.
    let place: (file: String, line: Int)?
    /// The pictures, where the text is the number of one.
    let pictures: FeatureRows?

    var isBlank: Bool { words.allSatisfy(\.isWhitespace) }

    func text() throws -> InspectedText {
      var text = InspectedText(line: words)
      guard let pictures else { return text }
      guard let row = Int(text.text), (0..<pictures.count).contains(row) else {
        throw InspectionError.noRow(text.text, count: pictures.count)
      }
      text.picture = Array(pictures[row])
      return text
    }
  }

  /// The files that are read.
  private var inputs: [String] { files + [features].compactMap(\.self) }

  /// The texts; blank lines of files are left out, with a warning.
  ///
  /// - Throws: `PictureError.nothing` where a picture is to be drawn and there is no text.
  private func lines() throws -> [Line] {
    let all = try allLines()
    let blanks = all.filter { $0.isBlank && $0.place != nil }
    if let first = blanks.first?.place {
      let verbs = blanks.count == 1 ? (" has", "is") : ("s have", "are")
      say(
        "warning: \(grouped(blanks.count)) line\(verbs.0) no text and \(verbs.1) left out, the first at "
          + "\(first.file), line \(grouped(first.line)).")
    }
    if let output = drawing.output, all.count == blanks.count {
      throw PictureError.nothing(path: output)
    }
    return all.filter { !$0.isBlank || $0.place == nil }
  }

  private func allLines() throws -> [Line] {
    let pictures = try features.map { try FeatureRows(path: $0) }
    func line(_ words: String, _ place: (String, Int)? = nil) -> Line {
      Line(words: words, place: place, pictures: pictures)
    }
    guard text.isEmpty else { return text.map { line($0) } }
    if let pictures, files.isEmpty { return (0..<pictures.count).map { line("\($0)") } }
    return try (files.isEmpty ? ["-"] : files).flatMap { file in
      let reader =
        file == "-"
        ? StandardInput.reader(for: "texts to look at")
        : try LineReader(path: file, nul: .refuseUTF16)
      var lines: [Line] = []
      while let text = try reader.next() {
        lines.append(line(text, (PairReader.name(of: file), reader.lineCount)))
      }
      return lines
    }
  }

  /// Says where a text stands that cannot be looked at.
  private func located<Result>(_ line: Line, _ look: () throws -> Result) throws -> Result {
    do {
      return try namingFeatures(look)
    } catch let error as InspectionError {
      guard let place = line.place else { throw error }
      throw ReadingError(
        "\(place.file), line \(grouped(place.line)): \(error.sentence)", error.exitCode)
    }
  }

  /// Names the file of pictures whose vectors do not fit a model.
  private func namingFeatures<Result>(_ look: () throws -> Result) throws -> Result {
    do {
      return try look()
    } catch FeatureError.width(let name, let width, let wanted) {
      throw FeatureError.width(path: features ?? name, width: width, wanted: wanted)
    }
  }
}

extension InspectedText {
  /// A line with the answer after a tab, if it has one.
  init(line: String) {
    let columns = line.utf8.split(
      separator: UInt8(ascii: "\t"), maxSplits: 1, omittingEmptySubsequences: false)
    self.init(
      String(Substring(columns[0])),
      answer: columns.count > 1 ? String(Substring(columns[1])) : nil)
  }
}
