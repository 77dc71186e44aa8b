/// The numbers of a text, from left to right.
///
/// A number is one part (`42`, `1 234`) or several with joining characters between them: `3,14`,
/// `12:30`, `17/05/2024`, `10-20`, `192.168.0.1`. A part is a run of digits, or several runs that a
/// separator of thousands groups.
struct NumberLine: Sendable {
  /// A run of digits, or several runs as one number.
  struct Part: Sendable {
    /// The digits, after a minus sign if there is one.
    var text: String
    /// The runs that it is made of.
    var runs: Range<Int>
    /// The digits without zeros at the front.
    var value: Substring { text.drop { $0 == "0" } }
  }

  /// What a number is, as far as its form shows.
  enum Form { case plain, date, time }

  /// Several parts that belong together.
  struct Item: Sendable {
    var parts: Range<Int>
    var form: Form
  }

  let runs: [NumberRun]
  private(set) var parts: [Part] = []
  private(set) var items: [Item] = []

  /// The most parts of an item; longer sequences are several items.
  static let longestItem = 8

  /// Puts runs together.
  init(_ runs: [NumberRun] = []) {
    self.runs = runs
    var run = 0
    while run < runs.count {
      let end = groupEnd(from: run)
      let digits = runs[run..<end].map(\.digits).joined()
      parts.append(Part(text: (runs[run].isNegative ? "-" : "") + digits, runs: run..<end))
      run = end
    }
    var part = 0
    while part < parts.count {
      var end = part + 1
      while end < parts.count, end - part < Self.longestItem, isJoined(end) { end += 1 }
      items.append(Item(parts: part..<end, form: form(of: parts[part..<end])))
      part = end
    }
  }

  /// The end of the runs that make one part with the run at `start`.
  ///
  /// Groups of three digits after one to three, with one separator throughout; with commas, also
  /// groups of two before the last, as in India.
  private func groupEnd(from start: Int) -> Int {
    guard (1...3).contains(runs[start].digits.utf8.count), start + 1 < runs.count,
      let separator = runs[start + 1].gap, Self.groupSeparators.contains(separator)
    else { return start + 1 }
    func size(_ run: Int) -> Int { runs[run].gap == separator ? runs[run].digits.utf8.count : 0 }
    var end = start + 1
    while end < runs.count, size(end) == 3 { end += 1 }
    if end > start + 1 || separator != "," { return end }
    while end < runs.count, size(end) == 2 { end += 1 }
    return end > start + 1 && end < runs.count && size(end) == 3 ? end + 1 : start + 1
  }

  private static let groupSeparators: Set<Character> = [
    " ", "\u{A0}", "\u{202F}", "\u{2009}", ".", ",", "'", "\u{2019}", "\u{66C}",
  ]
  private static let joiners: Set<Character> = [
    ".", ",", ":", "/", "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2212}", "\u{66B}",
  ]

  /// Whether a part belongs to the item of the part before it.
  private func isJoined(_ part: Int) -> Bool {
    guard let gap = gap(before: part) else { return false }
    return Self.joiners.contains(gap) || runs[parts[part].runs.lowerBound - 1].isHour
  }

  /// The only character between two parts.
  private func gap(before part: Int) -> Character? { runs[parts[part].runs.lowerBound].gap }

  private func form(of parts: ArraySlice<Part>) -> Form {
    guard let first = parts.first, parts.allSatisfy({ $0.runs.count == 1 }) else { return .plain }
    let sizes = parts.map(\.text.utf8.count)
    let gaps = Set(parts.indices.dropFirst().map { gap(before: $0) })
    if parts.count < 4, let hour = Int(first.text), (0...24).contains(hour) {
      let isClock = gaps == [":"] && sizes.dropFirst().allSatisfy { $0 == 2 }
      if isClock || runs[first.runs.lowerBound].isHour { return .time }
    }
    let isDate =
      parts.count == 3 && gaps.count == 1 && sizes.allSatisfy { [1, 2, 4].contains($0) }
      && sizes.count { $0 == 4 } == 1
    return isDate || gaps == ["/"] && sizes.allSatisfy { $0 <= 2 } ? .date : .plain
  }

  /// The runs of an item.
  func runs(of item: Item) -> Range<Int> {
    parts[item.parts.lowerBound].runs.lowerBound..<parts[item.parts.upperBound - 1].runs.upperBound
  }

  /// An item as it stands in the text, in ASCII digits.
  func text(of item: Item) -> String {
    let all = runs(of: item)
    var text = runs[all.lowerBound].isNegative ? "-" : ""
    for run in all {
      if run > all.lowerBound, let gap = runs[run].gap { text.append(gap) }
      text += runs[run].digits
    }
    return text
  }
}
