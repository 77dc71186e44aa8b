/// What a hypothesis has, and lacks, beside a reference: the words outside of a longest common
/// subsequence.
public struct WordDifference: Sendable, Equatable {
  /// Where words stand.
  public enum Kind: Sendable {
    /// In both.
    case same
    /// Only in the reference.
    case missing
    /// Only in the hypothesis.
    case added
  }

  /// Neighbouring words of one kind.
  public struct Piece: Sendable, Equatable {
    /// Where the words stand.
    public let kind: Kind
    /// The words, at least one.
    public internal(set) var words: [String]
  }

  /// A part of one side's text as it is written.
  public struct Run: Sendable, Equatable {
    /// The text, white space and all; the runs of a side make up its text.
    public let text: String
    /// Whether it is words that the other side lacks.
    public let differs: Bool
  }

  /// The hypothesis as it is written.
  public private(set) var hypothesisRuns: [Run] = []
  /// The reference as it is written.
  public private(set) var referenceRuns: [Run] = []
  /// The pieces in order; between words of both sides, what is missing comes before what is added.
  public private(set) var pieces: [Piece] = []

  /// Compares two texts word by word.
  ///
  /// - Complexity: O((*H* + *R*) *D*) for *D* words that differ.
  ///
  /// Reference: Myers 1986, "An O(ND) Difference Algorithm and Its Variations", as in Swift's library.
  public init(hypothesis: String, reference: String, cutter: WordCutter = WordCutter()) {
    let placed = (new: cutter.placedWords(of: hypothesis), old: cutter.placedWords(of: reference))
    let (new, old) = (placed.new.map(\.word), placed.old.map(\.word))
    var isAdded = [Bool](repeating: false, count: new.count)
    var isMissing = [Bool](repeating: false, count: old.count)
    for change in new.map(WordKey.init).difference(from: old.map(WordKey.init)) {
      switch change {
      case .insert(let offset, _, _): isAdded[offset] = true
      case .remove(let offset, _, _): isMissing[offset] = true
      }
    }
    hypothesisRuns = Self.runs(hypothesis, placed.new, isAdded)
    referenceRuns = Self.runs(reference, placed.old, isMissing)
    var place = 0
    for (index, word) in new.enumerated() {
      if isAdded[index] { continue }
      while isMissing[place] {
        append(.missing, old[place])
        place += 1
      }
      appendAdded(before: index, new, isAdded)
      append(.same, word)
      place += 1
    }
    for word in old[place...] { append(.missing, word) }
    appendAdded(before: new.count, new, isAdded)
  }

  /// Words that differ from the first to the last of each row of them, and what lies between.
  private static func runs(
    _ text: String, _ words: [WordCutter.PlacedWord], _ differs: [Bool]
  ) -> [Run] {
    let bytes = Array(text.utf8)
    var runs: [Run] = []
    var end = 0
    func add(_ range: Range<Int>, differs: Bool) {
      end = range.upperBound
      guard !range.isEmpty else { return }
      runs.append(Run(text: String(decoding: bytes[range], as: UTF8.self), differs: differs))
    }
    var index = 0
    while let first = differs[index...].firstIndex(of: true) {
      index = differs[first...].firstIndex(of: false) ?? differs.count
      add(end..<words[first].range.lowerBound, differs: false)
      add(end..<words[index - 1].range.upperBound, differs: true)
    }
    add(end..<bytes.count, differs: false)
    return runs
  }

  /// The words added right before an index.
  private mutating func appendAdded(before index: Int, _ words: [String], _ isAdded: [Bool]) {
    var start = index
    while start > 0 && isAdded[start - 1] { start -= 1 }
    for word in words[start..<index] { append(.added, word) }
  }

  private mutating func append(_ kind: Kind, _ word: String) {
    if pieces.last?.kind == kind {
      pieces[pieces.count - 1].words.append(word)
    } else {
      pieces.append(Piece(kind: kind, words: [word]))
    }
  }

  /// One line with marks as in Git's word diff: `the [-small-] {+big+} dog`.
  public var marked: String {
    pieces.map { piece in
      let text = piece.words.joined(separator: " ")
      return switch piece.kind {
      case .same: text
      case .missing: "[-\(text)-]"
      case .added: "{+\(text)+}"
      }
    }
    .joined(separator: " ")
  }
}
