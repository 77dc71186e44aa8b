/// The spans that tags such as `B-PER I-PER O` mark, as the script conlleval finds them.
///
/// A tag is a letter, and behind a hyphen the kind of the span: B begins, I and M go on, E ends, S is a
/// span alone, O is none. Any sequence of tags has spans, also an ill-formed one: a span begins at I
/// where none of its kind goes on.
///
/// Reference: Tjong Kim Sang and Buchholz 2000, "Introduction to the CoNLL-2000 Shared Task:
/// Chunking", conlleval.
public struct TagSpan: Hashable, Sendable {
  /// The kind; empty where tags are letters alone.
  public let kind: String
  /// The positions of its tags.
  public let range: Range<Int>

  /// Groups the two.
  public init(kind: String, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  /// The spans of a sentence, in order.
  public static func spans(of tags: [String]) -> [TagSpan] {
    var spans: [TagSpan] = []
    var start: Int?
    var previous = TagParts(letter: "O", kind: "")
    for (index, tag) in tags.enumerated() {
      let current = TagParts(tag)
      if let first = start, previous.endsSpan(before: current) {
        spans.append(TagSpan(kind: previous.kind, range: first..<index))
        start = nil
      }
      if current.beginsSpan(after: previous) { start = index }
      previous = current
    }
    if let first = start { spans.append(TagSpan(kind: previous.kind, range: first..<tags.count)) }
    return spans
  }

  /// Whether all of some tags mark spans: O, or one of the letters, with or without a kind.
  public static func areMarks(_ tags: some Collection<String>) -> Bool {
    let parts = tags.map { TagParts($0) }
    let letters = Set(parts.map(\.letter))
    return letters.isSubset(of: ["B", "I", "M", "E", "S", "O"])
      && !letters.isDisjoint(with: ["B", "I"]) && letters.count > 1
      && parts.allSatisfy { $0.letter != "O" || $0.kind.isEmpty }
  }
}

/// A tag as a letter and a kind.
private struct TagParts {
  let letter: String
  let kind: String

  init(letter: String, kind: String) {
    self.letter = letter
    self.kind = kind
  }

  init(_ tag: String) {
    guard let hyphen = tag.firstIndex(of: "-") else {
      self.init(letter: tag == "M" ? "I" : tag, kind: "")
      return
    }
    let letter = String(tag[..<hyphen])
    self.init(letter: letter == "M" ? "I" : letter, kind: String(tag[tag.index(after: hyphen)...]))
  }

  func endsSpan(before next: TagParts) -> Bool {
    if letter == "E" || letter == "S" { return true }
    if letter == "B" || letter == "I" {
      return ["B", "S", "O"].contains(next.letter) || kind != next.kind
    }
    return false
  }

  func beginsSpan(after previous: TagParts) -> Bool {
    if letter == "B" || letter == "S" { return true }
    guard letter == "I" || letter == "E" else { return false }
    return ["E", "S", "O"].contains(previous.letter) || kind != previous.kind
  }
}
