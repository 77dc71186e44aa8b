import ArgumentParser
import S2SConsole
import S2SFiles
import S2SReports
import Seq2Seq

/// What all of `s2s inspect` has in common: the model, the texts, and the forms of the output.
struct InspectArguments: ParsableArguments {
  @Option(
    help: """
      A model's directory or file (default: models/SRC-TGT, else the newest under models/); gradients take \
      several
      """, transform: ArgumentKind.path)
  var model: [String] = []
  @Option(
    name: .customLong("src"), help: "Take the newest model from this language",
    transform: ArgumentKind.word)
  var source: String?
  @Option(
    name: .customLong("tgt"), help: "Take the newest model to this language",
    transform: ArgumentKind.word)
  var target: String?
  @Option(
    help: "A text to look at, in place of files; may be repeated", transform: ArgumentKind.word)
  var text: [String] = []
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
    let files = try ModelChoice(paths: model, source: source, target: target).files()
    return try zip(model.isEmpty ? files : model, files).map { ($0, try Inspector(path: $1)) }
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
    try drawing.check(inputs: files)
    let (inspector, output) = (try inspector(), OutputWriter())
    var pictures: [Picture] = []
    for line in try lines() {
      let view = try located(line) { try look(inspector, InspectedText(line: line.text)) }
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
    try drawing.check(inputs: files)
    let (inspectors, lines, output) = (try inspectors(), try lines(), OutputWriter())
    for (name, inspector) in inspectors {
      for line in lines {
        try located(line) {
          try look(inspector, inspectors.count > 1 ? name : "", InspectedText(line: line.text))
        }
      }
    }
    let view = try view()
    try json ? output.write(view.json + "\n") : output.show(view.text)
    try output.flush()
    try drawing.draw(view.pictures, title: title)
  }

  /// Looks at all texts together.
  func runTogether(title: String, _ look: (Inspector, [String]) throws -> View) throws {
    try drawing.check(inputs: files)
    let output = OutputWriter()
    let lines = try lines()
    let view = try look(inspector(), lines.map(\.text))
    try json ? output.write(view.json + "\n") : output.show(view.text)
    try output.flush()
    try drawing.draw(view.pictures, title: title)
  }
}

// MARK: - Texts

extension InspectArguments {
  /// A text, and where it stands.
  private struct Line {
    let text: String
    /// The file and the number of the line; `nil` for `--text`.
    let place: (file: String, line: Int)?
  }

  private func lines() throws -> [Line] {
    guard text.isEmpty else { return text.map { Line(text: $0, place: nil) } }
    return try (files.isEmpty ? ["-"] : files).flatMap { file in
      let reader =
        file == "-"
        ? StandardInput.reader(for: "texts to look at") : try LineReader(path: file, nul: .keep)
      var lines: [Line] = []
      while let text = try reader.next() {
        lines.append(Line(text: text, place: (PairReader.name(of: file), reader.lineCount)))
      }
      return lines
    }
  }

  /// Says where a text stands that cannot be looked at.
  private func located<Result>(_ line: Line, _ look: () throws -> Result) throws -> Result {
    do {
      return try look()
    } catch let error as InspectionError {
      guard let place = line.place else { throw error }
      throw ReadingError(
        "\(place.file), line \(grouped(place.line)): \(error.sentence)", error.exitCode)
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
