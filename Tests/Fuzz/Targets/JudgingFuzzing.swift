import S2SJudging

/// Small studies, whose keys and answers the inputs are.
private enum Studies {
  static let all = JudgementKind.allCases.compactMap { kind in
    try? JudgingStudy(
      JudgedTexts(
        sources: ["un", "deux é", "trois"],
        systems: [
          .init("x", outputs: ["one", "two", "three"]),
          .init("y", outputs: ["one", "too", ""]),
        ]), design(kind))
  }

  private static func design(_ kind: JudgementKind) -> JudgingDesign {
    var design = JudgingDesign()
    design.kind = kind
    design.judgeCount = 2
    return design
  }
}

/// The input is the key of a study; one that loads makes sheets.
enum KeyFuzzing {
  private static let inputFile = InputFile()

  static func run(_ input: [UInt8]) throws {
    let study = try JudgingStudy(key: inputFile.holding(input))
    for judge in study.sheets.indices.prefix(2) {
      claim(study.page(of: judge).utf8.count > input.count / 100, "a page has its items")
      _ = study.table(of: judge)
    }
    claim(
      try JudgingStudy(key: inputFile.holding(Array(study.key().utf8))) == study, "it comes back")
  }

  static func seeds() throws -> [[UInt8]] { try Studies.all.map { Array(try $0.key().utf8) } }
}

/// The input is a file of answers to each of three studies; answers that are read give results.
enum AnswersFuzzing {
  private static let inputFile = InputFile()

  static func run(_ input: [UInt8]) throws {
    let path = inputFile.holding(input)
    var options = JudgementResults.Options()
    (options.resamples, options.trials) = (10, 10)
    var failure: (any Error)?
    for study in Studies.all {
      do {
        let results = try JudgementResults(Judgements(study, files: [path]), options)
        let estimates = results.systems.flatMap(\.estimates) + results.pairs.map(\.difference)
        claim(estimates.allSatisfy { $0.value?.isFinite ?? true }, "results are numbers")
        claim(!results.report().html.isEmpty && !results.json().isEmpty, "there is a report")
        claim(results.systems.count == 2, "all systems are there")
      } catch { failure = error }
    }
    if let failure { throw failure }
  }

  static func seeds() -> [[UInt8]] {
    let answers: [JudgementKind: String] = [
      .direct: "score;note\nSHEET;1;70;\"a\nb\"\nSHEET;2;87,5;\nSHEET;3;0;\n",
      .ranking: "rank A;rank B\nSHEET;1;1;2\nSHEET;2;2;2\n",
      .errors: """
      category;severity;words;side;start;end
      SHEET;1;style;minor;one;translation;0;2
      SHEET;1;accuracy/omission;critical;;source;;
      SHEET;2;none;;;;;

      """,
    ]
    return Studies.all.flatMap { study in
      let text = "sheet;item;" + (answers[study.kind] ?? "")
      let filled = text.replacing("SHEET", with: study.sheetName(of: 0))
      let wide = ("\u{FEFF}" + filled.replacing(";", with: "\t")).utf16
        .flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
      return [Array(filled.utf8), wide, Array(study.table(of: 1).utf8)]
    }
  }
}
