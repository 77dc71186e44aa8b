import S2SJudging

/// Small studies that tests share.
enum StudyExample {
  /// The names of the systems, which no sheet may have.
  static let names = ["Zebra-One", "Quagga-Two", "Okapi-Three"]

  /// So many sentences; the first and the second system agree on every fourth, and all on every tenth.
  static func texts(_ count: Int = 20, systems: Int = 3) throws -> JudgedTexts {
    let lines = 0..<count
    let outputs = names.prefix(systems).indices.map { system in
      lines.map { line in
        let isShared = line % 10 == 9 || line % 4 == 3 && system < 2
        return "output \(isShared ? 0 : system) of \(line)"
      }
    }
    return try JudgedTexts(
      sources: lines.map { "source \($0)" }, references: lines.map { "reference \($0)" },
      systems: zip(names, outputs).map { JudgedTexts.System($0, outputs: $1) })
  }

  /// A study with a design that differs from the default in some ways.
  static func study(
    _ kind: JudgementKind, count: Int = 20, systems: Int = 3,
    _ change: (inout JudgingDesign) -> Void = { _ in }
  ) throws -> JudgingStudy {
    var design = JudgingDesign()
    design.kind = kind
    change(&design)
    return try JudgingStudy(texts(count, systems: systems), design)
  }

  /// A table of a sheet whose empty answers are filled in.
  static func filled(
    _ study: JudgingStudy, _ judge: Int, _ answers: (Int) -> [String]
  ) -> String {
    let rows = study.table(of: judge).split(separator: "\r\n").map(String.init)
    let body = rows.dropFirst().enumerated().map { index, row in
      let cells = answers(index)
      return String(row.dropLast(cells.count)) + "," + cells.joined(separator: ",")
    }
    return ([rows[0]] + body).map { $0 + "\r\n" }.joined()
  }
}
