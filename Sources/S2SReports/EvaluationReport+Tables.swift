import S2SMetrics

extension EvaluationReport {
  /// The tables that an evaluation has in any case, the breakdowns that were asked for, and how
  /// translations go wrong.
  func breakdownTables() throws -> [ReportTable] {
    let own = options.form == .short ? [] : evaluation.tables.map { ReportTable($0) }
    guard !options.breakdowns.isEmpty || options.exampleCount > 0 else { return own }
    let texts = try texts()
    var tables: [ReportTable] = []
    if options.breakdowns.contains(.length) { tables.append(try lengthTable(texts)) }
    if options.breakdowns.contains(.frequency) { tables.append(try frequencyTable(texts)) }
    return own + tables + [try rateTable(texts)]
  }

  /// What the first metric gives to short sentences and to long ones.
  func lengthTable(_ texts: ScoredTexts) throws -> ReportTable {
    func names(_ breakdown: LengthBreakdown?) -> [String] {
      breakdown?.buckets.first { !$0.scores.isEmpty }?.scores.map(\.name) ?? []
    }
    let breakdown = try texts.byLength()
    let others = try evaluation.others.map { ($0, try $0.texts.byLength()) }
    let columns =
      names(breakdown)
      + others.flatMap { system, breakdown in
        names(breakdown).map { Self.title($0, of: system) }
      }
    let buckets = breakdown?.buckets ?? []
    return ReportTable(
      key: "by_length",
      caption: "By the length of the \(texts.sources == nil ? "references" : "sources"), in words",
      columns: [.init("words"), .init("sentences")] + columns.map { .init($0) },
      rows: buckets.indices.filter { buckets[$0].sentenceCount > 0 }.map { index in
        let scores = ([breakdown] + others.map(\.1)).flatMap { $0?.buckets[index].scores ?? [] }
        return [.text("\(buckets[index].lengths)"), .count(buckets[index].sentenceCount)]
          + scores.map { .number($0.score) }
      })
  }

  /// How rare words fare.
  func frequencyTable(_ texts: ScoredTexts) throws -> ReportTable {
    guard let training = evaluation.trainingText else { throw MetricError.noTrainingText }
    let systems = try ([texts] + evaluation.others.map(\.texts)).map {
      try $0.byFrequency(in: training.frequencies).buckets
    }
    let columns =
      ["recall", "precision"]
      + evaluation.others.flatMap { other in
        ["recall", "precision"].map { Self.title($0, of: other) }
      }
    return ReportTable(
      key: "by_frequency",
      caption: "By the frequency of the words in \(training.name)",
      columns: [.init("times"), .init("reference words", key: "reference_words")]
        + columns.map { .init($0) },
      rows: systems[0].indices.filter { index in
        systems.contains { $0[index].referenceWords + $0[index].hypothesisWords > 0 }
      }.map { index in
        let shares = systems.flatMap { [$0[index].recall, $0[index].precision] }
        return [
          .text("\(systems[0][index].frequencies)"), .count(systems[0][index].referenceWords),
        ] + shares.map { .number($0.map { 100 * $0 }) }
      })
  }

  /// How often translations repeat themselves or their sources.
  func rateTable(_ texts: ScoredTexts) throws -> ReportTable {
    let systems = [texts] + evaluation.others.map(\.texts)
    var rows: [[ReportTable.Cell]] = [
      [.text("repeat words at once")] + systems.map { .percent(100 * $0.repetition.rate) }
    ]
    let copies = try systems.compactMap { try $0.copies() }
    if !copies.isEmpty {
      rows.append([.text("are their source")] + copies.map { .percent(100 * $0.rate) })
      rows.append([.text("source words copied")] + copies.map { .percent(100 * $0.wordRate) })
    }
    if let speed = evaluation.sentencesPerSecond {
      // That of other systems is not known.
      rows.append(
        [.text("sentences a second"), .count(Int(speed))]
          + evaluation.others.map { _ in .number(nil) })
    }
    return ReportTable(
      key: "translations", caption: "Translations",
      columns: [.init("that"), .init("share")]
        + evaluation.others.map { .init(Self.title("share", of: $0)) },
      rows: rows)
  }
}
