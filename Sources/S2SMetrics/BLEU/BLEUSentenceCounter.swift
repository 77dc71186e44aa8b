/// Counts what BLEU needs of one sentence after another; its tables serve all of them.
struct BLEUSentenceCounter: SentenceCounter {
  private let options: BLEU.Options
  private var words = WordTable()
  private var ngrams: NgramCounter
  private var line: [UInt8] = []
  private var symbols: [UInt32] = []

  /// Counts as the options say.
  init(_ options: BLEU.Options) {
    self.options = options
    ngrams = NgramCounter(order: options.maximumOrder)
  }

  /// The statistics of a sentence with at least one reference.
  mutating func row(_ hypothesis: String, _ references: [String]) -> [Double] {
    words.removeAll()
    read(hypothesis)
    symbols.removeAll(keepingCapacity: true)
    PythonText.forEachWord(line) { symbols.append(words.insert(line, $0)) }
    ngrams.setHypothesis(symbols)
    let length = symbols.count
    var closest = Int.max
    for reference in references {
      let referenceLength = add(reference)
      // Ties go to the shorter reference.
      let (old, new) = (abs(closest - length), abs(referenceLength - length))
      if new < old || new == old && referenceLength < closest { closest = referenceLength }
    }
    var row = [Double(length), Double(closest)]
    for order in 1..<options.maximumOrder + 1 {
      row.append(Double(ngrams.clippedMatches(order: order)))
    }
    for order in 1..<options.maximumOrder + 1 {
      row.append(Double(NgramCounter.total(length, order: order)))
    }
    return row
  }

  private mutating func add(_ reference: String) -> Int {
    read(reference)
    symbols.removeAll(keepingCapacity: true)
    PythonText.forEachWord(line) { symbols.append(words.find(line, $0)) }
    ngrams.setReference(symbols)
    return symbols.count
  }

  private mutating func read(_ text: String) {
    PythonText.bytes(text, lowercase: options.lowercase, into: &line)
    PythonText.trimEnd(&line)
    options.tokenizer.tokenize(&line)
  }
}
