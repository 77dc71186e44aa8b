/// Computes the ROUGE of one sentence after another; its tables serve all of them.
struct ROUGESentenceCounter: SentenceCounter {
  /// Precision, recall and F1.
  private struct Parts {
    var precision = 0.0
    var recall = 0.0
    var f1 = 0.0

    init(hits: Int, hypothesis: Int, reference: Int) {
      precision = Double(hits) / Double(max(hypothesis, 1))
      recall = Double(hits) / Double(max(reference, 1))
      if precision + recall > 0 { f1 = 2 * precision * recall / (precision + recall) }
    }
  }

  private let kinds: [ROUGE.Kind]
  private let stemming: Bool
  private let tokenizer: ROUGE.Tokenizer
  private let sentences: ROUGE.Sentences
  private var table = WordTable()
  /// Numbers of words of any script, from 0.
  private var unicodeTable: [WordKey: UInt32] = [:]
  private var ngrams: NgramCounter
  private var subsequence = LongestCommonSubsequence()
  private var hypothesis = ROUGEText()
  private var reference = ROUGEText()

  /// Counts as the options say.
  init(_ options: ROUGE.Options) {
    kinds = options.kinds
    stemming = options.useStemmer
    tokenizer = options.tokenizer
    sentences = options.sentences
    ngrams = NgramCounter(order: options.kinds.compactMap(\.order).max() ?? 0)
  }

  /// The statistics of a sentence with at least one reference.
  mutating func row(_ hypothesis: String, _ references: [String]) -> [Double] {
    readHypothesis(sentences.lines(of: hypothesis))
    ngrams.setHypothesis(self.hypothesis.words)
    var best: [Parts] = []
    for text in references {
      readReference(sentences.lines(of: text))
      ngrams.setReference(reference.words)
      for (index, kind) in kinds.enumerated() {
        let parts = parts(kind)
        if index == best.count {
          best.append(parts)
        } else if parts.f1 > best[index].f1 {
          best[index] = parts
        }
      }
    }
    return best.flatMap { [$0.precision, $0.recall, $0.f1] }
  }

  private mutating func readHypothesis(_ text: String) {
    switch tokenizer {
    case .rouge:
      table.removeAll()
      hypothesis.read(text, stemming: stemming) { table.insert($0, $1) }
    case .unicode:
      unicodeTable.removeAll(keepingCapacity: true)
      hypothesis.readUnicode(text, stemming: stemming) { word in
        let (key, next) = (WordKey(word), UInt32(unicodeTable.count))
        let number = unicodeTable[key] ?? next
        if number == next { unicodeTable[key] = next }
        return number
      }
    }
  }

  private mutating func readReference(_ text: String) {
    switch tokenizer {
    case .rouge: reference.read(text, stemming: stemming) { table.find($0, $1) }
    case .unicode:
      reference.readUnicode(text, stemming: stemming) {
        unicodeTable[WordKey($0), default: WordTable.missing]
      }
    }
  }

  private mutating func parts(_ kind: ROUGE.Kind) -> Parts {
    let (hypothesisCount, referenceCount) = (hypothesis.words.count, reference.words.count)
    if let order = kind.order {
      return Parts(
        hits: ngrams.matches(order: order),
        hypothesis: NgramCounter.total(hypothesisCount, order: order),
        reference: NgramCounter.total(referenceCount, order: order))
    }
    let hits =
      kind == .rougeL
      ? subsequence.length(reference.words[...], hypothesis.words[...]) : unionHits()
    return Parts(hits: hits, hypothesis: hypothesisCount, reference: referenceCount)
  }

  /// The words of the reference that are, line by line, in a longest common subsequence with some
  /// line of the hypothesis; no word counts more often than either side has it.
  private mutating func unionHits() -> Int {
    var hypothesisLeft = Self.counts(hypothesis.words)
    var referenceLeft = Self.counts(reference.words)
    var hits = 0
    var start = 0
    for end in reference.lineEnds {
      let line = reference.words[start..<end]
      var marks = [Bool](repeating: false, count: line.count)
      var otherStart = 0
      for otherEnd in hypothesis.lineEnds {
        subsequence.mark(line, hypothesis.words[otherStart..<otherEnd], in: &marks)
        otherStart = otherEnd
      }
      for (word, isMarked) in zip(line, marks) where isMarked {
        guard hypothesisLeft[word, default: 0] > 0, referenceLeft[word, default: 0] > 0 else {
          continue
        }
        hits += 1
        hypothesisLeft[word, default: 0] -= 1
        referenceLeft[word, default: 0] -= 1
      }
      start = end
    }
    return hits
  }

  private static func counts(_ words: [UInt32]) -> [UInt32: Int] {
    words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
