/// Counts what TER needs of one sentence after another; its tables serve all of them.
struct TERSentenceCounter: SentenceCounter {
  private let options: TER.Options
  private var words = WordTable()
  private var search = ShiftSearch()
  private var line: [UInt8] = []
  private var hypothesis: [UInt32] = []
  private var reference: [UInt32] = []

  /// Counts as the options say.
  init(_ options: TER.Options) { self.options = options }

  /// The statistics of a sentence with at least one reference.
  mutating func row(_ text: String, _ references: [String]) -> [Double] {
    words.removeAll()
    read(text)
    hypothesis.removeAll(keepingCapacity: true)
    PythonText.forEachWord(line) { hypothesis.append(words.insert(line, $0)) }
    var edits = Int.max
    var length = 0
    for text in references {
      read(text)
      readAgain()
      reference.removeAll(keepingCapacity: true)
      PythonText.forEachWord(line) { reference.append(words.find(line, $0)) }
      edits = min(edits, search.edits(hypothesis, reference))
      length += reference.count
    }
    return [Double(edits), Double(length) / Double(references.count)]
  }

  private mutating func read(_ text: String) {
    PythonText.bytes(text, lowercase: !options.caseSensitive, into: &line)
    PythonText.trimEnd(&line)
    TercomTokenizer.tokenize(&line, options)
    if options.characters { BLEU.Tokenizer.char.tokenize(&line) }
  }

  /// Tokenises a reference once more, as sacreBLEU does by oversight: the first pass makes
  /// `John's,` into `John's ,`, where the second finds a possessive.
  private mutating func readAgain() {
    guard options.normalized, !options.characters else { return }
    var joined: [UInt8] = []
    joined.reserveCapacity(line.count)
    PythonText.forEachWord(line) { word in
      if !joined.isEmpty { joined.append(0x20) }
      joined.append(contentsOf: line[word])
    }
    line = joined
    TercomTokenizer.tokenize(&line, options)
  }
}
