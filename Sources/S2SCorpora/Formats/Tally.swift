import S2SFiles

/// How often each of some things happened, and where first.
struct Tally<Kind: Hashable & CaseIterable & RawRepresentable & Sendable>: Sendable, Equatable
where Kind.RawValue == String {
  /// How often.
  private(set) var counts: [Kind: Int] = [:]
  /// The first few places of each kind.
  private(set) var examples: [Kind: [Int]] = [:]

  /// All in all.
  var total: Int { counts.values.reduce(0, +) }

  /// Counts one more.
  mutating func note(_ kind: Kind, at place: Int) {
    counts[kind, default: 0] += 1
    if examples[kind, default: []].count < 3 { examples[kind, default: []].append(place) }
  }

  /// Such as `10 repeated (lines 5, 8, 9, ...); 1 too long (line 7)`.
  ///
  /// - Parameter place: the name of a place, in the singular.
  func list(places place: String) -> String {
    Kind.allCases.compactMap { kind -> String? in
      guard let count = counts[kind], let places = examples[kind] else { return nil }
      let list = places.map(grouped).joined(separator: ", ")
      return "\(grouped(count)) \(kind.rawValue) (\(place)\(count == 1 ? "" : "s") \(list)"
        + (count > places.count ? ", ...)" : ")")
    }.joined(separator: "; ")
  }
}
