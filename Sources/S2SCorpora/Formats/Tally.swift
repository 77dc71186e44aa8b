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
    if examples[kind, default: []].count < Self.exampleCount {
      examples[kind, default: []].append(place)
    }
  }

  /// How often each kind happened, and its first places, by its name: to be kept while a work is stopped.
  var notes: [String: [Int]] {
    counts.reduce(into: [:]) { $0[$1.key.rawValue] = [$1.value] + examples[$1.key, default: []] }
  }

  /// Nothing yet.
  init() {}

  /// Goes on with what was kept; names and numbers that are none of a tally's are left out.
  init(notes: [String: [Int]]) {
    for (name, numbers) in notes {
      guard let kind = Kind(rawValue: name), let count = numbers.first,
        (1...Self.most).contains(count)
      else { continue }
      counts[kind] = count
      examples[kind] = Array(numbers.dropFirst().prefix(Self.exampleCount))
    }
  }

  /// No text has more lines.
  private static var most: Int { 1 << 48 }
  private static var exampleCount: Int { 3 }

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
