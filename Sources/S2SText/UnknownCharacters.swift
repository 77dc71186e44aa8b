extension TextPipeline {
  /// The characters that tokens of a text spell byte by byte, each once, in the order of the text.
  ///
  /// The vocabulary has no token for them: the text that it was learned from has such a character once at
  /// most, or so many others more often that there was no room. A space between others is no such
  /// character.
  package func unknownCharacters(in tokens: some Sequence<TokenID>) -> [Unicode.Scalar] {
    let bytes = Vocabulary.firstByte..<Vocabulary.firstCharacter
    var unknown: [Unicode.Scalar] = []
    var run: [UInt8] = []
    func endRun() {
      for scalar in String(decoding: run, as: UTF8.self).unicodeScalars
      where scalar != " " && !unknown.contains(scalar) && unknown.count < Self.mostUnknown {
        unknown.append(scalar)
      }
      run.removeAll(keepingCapacity: true)
    }
    for token in tokens {
      if bytes.contains(token) {
        run.append(UInt8(token - bytes.lowerBound))
      } else if !run.isEmpty {
        endRun()
      }
    }
    endRun()
    return unknown
  }

  /// The most characters that are named, which bounds the time for a text of nothing else.
  private static var mostUnknown: Int { 64 }
}

/// The lines with characters that a model never learned, and the first of those characters.
public struct UnknownCharacters: Sendable, Equatable {
  /// The lines with such characters.
  public private(set) var lineCount = 0
  /// The first of the characters, in the order in which they came.
  public private(set) var examples: [Unicode.Scalar] = []
  /// Whether there are more than the examples.
  public private(set) var hasMore = false

  /// The most characters that are kept.
  static let mostExamples = 5

  /// No line.
  public init() {}

  /// Adds the characters of a line, if it has any.
  public mutating func add(_ characters: [Unicode.Scalar]) {
    guard !characters.isEmpty else { return }
    lineCount += 1
    for scalar in characters where !examples.contains(scalar) {
      guard examples.count < Self.mostExamples else {
        hasMore = true
        return
      }
      examples.append(scalar)
    }
  }
}
