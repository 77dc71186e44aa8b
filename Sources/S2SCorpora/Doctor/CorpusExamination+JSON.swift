extension CorpusExamination: Encodable {
  private enum Key: String, CodingKey {
    case source, target, verdict, reasons, parts
    case part, files, pairs, kept, dropped, repaired, sourceWords, targetWords
    case sourceCharacters, targetCharacters, sourceSurplus, targetSurplus, findings, reading
    case problem, severity, remedy, share, examples
  }

  /// Writes the examination for programs: all counts, and a few examples of each problem.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(source, forKey: .source)
    try object.encode(target, forKey: .target)
    var reasons: [String] = []
    switch verdict {
    case .fit: try object.encode("fit", forKey: .verdict)
    case .usable: try object.encode("usable", forKey: .verdict)
    case .unusable(let all):
      try object.encode("unusable", forKey: .verdict)
      reasons = all
    }
    try object.encode(reasons, forKey: .reasons)
    var list = object.nestedUnkeyedContainer(forKey: .parts)
    for part in parts { try encode(part, to: list.nestedContainer(keyedBy: Key.self)) }
  }

  private func encode(_ part: ExaminedPart, to container: KeyedEncodingContainer<Key>) throws {
    var object = container
    try object.encode(part.name.rawValue, forKey: .part)
    try object.encode(part.files.paths, forKey: .files)
    let counts: [(Key, Int)] = [
      (.pairs, part.count), (.kept, part.keptCount), (.dropped, part.droppedCount),
      (.repaired, part.repairedCount), (.sourceWords, part.sizes.source.words),
      (.targetWords, part.sizes.target.words),
      (.sourceCharacters, part.sizes.source.characters),
      (.targetCharacters, part.sizes.target.characters),
      (.sourceSurplus, part.surplus.source), (.targetSurplus, part.surplus.target),
    ]
    for (key, count) in counts { try object.encode(count, forKey: key) }
    try object.encodeIfPresent(part.reading?.summary, forKey: .reading)
    var list = object.nestedUnkeyedContainer(forKey: .findings)
    for finding in part.findings {
      var entry = list.nestedContainer(keyedBy: Key.self)
      try entry.encode(finding.problem.name, forKey: .problem)
      try entry.encode(finding.problem.severity.rawValue, forKey: .severity)
      try entry.encode(
        finding.problem.remedy(isHeldOut: part.isHeldOut).rawValue, forKey: .remedy)
      try entry.encode(finding.count, forKey: .pairs)
      try entry.encode(Double(finding.count) / Double(max(1, part.count)), forKey: .share)
      try entry.encode(finding.examples, forKey: .examples)
    }
  }
}
