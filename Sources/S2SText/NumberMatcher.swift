/// Finds the numbers of a source in its translation, each of which stands for one number of the
/// source.
///
/// A number is found where neighbouring numbers of the translation have its digits in their order,
/// whatever separates them and whatever script they are in: `1 234,5` in `1,234.5`, `10-20` in `10
/// to 20`. The parts of a date may come in another order, and an hour may be of a clock of twelve.
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
  }
  private struct Key: Hashable {
    var kind: Kind
    var text: String
  }
  private enum Reading { case parts, runs, values }

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
    // The longest first: 12:30 is not the 12 that the source has beside it.
    var left = source.items.enumerated().sorted {
      ($1.element.parts.count, $0.offset) < ($0.element.parts.count, $1.offset)
    }.map(\.element)
    left.removeAll { take(.parts, source.parts[$0.parts].map(\.text)) }
    left.removeAll { take(.runs, source.runs[source.runs(of: $0)].map(Self.text)) }
    left.removeAll { item in
      Self.rewritten(source.parts[item.parts], item.form).contains { take(.values, $0) }
    }
    return left.sorted { $0.parts.lowerBound < $1.parts.lowerBound }
  }

  /// The values that may stand for a date or a time.
  private static func rewritten(
    _ parts: ArraySlice<NumberLine.Part>, _ form: NumberLine.Form
  ) -> [[String]] {
    let values = parts.map { String($0.value) }
    guard form != .plain, let first = values.first else { return [] }
    guard form == .time, let hour = Int(first.isEmpty ? "0" : first) else { return [values] }
    let hours = [hour, hour > 12 ? hour - 12 : hour + 12].map { $0 == 0 ? "" : String($0) }
    let rest = Array(values.dropFirst())
    let all = hours.map { [$0] + rest }
    // 14h00 may be 2 pm, and 14h may be 14:00.
    if rest == [""] { return all + hours.map { [$0] } }
    return rest.isEmpty ? all + hours.map { [$0, ""] } : all
  }

  private static func text(_ run: NumberRun) -> String { (run.isNegative ? "-" : "") + run.digits }

  /// Takes the first free window with some texts; false where there is none.
  private mutating func take(_ reading: Reading, _ texts: [String]) -> Bool {
    let kind = Kind(reading: reading, count: texts.count)
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
    let all: [(text: String, runs: Range<Int>)] =
      switch kind.reading {
      case .parts: line.parts.map { ($0.text, $0.runs) }
      case .runs: line.runs.enumerated().map { (Self.text($1), $0..<$0 + 1) }
      case .values: line.parts.map { (String($0.value), $0.runs) }
      }
    guard all.count >= kind.count else { return }
    // Backwards, so that a list ends with its first window.
    for start in (0...all.count - kind.count).reversed() {
      let window = all[start..<start + kind.count]
      let key = Key(kind: kind, text: Self.joined(window.map(\.text), kind.reading))
      windows[key, default: []].append(
        all[start].runs.lowerBound..<all[start + kind.count - 1].runs.upperBound)
    }
  }

  private static func joined(_ texts: [String], _ reading: Reading) -> String {
    (reading == .values ? texts.sorted() : texts).joined(separator: " ")
  }
}
