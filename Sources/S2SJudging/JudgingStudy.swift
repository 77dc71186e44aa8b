import S2SFiles

/// A study: sentences, what systems made of them, and the sheets of its judges.
///
/// Written to a file it is the key that says which translation is whose.
public struct JudgingStudy: Sendable, Equatable {
  /// A sentence that is judged.
  public struct Sentence: Codable, Sendable, Equatable {
    /// Its line in the files, from 1.
    public let line: Int
    /// What was translated, if judges see it.
    public let source: String?
    /// What a person made of it, if judges see it.
    public let reference: String?
    /// What each system made of it.
    public let outputs: [String]

    /// The systems that were the first to give an output: equal ones are shown once.
    var distinct: [Int] {
      outputs.indices.filter { index in !outputs[..<index].contains(outputs[index]) }
    }

    /// The first system that gave the same output as another.
    func representative(of system: Int) -> Int {
      outputs.firstIndex(of: outputs[system]) ?? system
    }
  }

  /// The sheet of a judge.
  public struct Sheet: Codable, Sendable, Equatable {
    /// Something to be judged.
    public struct Item: Codable, Sendable, Equatable {
      /// The sentence, by its place in the study.
      public let sentence: Int
      /// The systems whose outputs are shown, in this order: one of each group with equal outputs.
      public let outputs: [Int]
      /// The item of the same sheet, from 0, that this one repeats.
      public let first: Int?
    }

    /// What is judged, in order.
    public let items: [Item]
  }

  /// Eight digits that every sheet carries, so that answers of another study are found out.
  public let id: String
  /// How it is laid out.
  public let design: JudgingDesign
  /// The names of the systems.
  public let systems: [String]
  /// The language of the sources, where it is known.
  public let sourceLanguage: String?
  /// The language of the translations, where it is known.
  public let targetLanguage: String?
  /// The sentences, in the order of their lines.
  public let sentences: [Sentence]
  /// A sheet for each judge.
  public let sheets: [Sheet]

  /// What judges say.
  public var kind: JudgementKind { design.kind }

  /// The longest sentence, in bytes: whole documents are no sentences.
  static let longestSentence = 4_096

  /// Lays out a study.
  ///
  /// - Throws: `JudgingError`: `nothingToJudge`, `emptySheet`, `sentenceTooLong`.
  public init(_ texts: JudgedTexts, _ design: JudgingDesign = JudgingDesign()) throws {
    var generator = StudyPlan.generator(design)
    let sentences = try StudyPlan.sentences(of: texts, design, &generator)
    let sheets = StudyPlan.sheets(of: sentences, design, &generator)
    guard sheets.contains(where: { !$0.items.isEmpty }) else {
      throw JudgingError.nothingToJudge(design.kind)
    }
    if let judge = sheets.firstIndex(where: \.items.isEmpty) {
      throw JudgingError.emptySheet(judge: judge + 1)
    }
    self.design = design
    systems = texts.systems.map(\.name)
    sourceLanguage = texts.sourceLanguage
    targetLanguage = texts.targetLanguage
    self.sentences = sentences
    self.sheets = sheets
    id = Self.digest([design.kind.rawValue] + systems, sentences, sheets)
  }

  /// The start of a digest of all that the answers refer to.
  private static func digest(
    _ words: [String], _ sentences: [Sentence], _ sheets: [Sheet]
  ) -> String {
    var hash = SHA256()
    func add(_ text: String) {
      Array((text + "\n").utf8).withUnsafeBytes { hash.update($0) }
    }
    words.forEach(add)
    for sentence in sentences {
      add("\(sentence.line)")
      ([sentence.source ?? "", sentence.reference ?? ""] + sentence.outputs).forEach(add)
    }
    for sheet in sheets {
      for item in sheet.items { add("\(item.sentence) \(item.outputs) \(item.first ?? -1)") }
    }
    return String(hash.finish().prefix(8))
  }

  /// The name of a sheet, which its answers carry; judges count from 0.
  public func sheetName(of judge: Int) -> String { "j\(judge + 1)-\(id)" }
}
