/// The numbers of a text, from left to right.
///
/// A number is one part (`42`, `1 234`) or several with joining characters between them: `3,14`,
/// `12:30`, `17/05/2024`, `10-20`, `192.168.0.1`. A part is a run of digits, or several runs that a
/// separator of thousands groups. The parts between dashes are numbers of their own as well, but not
/// those of a date.
struct NumberLine: Sendable {
  /// A run of digits, or several runs as one number.
  struct Part: Sendable {
    /// The digits, after a minus sign if there is one.
    var text: String
    /// The same with the other sign, where it is not known whether a dash is one.
    var otherText: String?
    /// The runs that it is made of.
    var runs: Range<Int>
    /// The digits without zeros at the front.
    var value: Substring { text.drop { $0 == "0" } }
  }

  /// What a number is, as far as its form shows: a decimal number has two parts, any other sequence
  /// of numbers is plain.
  enum Form { case plain, decimal, date, time }

  /// Several parts that belong together.
  struct Item: Sendable {
    var parts: Range<Int>
    var form: Form
  }

  let runs: [NumberRun]
  private(set) var parts: [Part] = []
  private(set) var items: [Item] = []
  /// Whether a number begins with a part that is not the middle of a longer number.
  private(set) var beginsNumber: [Bool] = []

  /// The most parts of an item; longer sequences are several items.
  static let longestItem = 8

  /// Puts runs together.
  init(_ runs: [NumberRun] = []) {
    self.runs = runs
    var run = 0
    while run < runs.count {
      let end = groupEnd(from: run)
      parts.append(Self.part(runs, run..<end))
      run = end
    }
    var part = 0
    while part < parts.count {
      var end = part + 1
      while end < parts.count, end - part < Self.longestItem, isJoined(end) { end += 1 }
      let form = form(of: parts[part..<end])
      items.append(Item(parts: part..<end, form: form))
      beginsNumber += (part..<end).map { other in
        other == part || form != .date && gap(before: other).map(Self.dashes.contains) == true
      }
      part = end
    }
  }

  private static func part(_ runs: [NumberRun], _ range: Range<Int>) -> Part {
    let digits = runs[range].map(\.digits).joined()
    return switch runs[range.lowerBound].sign {
    case .none: Part(text: digits, runs: range)
    case .minus: Part(text: "-" + digits, runs: range)
    case .maybe: Part(text: digits, otherText: "-" + digits, runs: range)
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
  private static let dashes: Set<Character> = [
    "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2212}",
  ]
  private static let joiners = dashes.union([".", ",", ":", "/", "h", "H", "\u{66B}"])

  /// Whether a part belongs to the item of the part before it.
  private func isJoined(_ part: Int) -> Bool {
    gap(before: part).map(Self.joiners.contains) == true
  }

  /// The only character between two parts.
  private func gap(before part: Int) -> Character? { runs[parts[part].runs.lowerBound].gap }

  private func form(of parts: ArraySlice<Part>) -> Form {
    let gaps = Set(parts.indices.dropFirst().map { gap(before: $0) })
    if isTime(parts, gaps) { return .time }
    if isDate(parts, gaps) { return .date }
    let isDecimal = parts.count == 2 && gaps.isSubset(of: [".", ",", "\u{66B}"])
    return isDecimal ? .decimal : .plain
  }

  /// `14:30`, `14h30`, `14h`, `2.30 pm`.
  private func isTime(_ parts: ArraySlice<Part>, _ gaps: Set<Character?>) -> Bool {
    guard parts.count < 4, parts.allSatisfy({ $0.runs.count == 1 }),
      let first = parts.first, let last = parts.last,
      let hour = Int(first.text), (0...24).contains(hour)
    else { return false }
    let hasMinutes = parts.dropFirst().allSatisfy { $0.text.utf8.count == 2 }
    if gaps == [":"] && hasMinutes { return true }
    let hasHalfDay = runs[last.runs.lowerBound].halfDay != nil
    return runs[first.runs.lowerBound].isHour
      || hasHalfDay && hasMinutes && gaps.isSubset(of: [":", "."])
  }

  /// `17/05/2024`, `2024-05-17`, `17/05/24`, and `17/05`, which a zero tells from a fraction.
  private func isDate(_ parts: ArraySlice<Part>, _ gaps: Set<Character?>) -> Bool {
    guard gaps.count == 1, parts.allSatisfy({ $0.runs.count == 1 }) else { return false }
    let sizes = parts.map(\.text.utf8.count)
    if parts.count == 3 && sizes.allSatisfy({ [1, 2, 4].contains($0) })
      && sizes.count(where: { $0 == 4 }) == 1
    {
      return true
    }
    guard gaps == ["/"] else { return false }
    return parts.count == 2
      ? sizes == [2, 2] && parts.contains { $0.text.hasPrefix("0") }
      : parts.count == 3 && sizes.allSatisfy { $0 <= 2 }
  }

  /// The runs of an item.
  func runs(of item: Item) -> Range<Int> {
    parts[item.parts.lowerBound].runs.lowerBound..<parts[item.parts.upperBound - 1].runs.upperBound
  }

  /// An item as it stands in the text, in ASCII digits.
  func text(of item: Item) -> String {
    let all = runs(of: item)
    var text = runs[all.lowerBound].sign == .minus ? "-" : ""
    for run in all {
      if run > all.lowerBound, let gap = runs[run].gap { text.append(gap) }
      text += runs[run].digits
    }
    return text
  }
}
