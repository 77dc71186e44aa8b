/// Finds the numbers of a source in its translation, each of which stands for one number of the
/// source.
///
/// A number is found where neighbouring numbers of the translation have its digits in their order,
/// whatever separates them and whatever script they are in: `1 234,5` in `1,234.5`, `10-20` in `10
/// to 20`. Numbers of the translation are taken whole: 5 is not in `5,000`, `1.5` or `12:05`. The parts
/// of a date may come in another order.
struct NumberMatcher {
  private let line: NumberLine
  private var isTaken: [Bool]
  /// The windows of some parts, or runs, by their text; a list is used up from its end.
  private var windows: [Key: [Range<Int>]] = [:]
  private var known: Set<Kind> = []

  /// A way to read windows, and their length.
  private struct Kind: Hashable {
    var reading: Reading
    var count: Int
    /// Whether they are one number each, rather than several side by side.
    var isOne: Bool
  }
  private struct Key: Hashable {
    var kind: Kind
    var text: String
  }
  private enum Reading { case parts, runs, values, sortedValues }
  /// What windows are made of.
  private struct Piece {
    var texts: [String]
    var runs: Range<Int>
  }

  /// The most runs of neighbouring numbers that may be one number of the translation, as those of a
  /// telephone number.
  private static let mostNeighbours = 8

  /// Looks for numbers in those of a translation.
  init(_ translation: NumberLine) {
    line = translation
    isTaken = [Bool](repeating: false, count: translation.runs.count)
  }

  /// Takes the numbers of a source out of the translation.
  ///
  /// - Returns: those that it lacks.
  /// - Complexity: O(*n*) expected.
  mutating func missing(of source: NumberLine) -> [NumberLine.Item] {
    // The longest first: 10-20 is not the 10 that the source has beside it.
    var left = source.items.enumerated().sorted {
      ($1.element.parts.count, $0.offset) < ($0.element.parts.count, $1.offset)
    }.map(\.element)
    left.removeAll { takeParts(of: $0, source) }
    left.removeAll { item in
      item.isLoose(in: source) && take(.runs, source.runs[source.runs(of: item)].map(Self.text))
    }
    left.removeAll { takeRewritten($0, source) }
    left.sort { $0.parts.lowerBound < $1.parts.lowerBound }
    return withoutNeighbours(left, source)
  }

  // MARK: - Ways to write a number

  private mutating func takeParts(of item: NumberLine.Item, _ source: NumberLine) -> Bool {
    let parts = source.parts[item.parts]
    let texts = parts.map(\.text)
    let isOne = item.form == .decimal
    if take(.parts, texts, isOne: isOne) { return true }
    guard let other = parts.first?.otherText else { return false }
    return take(.parts, [other] + texts.dropFirst(), isOne: isOne)
  }

  private mutating func takeRewritten(_ item: NumberLine.Item, _ source: NumberLine) -> Bool {
    let values = source.parts[item.parts].map { String($0.value) }
    switch item.form {
    case .plain, .decimal: return false
    case .date: return take(.sortedValues, values)
    case .time:
      let halfDay = source.runs[source.runs(of: item).upperBound - 1].halfDay
      return ClockTime.forms(of: values, halfDay).contains { take(.values, $0) }
    }
  }

  /// Those of some numbers that are not, side by side, one number of the translation: `01 23 45` is in
  /// `01.23.45`.
  private mutating func withoutNeighbours(
    _ left: [NumberLine.Item], _ source: NumberLine
  ) -> [NumberLine.Item] {
    var missing: [NumberLine.Item] = []
    var rest = left[...]
    while let first = rest.first {
      let found = neighbours(at: rest, source).last { items in
        let runs = items.flatMap { source.runs[source.runs(of: $0)].map(Self.text) }
        return take(.runs, runs, isOne: true)
      }
      if found == nil { missing.append(first) }
      rest = rest.dropFirst(found?.count ?? 1)
    }
    return missing
  }

  /// The beginnings of some numbers that have two or more side by side, the shortest first.
  private func neighbours(
    at items: ArraySlice<NumberLine.Item>, _ source: NumberLine
  ) -> [ArraySlice<NumberLine.Item>] {
    var found: [ArraySlice<NumberLine.Item>] = []
    var end = items.startIndex + 1
    while end < items.endIndex, items[end - 1].parts.upperBound == items[end].parts.lowerBound {
      let runs =
        source.runs(of: items[items.startIndex]).lowerBound..<source.runs(of: items[end]).upperBound
      guard runs.count <= Self.mostNeighbours,
        source.runs[source.runs(of: items[end]).lowerBound].isNear
      else { break }
      end += 1
      found.append(items[..<end])
    }
    return found
  }

