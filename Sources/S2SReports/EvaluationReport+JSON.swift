import S2SMetrics

extension EvaluationReport {
  /// What was asked for as JSON; ends without a newline.
  ///
  /// Scores alone, and a comparison alone, are as sacreBLEU prints them. With anything beside them the
  /// parts are the fields of an object.
  func json() throws -> String {
    let tables = try breakdownTables()
    let ranking = try ranking
    let isAlone = tables.isEmpty && ranking == nil
    if isAlone, let comparison, uncompared.isEmpty { return comparison.json }
    let scores = ScoreReport(scores: evaluation.scores, digits: digits)
    if isAlone, comparison == nil { return scores.json }
    var parts: [(key: String, value: JSONText.Value)] = [("scores", scores.value)]
    if let comparison { parts.append(("comparison", comparison.value)) }
    for table in tables { parts.append((table.key, table.json(digits: digits))) }
    if let ranking {
      parts.append(("worst", try exampleValues(ranking.worst)))
      parts.append(("best", try exampleValues(ranking.best)))
    }
    return JSONText.Value.object(parts).text()
  }
}
