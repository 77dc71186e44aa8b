/// Counts the n-grams of one sentence after another; its tables serve all of them.
struct CHRFSentenceCounter: SentenceCounter {
  private let options: CHRF.Options
  private var characters: NgramCounter
  private var words: NgramCounter
  private var table = WordTable()
  private var line: [UInt8] = []
  private var characterSymbols: [UInt32] = []
  private var wordSymbols: [UInt32] = []
  private var hypothesisCharacters = 0
  private var hypothesisWords = 0

  /// Counts as the options say.
  init(_ options: CHRF.Options) {
    self.options = options
    characters = NgramCounter(order: options.characterOrder)
    words = NgramCounter(order: options.wordOrder)
  }

  /// The statistics of a sentence with its best reference.
  mutating func row(_ hypothesis: String, _ references: [String]) -> [Double] {
    setHypothesis(hypothesis)
    var best = (row: [Double](), score: -1.0)
    for reference in references {
      let row = row(reference)
      let score = CHRF(options).fScore(row)
      if score > best.score { best = (row, score) }
    }
    return best.row
  }

  /// Begins with another hypothesis.
  private mutating func setHypothesis(_ text: String) {
    PythonText.bytes(text, lowercase: options.lowercase, into: &line)
    readCharacters()
    characters.setHypothesis(characterSymbols)
    hypothesisCharacters = characterSymbols.count
    guard options.wordOrder > 0 else { return }
    table.removeAll()
    wordSymbols.removeAll(keepingCapacity: true)
    Self.forEachPart(line) { wordSymbols.append(table.insert(line, $0)) }
    words.setHypothesis(wordSymbols)
    hypothesisWords = wordSymbols.count
  }

  /// The statistics of the hypothesis with one reference.
  private mutating func row(_ reference: String) -> [Double] {
    PythonText.bytes(reference, lowercase: options.lowercase, into: &line)
    var row: [Double] = []
    row.reserveCapacity(3 * (options.characterOrder + options.wordOrder))
    readCharacters()
    characters.setReference(characterSymbols)
    for order in 1..<options.characterOrder + 1 {
      let matches = characters.matches(order: order)
      Self.append(&row, order, hypothesisCharacters, characterSymbols.count, matches)
    }
    guard options.wordOrder > 0 else { return row }
    wordSymbols.removeAll(keepingCapacity: true)
    Self.forEachPart(line) { wordSymbols.append(table.find(line, $0)) }
    words.setReference(wordSymbols)
    for order in 1..<options.wordOrder + 1 {
      let matches = words.matches(order: order)
      Self.append(&row, order, hypothesisWords, wordSymbols.count, matches)
    }
    return row
  }

  private static func append(
    _ row: inout [Double], _ order: Int, _ hypothesis: Int, _ reference: Int, _ matches: Int
  ) {
    let total = NgramCounter.total(reference, order: order)
    // Where the reference has no n-gram, those of the hypothesis do not count either.
    row.append(total > 0 ? Double(NgramCounter.total(hypothesis, order: order)) : 0)
    row.append(Double(total))
    row.append(Double(matches))
  }

  /// Takes the code points of the line, without white space unless it is to count.
  private mutating func readCharacters() {
    characterSymbols.removeAll(keepingCapacity: true)
    var index = 0
    while index < line.count {
      let space = options.whitespace ? 0 : PythonText.whitespace(line, at: index)
      if space > 0 {
        index += space
        continue
      }
      // The bytes of a code point, at most four, name it as well as its number does.
      var symbol = UInt32(line[index])
      index += 1
      while index < line.count && line[index] & 0xC0 == 0x80 {
        symbol = symbol << 8 | UInt32(line[index])
        index += 1
      }
      characterSymbols.append(symbol)
    }
  }

  /// Calls `body` with each word; one punctuation mark at its end, or else at its start, is a word
  /// of its own.
  private static func forEachPart(_ line: [UInt8], _ body: (Range<Int>) -> Void) {
    PythonText.forEachWord(line) { word in
      let inner = word.upperBound - 1
      if word.count > 1 && isPunctuation(line[inner]) {
        body(word.lowerBound..<inner)
        body(inner..<word.upperBound)
      } else if word.count > 1 && isPunctuation(line[word.lowerBound]) {
        body(word.lowerBound..<word.lowerBound + 1)
        body(word.lowerBound + 1..<word.upperBound)
      } else {
        body(word)
      }
    }
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
