import S2SFiles
import S2SMetrics
import S2SReports

extension JudgementResults {
  /// The results as people and programs read them.
  ///
  /// - Parameter facts: what a page says first, such as its date.
  public func report(facts: [EvaluationPage.Fact] = []) -> StudyReport {
    var report = StudyReport(subtitle: subtitle)
    report.facts = facts
    report.values = values
    report.lines = [answerLine] + doubtfulLines
    report.tables = [systemTable, pairTable]
    if !errorCounts.isEmpty { report.tables.append(errorTable) }
    report.tables += [agreementTable]
    if !judgePairs.isEmpty { report.tables.append(judgePairTable) }
    report.tables.append(judgeTable)
    report.plots = pictures
    report.sentences = sentences
    report.language = study.targetLanguage
    return report
  }

  /// The results for a terminal; ends with a newline.
  public func text() -> String { report().text }
  /// The results as one object of JSON; ends without a newline.
  public func json() -> String { report().json }

  private var answerCount: Int { judges.reduce(0) { $0 + $1.answerCount } }
  private var itemCount: Int { judges.reduce(0) { $0 + $1.itemCount } }

  private var values: [(key: String, value: StudyTable.Cell)] {
    [
      ("study", .text(study.id)), ("kind", .text(study.kind.rawValue)),
      ("sentences", .count(study.sentences.count)), ("items", .count(itemCount)),
      ("answers", .count(answerCount)), ("missing", .count(itemCount - answerCount)),
      ("better", .text(lowerIsBetter ? "lower" : "higher")),
    ]
  }

  private var subtitle: String {
    "Study \(study.id): \(study.kind.words) of \(study.systems.count) systems, "
      + "\(grouped(study.sentences.count)) sentence\(study.sentences.count == 1 ? "" : "s"), "
      + "\(study.sheets.count) judge\(study.sheets.count == 1 ? "" : "s")."
  }

  /// How many answers there are, and whose are missing.
  private var answerLine: String {
    let missing = judges.filter { $0.missingCount > 0 }.map {
      "judge \($0.number) \(grouped($0.missingCount))"
    }
    return "\(grouped(answerCount)) of \(grouped(itemCount)) items are answered"
      + (missing.isEmpty ? "." : "; missing: \(missing.joined(separator: ", ")).")
  }

  private var doubtful: [JudgeResult] { judges.filter(\.verdict.isDoubtful) }

  private var doubtfulLines: [String] {
    doubtful.map { judge in
      let reason =
        judge.verdict == .uniform
        ? "gave one answer to everything"
        : "repeats own answers with an alpha of \(fixed(judge.consistency ?? 0, 2)), below "
          + "\(fixed(options.leastConsistency, 2))"
      return "Judge \(judge.number) \(reason)"
        + (options.leavesOutInconsistent ? "; the answers are left out." : "; the answers count.")
    }
  }
}

// MARK: - Tables

extension JudgementResults {
  private typealias Column = StudyTable.Column

  private var systemTable: StudyTable {
    let counts = systems.first?.counts.map { Column($0.name, key: key($0.name)) } ?? []
    let numbers = measureNames.flatMap {
      [Column($0.name, key: $0.key), Column("95 % interval", key: $0.key + "_interval")]
    }
    var table = StudyTable(
      key: "systems", caption: "Systems",
      columns: [Column("system", key: "system")] + numbers + counts,
      rows: systems.map { system in
        [.text(printable(system.name))]
          + zip(measureNames, system.estimates).flatMap { measure, estimate -> [StudyTable.Cell] in
            [
              .number(estimate.value, digits: measure.digits),
              .interval(estimate.interval, digits: measure.digits),
            ]
          } + system.counts.map { .count($0.count) }
      })
    table.note = study.kind.note(options.weights)
    return table
  }

  private var pairTable: StudyTable {
    let counts = pairs.first?.counts.map { Column($0.name, key: key($0.name)) } ?? []
    let other = otherTest.map { [Column($0, key: key($0))] } ?? []
    var table = StudyTable(
      key: "pairs", caption: "Differences",
      columns: [
        Column("better", key: "better"), Column("than", key: "than"),
        Column("by", key: "difference"), Column("95 % interval", key: "difference_interval"),
        Column("p", key: "p"), Column("p (Holm)", key: "p_holm"),
      ] + other + counts,
      rows: pairs.map { pair in
        [
          .text(printable(pair.first)), .text(printable(pair.second)),
          .number(pair.difference.value, digits: 3),
          .interval(pair.difference.interval, digits: 3), .chance(pair.pValue),
          .chance(pair.correctedPValue),
        ] + (otherTest == nil ? [] : [.chance(pair.otherPValue)])
          + pair.counts.map { .count($0.count) }
      })
    table.note = """
      \(differenceNote)
      p is the chance of such a difference, or a larger one, were both systems equally
      good: sentences change sides at random. p (Holm) is for all rows together.
      """
    return table
  }

