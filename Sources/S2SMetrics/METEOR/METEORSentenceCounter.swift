/// Counts what METEOR needs of one sentence after another.
struct METEORSentenceCounter: SentenceCounter {
  private let options: METEOR.Options
  private let functionWords: Set<String>
  /// Several times the longest function word, in bytes: lower case and marks change the length.
  private let longestFunctionWord: Int
  private let aligner: METEORAligner
  private var table = WordTable()
  private var stemTable = WordTable()
  private var line: [UInt8] = []
  /// By number of a word: whether it is a function word, and the number of its stem.
  private var known: [UInt32: (isFunction: Bool, stem: UInt32)] = [:]

  /// Counts as the options say.
  init(_ options: METEOR.Options) {
    self.options = options
    functionWords = options.functionWords ?? options.language.functionWords
    longestFunctionWord = 4 * (functionWords.map(\.utf8.count).max() ?? 0)
    aligner = METEORAligner(beamSize: options.beamSize)
  }

  /// The statistics of a sentence with its best reference.
  mutating func row(_ hypothesis: String, _ references: [String]) -> [Double] {
    let words = read(hypothesis)
    var best = (row: [Double](), score: -1.0)
    for reference in references {
      let other = read(reference)
      let row = row(words, other)
      let score = METEORParts(row, options.parameters).score
      if score > best.score { best = (row, score) }
    }
    return best.row
  }

  private func row(
    _ hypothesis: METEORAligner.Words, _ reference: METEORAligner.Words
  ) -> [Double] {
    var row = [Double](repeating: 0, count: METEORParts.width)
    for (side, words) in [hypothesis.words, reference.words].enumerated() {
      row[side] = Double(words.count)
      row[2 + side] = Double(words.count(where: isFunctionWord))
    }
    var chunkEnd: Int?
    for (index, match) in aligner.align(hypothesis, reference).enumerated() {
      if let match {
        let first = match.isStem ? 8 : 4
        row[first + (isFunctionWord(hypothesis.words[match.hypothesis]) ? 2 : 0)] += 1
        row[first + (isFunctionWord(reference.words[index]) ? 3 : 1)] += 1
        if chunkEnd != match.hypothesis { row[METEORParts.width - 1] += 1 }
      }
      chunkEnd = match.map { $0.hypothesis + 1 }
    }
    // Nothing is fragmented where all is one chunk: it adds none to the corpus either.
    let matches = METEORParts(row, options.parameters).matches
    if row[METEORParts.width - 1] == 1 && matches == row[0] && matches == row[1] {
      row[METEORParts.width - 1] = 0
    }
    return row
  }

  private func isFunctionWord(_ word: UInt32) -> Bool { known[word]?.isFunction == true }

  private mutating func read(_ text: String) -> METEORAligner.Words {
    PythonText.bytes(text, lowercase: options.lowercase, into: &line)
    PythonText.trimEnd(&line)
    options.tokenizer.tokenize(&line)
    var ranges: [Range<Int>] = []
    PythonText.forEachWord(line) { ranges.append($0) }
    var result = METEORAligner.Words()
    for range in ranges {
      let word = table.insert(line, range)
      let stem = known[word]?.stem ?? learn(word, range)
      result.words.append(word)
      if options.stems { result.stems.append(stem) }
    }
    return result
  }

  private mutating func learn(_ word: UInt32, _ range: Range<Int>) -> UInt32 {
    let text = String(decoding: line[range], as: UTF8.self)
    let stem = Array(options.stems ? options.language.stem(text).utf8 : "".utf8)
    let number = stemTable.insert(stem, stem.indices)
    // A word that is longer than all function words need not be looked up, which takes quadratic time
    // for endless combining marks.
    let mayBeFunction = range.count <= longestFunctionWord
    known[word] = (mayBeFunction && functionWords.contains(PythonText.lowercased(text)), number)
    return number
  }
}