  private static func text(_ run: NumberRun) -> String {
    (run.sign == .minus ? "-" : "") + run.digits
  }

  // MARK: - Windows

  /// Takes the first free window with some texts; false where there is none.
  private mutating func take(_ reading: Reading, _ texts: [String], isOne: Bool = false) -> Bool {
    let kind = Kind(reading: reading, count: texts.count, isOne: isOne)
    if known.insert(kind).inserted { addWindows(kind) }
    let key = Key(kind: kind, text: Self.joined(texts, reading))
    while let runs = windows[key]?.popLast() {
      guard !isTaken[runs].contains(true) else { continue }
      for run in runs { isTaken[run] = true }
      return true
    }
    return false
  }

  private mutating func addWindows(_ kind: Kind) {
    let all = pieces(kind.reading)
    guard all.count >= kind.count else { return }
    let begins = numberBeginnings()
    // Backwards, so that a list ends with its first window.
    for start in (0...all.count - kind.count).reversed() {
      let window = all[start..<start + kind.count]
      let runs = all[start].runs.lowerBound..<all[start + kind.count - 1].runs.upperBound
      guard begins[runs.lowerBound], begins[runs.upperBound],
        !kind.isOne || !begins[runs].dropFirst().contains(true)
      else { continue }
      let rest = window.dropFirst().map { $0.texts[0] }
      for first in all[start].texts {
        let key = Key(kind: kind, text: Self.joined([first] + rest, kind.reading))
        windows[key, default: []].append(runs)
      }
    }
  }

  private func pieces(_ reading: Reading) -> [Piece] {
    switch reading {
    case .parts:
      line.parts.map { Piece(texts: [$0.text] + ($0.otherText.map { [$0] } ?? []), runs: $0.runs) }
    case .runs: line.runs.enumerated().map { Piece(texts: [Self.text($1)], runs: $0..<$0 + 1) }
    case .values, .sortedValues: line.parts.map { Piece(texts: [String($0.value)], runs: $0.runs) }
    }
  }

  /// Whether a number begins with each run, or might behind the last.
  private func numberBeginnings() -> [Bool] {
    var begins = [Bool](repeating: false, count: line.runs.count + 1)
    for (part, isBeginning) in zip(line.parts, line.beginsNumber) {
      begins[part.runs.lowerBound] = isBeginning
    }
    begins[line.runs.count] = true
    return begins
  }

  private static func joined(_ texts: [String], _ reading: Reading) -> String {
    (reading == .sortedValues ? texts.sorted() : texts).joined(separator: " ")
  }
}

extension NumberLine.Item {
  /// Whether its runs may be numbers side by side: those of a sequence, and of a list with ordinary
  /// spaces, such as `100 200 300`, which looks like one number.
  fileprivate func isLoose(in line: NumberLine) -> Bool {
    let runs = line.runs(of: self)
    if parts.count > 1 { return form != .decimal }
    return runs.count > 1 && line.runs[runs.lowerBound + 1].gap == " "
  }
}

/// The ways to write a time of the day in another clock.
private enum ClockTime {
  /// The values of a time, its hour first, and those that may stand for it.
  static func forms(of values: [String], _ halfDay: NumberRun.HalfDay?) -> [[String]] {
    guard let first = values.first, let hour = Int(first.isEmpty ? "0" : first) else { return [] }
    let hours = hours(hour, halfDay).map { $0 == 0 ? "" : String($0) }
    let rest = Array(values.dropFirst())
    let all = hours.map { [$0] + rest }
    // 14h00 may be 2 pm, and 14h may be 14:00.
    if rest == [""] { return all + hours.map { [$0] } }
    return rest.isEmpty ? all + hours.map { [$0, ""] } : all
  }

  /// An hour, and what it is by the other clock if its form tells: from 13 on, at 0, and beside `am`
  /// and `pm`.
  private static func hours(_ hour: Int, _ halfDay: NumberRun.HalfDay?) -> [Int] {
    switch (halfDay, hour) {
    case (.morning, 12): [12, 0, 24]
    case (.afternoon, 1..<12): [hour, hour + 12]
    case (_, 0), (_, 24): [hour, 12, 24 - hour]
    case (_, 13...): [hour, hour - 12]
    default: [hour]
    }
  }
}