  private var errorTable: StudyTable {
    StudyTable(
      key: "errors", caption: "Errors by category",
      columns: [Column("category", key: "category"), Column("severity", key: "severity")]
        + systems.map { Column(printable($0.name), key: "errors of \($0.name)") },
      rows: errorCounts.map { row in
        [.text(row.category.rawValue), .text(row.severity.rawValue)]
          + systems.map { .count(row.counts[$0.index]) }
      })
  }

  private var agreementTable: StudyTable {
    var table = StudyTable(
      key: "agreement", caption: "Agreement of all judges: Krippendorff's alpha",
      columns: [
        Column("of", key: "of"), Column("level", key: "level"),
        Column("judged by two or more", key: "units"), Column("alpha", key: "alpha"),
      ],
      rows: agreements.map {
        [
          .text($0.name), .text($0.level.rawValue), .count($0.unitCount),
          .number($0.alpha, digits: 3),
        ]
      })
    table.note = "1 is perfect agreement, 0 that of chance."
    return table
  }

  private var judgePairTable: StudyTable {
    StudyTable(
      key: "judge_pairs",
      caption: "Agreement of two judges: Cohen's kappa of \(agreements[0].name)"
        + (disagreement == .unweighted ? "" : ", \(disagreement.rawValue) weights"),
      columns: [
        Column("judges", key: "judges"), Column("judged by both", key: "count"),
        Column("kappa", key: "kappa"),
      ],
      rows: judgePairs.map { pair in
        [
          .text(pair.judges.map(String.init).joined(separator: " and ")), .count(pair.count),
          .number(pair.kappa, digits: 3),
        ]
      })
  }

  private var judgeTable: StudyTable {
    let hasNumbers = study.kind != .ranking
    var table = StudyTable(
      key: "judges", caption: "Judges",
      columns: [
        Column("judge", key: "judge"), Column("answers", key: "answers"),
        Column("missing", key: "missing"),
      ] + (hasNumbers ? [Column("mean", key: "mean"), Column("deviation", key: "deviation")] : [])
        + [
          Column("repeats", key: "repeats"), Column("alpha", key: "consistency"),
          Column("verdict", key: "verdict"), Column("counts", key: "counts"),
        ],
      rows: judges.map { judge in
        [.text("\(judge.number)"), .count(judge.answerCount), .count(judge.missingCount)]
          + (hasNumbers
            ? [.number(judge.mean, digits: 1), .number(judge.deviation, digits: 1)] : [])
          + [
            .count(judge.repeatCount), .number(judge.consistency, digits: 2),
            .text(judge.verdict.rawValue), .text(isLeftOut(judge) ? "no" : "yes"),
          ]
      })
    table.note = """
      alpha: how far answers to repeated items agree with the first answers. Below
      \(fixed(options.leastConsistency, 2)), or with equal answers alone, a judge is doubtful; \
      \(Self.leastRepeats) repeated items are needed.
      """
    return table
  }

  private func isLeftOut(_ judge: JudgeResult) -> Bool {
    options.leavesOutInconsistent && judge.verdict.isDoubtful
  }

  /// A name as JSON has it.
  private func key(_ name: String) -> String {
    name.replacing(" ", with: "_").replacing("-", with: "_")
  }
}

extension JudgementKind {
  /// The kind in a sentence.
  fileprivate var words: String {
    switch self {
    case .ranking: "ranking"
    case .direct: "direct assessment"
    case .errors: "marked errors"
    }
  }

  /// How to read the numbers of systems.
  fileprivate func note(_ weights: SeverityWeights) -> String {
    switch self {
    case .ranking:
      """
      Expected wins: the part of decided comparisons that a system wins, as the mean
      over the other systems. Ties do not count.
      """
    case .direct:
      """
      mean: of scores from 0 to 100. mean z: of scores in standard deviations from
      their judge's mean.
      """
    case .errors:
      """
      penalty: the mean of a sentence; minor \(text(weights.minor)), major \(text(weights.major)), \
      critical \(text(weights.critical)).
      Less is better.
      """
    }
  }

  private func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
