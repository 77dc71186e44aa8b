/// How the breakdowns cut text into words.
public struct WordCutter: Sendable, Equatable {
  /// The rules.
  public var tokenizer: BLEU.Tokenizer
  /// Whether case is ignored.
  public var lowercase: Bool

  /// Takes the rules of a metric, or 13a with case.
  public init(_ tokenizer: BLEU.Tokenizer = .thirteenA, lowercase: Bool = false) {
    self.tokenizer = tokenizer
    self.lowercase = lowercase
  }

  /// Takes the rules of a language, with case.
  public init(language: String?) {
    self.init(language.map(BLEU.Tokenizer.init(language:)) ?? .thirteenA)
  }

  /// The words of a text, in order.
  public func words(of text: String) -> [String] {
    var line: [UInt8] = []
    PythonText.bytes(text, lowercase: lowercase, into: &line)
    PythonText.trimEnd(&line)
    tokenizer.tokenize(&line)
    var words: [String] = []
    PythonText.forEachWord(line) { words.append(String(decoding: line[$0], as: UTF8.self)) }
    return words
  }

  /// A word and the bytes of the text that it stands for.
  struct PlacedWord {
    let word: String
    let range: Range<Int>
  }

  /// The words of a text and where each is, so that the text can be shown as it is written.
  ///
  /// Rules that change characters, as those of entities, leave no place for a single word: the first
  /// word of such a run without white space stands for all of the run, the others for nothing. Where
  /// words go across white space, no word has a place.
  func placedWords(of text: String) -> [PlacedWord] {
    let words = words(of: text)
    let placed = placedRuns(of: text)
    guard placed.map(\.word) == words else {
      return words.map { PlacedWord(word: $0, range: 0..<0) }
    }
    return placed
  }

  /// The words of each run without white space.
  private func placedRuns(of text: String) -> [PlacedWord] {
    var placed: [PlacedWord] = []
    var offset = 0
    func add(_ run: Substring.UnicodeScalarView) {
      let words = words(of: String(run))
      let end = offset + String(run).utf8.count
      let isExact = words.joined().utf8.elementsEqual(String(run).utf8)
      for word in words {
        let next = isExact ? offset + word.utf8.count : end
        placed.append(PlacedWord(word: word, range: offset..<next))
        offset = next
      }
      offset = end
    }
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      let run = rest.prefix { !$0.properties.isWhitespace }
      if !run.isEmpty { add(run) }
      rest = rest[run.endIndex...]
      if let space = rest.popFirst() { offset += UTF8.width(space) }
    }
    return placed
  }

  /// Whether a word has a letter or a number, and is not punctuation alone.
  package static func isSpoken(_ word: String) -> Bool {
    word.unicodeScalars.contains { scalar in
      if scalar.value < 0x80 {
        switch scalar {
        case "0"..."9", "A"..."Z", "a"..."z": return true
        default: return false
        }
      }
      return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
  }
}

/// How often each word occurs in a text, such as the training corpus.
public struct WordFrequencies: Sendable, Equatable {
  /// How the text was cut, and other texts are to be.
  public let cutter: WordCutter
  private var counts: [WordKey: Int] = [:]

  /// Begins without a text.
  public init(_ cutter: WordCutter = WordCutter()) { self.cutter = cutter }

  /// Counts the words of another line.
  public mutating func add(_ line: String) {
    for word in cutter.words(of: line) { counts[WordKey(word), default: 0] += 1 }
  }

  /// How often a word occurred.
  public func count(of word: String) -> Int { counts[WordKey(word), default: 0] }
}

/// A range of whole numbers, the last one without an end: 0, 1-9, 10+.
public struct CountRange: Sendable, Equatable, CustomStringConvertible {
  /// The first number.
  public let first: Int
  /// The last number; nil for no end.
  public let last: Int?

  /// `7`, `1-9` or `10+`.
  public var description: String {
    guard let last else { return "\(first)+" }
    return first == last ? "\(first)" : "\(first)-\(last)"
  }

  /// The ranges that start at these numbers.
  ///
  /// - Throws: `MetricError.invalidStarts` unless the numbers rise from 0 up.
  static func ranges(from starts: [Int]) throws -> [CountRange] {
    guard let first = starts.first, first >= 0, zip(starts, starts.dropFirst()).allSatisfy(<)
    else {
      throw MetricError.invalidStarts(starts)
    }
    return starts.indices.map { index in
      let next = index + 1 < starts.count ? starts[index + 1] : nil
      return CountRange(first: starts[index], last: next.map { $0 - 1 })
    }
  }
}
