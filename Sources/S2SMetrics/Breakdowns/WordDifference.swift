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

  /// The pieces in order; between words of both sides, what is missing comes before what is added.
  public private(set) var pieces: [Piece] = []

  /// Compares two texts word by word.
  ///
  /// - Complexity: O((*H* + *R*) *D*) for *D* words that differ.
  ///
  /// Reference: Myers 1986, "An O(ND) Difference Algorithm and Its Variations", as in Swift's library.
  public init(hypothesis: String, reference: String, cutter: WordCutter = WordCutter()) {
    let (new, old) = (cutter.words(of: hypothesis), cutter.words(of: reference))
    var isAdded = [Bool](repeating: false, count: new.count)
    var isMissing = [Bool](repeating: false, count: old.count)
    for change in new.map(WordKey.init).difference(from: old.map(WordKey.init)) {
      switch change {
      case .insert(let offset, _, _): isAdded[offset] = true
      case .remove(let offset, _, _): isMissing[offset] = true
      }
    }
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
