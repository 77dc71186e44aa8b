/// What the lines of a language look like where a model learned it: how many sentences they have, and
/// which words have capitals.
///
/// Translation gives a model lines like those: it splits longer ones, and gives capitals to lines that
/// were typed without small letters or without capitals.
///
/// Reference: Lita et al. 2003, "tRuEcasIng", doi:10.3115/1075096.1075116 (words take their most
/// frequent form).
public struct LineHabits: Sendable, Equatable {
  /// The most sentences that a tenth of the lines have, or more; from 1.
  public var sentences = 1
  /// Whether most lines begin with a capital.
  public var beginWithCapital = false
  /// The words whose usual form within a line has a capital, by their form in lower case.
  var capitals: [String: String] = [:]

  /// No word with a capital has more bytes: longer ones are left alone.
  static let longestWord = 64

  /// Lines of one sentence without capitals.
  public init() {}

  /// Sets the words that have capitals.
  mutating func setCapitals(_ words: [String], locale: String) {
    let small = LetterCase.lower.applied(to: words.joined(separator: " "), locale: locale)
      .utf8.split(separator: 0x20).map { String(Substring($0)) }
    capitals = Dictionary(zip(small, words), uniquingKeysWith: { $1 })
  }

  /// The words with capitals, in order, with a space between them.
  var capitalWords: String { capitals.values.sorted().joined(separator: " ") }

  /// Learns from lines: sentences from 20,000 of them at equal distances, words from 100,000.
  package init(of lines: [String], locale: String) {
    let sample = Self.sample(of: lines, size: 20_000)
    sentences = Self.sentences(of: sample, locale: locale)
    let first = sample.compactMap { $0.unicodeScalars.first(where: \.properties.isCased) }
    beginWithCapital = first.count(where: \.properties.isUppercase) * 2 > first.count
    var counter = CapitalCounter(locale: locale)
    for line in Self.sample(of: lines, size: 100_000) { counter.add(line) }
    capitals = counter.capitals
  }

  /// Lines at equal distances, not many more than wanted.
  private static func sample(of lines: [String], size: Int) -> [String] {
    stride(from: 0, to: lines.count, by: max(1, lines.count / size)).map { lines[$0] }
  }

  /// The part of the lines that have to have a number of sentences for a model to know such lines.
  private static let knownPart = 10

  private static func sentences(of lines: [String], locale: String) -> Int {
    let splitter = SentenceSplitter(locale: locale)
    let counts = lines.map { splitter.sentences(in: $0).count }.sorted(by: >)
    guard !counts.isEmpty else { return 1 }
    return max(1, counts[(counts.count - 1) / knownPart])
  }
}

/// Counts the forms of words within lines.
private struct CapitalCounter {
  /// A word that occurs with capitals less often is left out.
  private static let fewest = 2
  /// The most words that are kept, the most frequent ones.
  private static let most = 20_000

  private let locale: String
  private let segmenter: Segmenter
  private var counts: [String: Int] = [:]

  init(locale: String) {
    self.locale = locale
    segmenter = Segmenter(locale: locale)
  }

  /// Counts the words of a line, without those that begin a sentence.
  mutating func add(_ line: String) {
    guard LetterCase.found(in: line).count == 2 else { return }
    var isFirst = true
    segmenter.forEachWord(of: line) { word in
      let hasLetters = word.unicodeScalars.contains(where: \.properties.isAlphabetic)
      if hasLetters && !isFirst && word.utf8.count <= LineHabits.longestWord {
        counts[word, default: 0] += 1
      }
      // Behind any other mark a sentence may begin.
      isFirst = !hasLetters && ![",", "-", "'"].contains(word)
    }
  }

  /// The words that have capitals more often than not, by their form in lower case.
  var capitals: [String: String] {
    var words: [String: [String: Int]] = [:]
    for (form, count) in counts {
      words[LetterCase.lower.applied(to: form, locale: locale), default: [:]][form] = count
    }
    var found: [(small: String, form: String, count: Int)] = []
    for (small, forms) in words {
      let total = forms.values.reduce(0, +)
      guard let best = forms.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        best.key != small, best.value >= Self.fewest, 2 * best.value > total
      else { continue }
      found.append((small, best.key, best.value))
    }
    found.sort { ($1.count, $0.small) < ($0.count, $1.small) }
    return Dictionary(uniqueKeysWithValues: found.prefix(Self.most).map { ($0.small, $0.form) })
  }
}

extension Segmenter {
  /// Calls `body` with each word of a text, without the spaces between them.
  func forEachWord(of text: String, _ body: (String) -> Void) {
    forEachWord(of: Array(text.utf8)) { bytes, range in
      body(String(decoding: bytes[range], as: UTF8.self))
    }
  }

  /// Calls `body` with the text and the range of each of its words, without the spaces between them.
  func forEachWord(of bytes: [UInt8], _ body: ([UInt8], Range<Int>) -> Void) {
    var ends: [Int] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x20) ?? bytes.count
      ends.removeAll(keepingCapacity: true)
      appendWordEnds(of: bytes, in: start..<end, to: &ends)
      for wordEnd in ends {
        body(bytes, start..<wordEnd)
        start = wordEnd
      }
      start = end + 1
    }
  }
}
