/// What judges said in a study.
public struct Judgements: Sendable, Equatable {
  /// The study.
  public let study: JudgingStudy
  /// The answers of each judge, one for each item of the sheet; `nil` where it is missing.
  public private(set) var answers: [[Judgement?]]

  /// Takes answers that are in memory.
  ///
  /// - Precondition: there is a list for each sheet, with a place for each of its items.
  public init(_ study: JudgingStudy, answers: [[Judgement?]]) {
    precondition(
      answers.map(\.count) == study.sheets.map(\.items.count), "each item has a place")
    self.study = study
    self.answers = answers
  }

  /// Reads files of answers, in any order: what the pages of sheets saved, and tables of spreadsheets.
  ///
  /// An item that is answered in several files has to have one answer.
  ///
  /// - Throws: `JudgingError`, `CorpusError.malformedTable`, `FileError`, `LineError`.
  public init(_ study: JudgingStudy, files: [String]) throws {
    var reader = AnswerReader(study)
    for path in files { try reader.read(path) }
    guard !reader.entries.isEmpty else { throw JudgingError.noAnswers(files) }
    self.study = study
    answers = study.sheets.enumerated().map { judge, sheet in
      sheet.items.indices.map { item in
        reader.entries[AnswerReader.Key(judge: judge, item: item)]?.judgement
      }
    }
  }

  /// How many items a judge has answered; judges count from 0.
  public func answerCount(of judge: Int) -> Int { answers[judge].count { $0 != nil } }

  /// The same without the answers of some judges.
  ///
  /// - Throws: `JudgingError.noJudges` where nothing is left.
  public func leavingOut(_ judges: Set<Int>) throws -> Judgements {
    var rest = self
    for judge in judges { rest.answers[judge] = answers[judge].map { _ in nil } }
    guard rest.answers.joined().contains(where: { $0 != nil }) else {
      throw JudgingError.noJudges
    }
    return rest
  }

  /// An answer with what it is about.
  struct Given {
    let judge: Int
    let sentence: Int
    let outputs: [Int]
    let judgement: Judgement
  }

  /// All answers but those to repeats.
  var firsts: [Given] {
    answers.indices.flatMap { judge in
      zip(study.sheets[judge].items, answers[judge]).compactMap { item, judgement in
        guard let judgement, item.first == nil else { return nil }
        return Given(
          judge: judge, sentence: item.sentence, outputs: item.outputs, judgement: judgement)
      }
    }
  }

  /// What a judge said of the same thing the first time and again.
  func repeats(of judge: Int) -> [(Given, Given)] {
    let items = study.sheets[judge].items
    return items.indices.compactMap { index in
      guard let first = items[index].first, let before = answers[judge][first],
        let again = answers[judge][index]
      else { return nil }
      func answer(_ item: JudgingStudy.Sheet.Item, _ judgement: Judgement) -> Given {
        Given(judge: judge, sentence: item.sentence, outputs: item.outputs, judgement: judgement)
      }
      return (answer(items[first], before), answer(items[index], again))
    }
  }
}
