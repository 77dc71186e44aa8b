import Glibc

/// Weighs the n-grams of a corpus by its references, then scores one sentence after another.
struct CIDErCounter {
  private let options: CIDEr.Options
  private let logSentences: Double
  private var words = WordTable()
  private var ngrams = SequenceTable()
  private var line: [UInt8] = []
  private var symbols: [UInt32] = []
  private var prefixes: [Int32] = []
  /// For each n-gram, by number: how many sentences have it in their references.
  private var documentFrequencies: [Int32] = [0]
  /// For each n-gram: the last sentence counted, from 1; then its occurrences in one text.
  private var marks: [Int32] = [0]
  /// For each n-gram: its weight in one reference, zero between references.
  private var weights: [Double] = [0]

  /// Counts the sentences that have each n-gram.
  init(_ options: CIDEr.Options, _ corpus: EvaluationCorpus) {
    self.options = options
    logSentences = log(Double(corpus.hypotheses.count))
    for index in corpus.hypotheses.indices {
      for reference in corpus.references(at: index) {
        read(reference)
        for order in 1...CIDEr.order {
          extend(to: order) { ngram, counter in
            guard counter.marks[ngram] != index + 1 else { return }
            counter.marks[ngram] = Int32(index + 1)
            counter.documentFrequencies[ngram] += 1
          }
        }
      }
    }
    for index in marks.indices { marks[index] = 0 }
  }

  /// The score by order of a sentence with at least one reference.
  mutating func row(_ hypothesis: String, _ references: [String]) -> [Double] {
    let vector = vector(hypothesis)
    var row = [Double](repeating: 0, count: CIDEr.order)
    for reference in references {
      let other = self.vector(reference)
      for ngram in other.ngrams { weights[ngram.number] = ngram.weight }
      let delta = Double(vector.length - other.length)
      let penalty = pow(M_E, -(delta * delta) / (2 * options.sigma * options.sigma))
      for order in 0..<CIDEr.order {
        var similarity = product(vector, order)
        let norms = vector.norms[order] * other.norms[order]
        if norms != 0 { similarity /= norms }
        row[order] += options.variant == .d ? similarity * penalty : similarity
      }
      for ngram in other.ngrams { weights[ngram.number] = 0 }
    }
    return row.map { 10 * $0 / Double(references.count) }
  }

  /// The product of a hypothesis with the reference in `weights`, over the n-grams of one order.
  private func product(_ hypothesis: Vector, _ order: Int) -> Double {
    var sum = 0.0
    for ngram in hypothesis.ngrams[hypothesis.starts[order]..<hypothesis.starts[order + 1]] {
      let weight = weights[ngram.number]
      sum += (options.variant == .d ? min(ngram.weight, weight) : ngram.weight) * weight
    }
    return sum
  }

  // MARK: - Vectors

  /// A text's n-grams with their weights, order by order.
  private struct Vector {
    var ngrams: [(number: Int, weight: Double)] = []
    /// Where each order starts, and where the last ends.
    var starts = [0]
    var norms: [Double] = []
    /// The number of bigrams, as in pycocoevalcap: one less than the words, if there are any.
    var length = 0
  }

  private mutating func vector(_ text: String) -> Vector {
    read(text)
    var vector = Vector()
    vector.length = max(symbols.count - 1, 0)
    vector.ngrams.reserveCapacity(CIDEr.order * symbols.count)
    for order in 1...CIDEr.order {
      let start = vector.ngrams.count
      extend(to: order) { ngram, counter in
        if counter.marks[ngram] == 0 { vector.ngrams.append((ngram, 0)) }
        counter.marks[ngram] += 1
      }
      var sum = 0.0
      for index in start..<vector.ngrams.count {
        let number = vector.ngrams[index].number
        let rarity = logSentences - log(Double(max(documentFrequencies[number], 1)))
        let weight = Double(marks[number]) * rarity
        vector.ngrams[index].weight = weight
        sum += weight * weight
        marks[number] = 0
      }
      vector.starts.append(vector.ngrams.count)
      vector.norms.append(sqrt(sum))
    }
    return vector
  }

  private mutating func read(_ text: String) {
    PythonText.bytes(text, lowercase: options.lowercase, into: &line)
    PythonText.trimEnd(&line)
    options.tokenizer.tokenize(&line)
    symbols.removeAll(keepingCapacity: true)
    PythonText.forEachWord(line) { symbols.append(words.insert(line, $0)) }
    prefixes.removeAll(keepingCapacity: true)
    prefixes.append(contentsOf: repeatElement(SequenceTable.empty, count: symbols.count))
  }

  /// Calls `body` with the number of each n-gram, from those that are one word shorter.
  private mutating func extend(
    to order: Int, _ body: (_ ngram: Int, _ counter: inout CIDErCounter) -> Void
  ) {
    for index in 0..<NgramCounter.total(symbols.count, order: order) {
      let number = ngrams.insert(prefixes[index], symbols[index + order - 1])
      prefixes[index] = number
      if Int(number) == marks.count {
        marks.append(0)
        weights.append(0)
        documentFrequencies.append(0)
      }
      body(Int(number), &self)
    }
  }
}
