/// The live hypotheses of a batch, a row each, and the finished ones.
///
/// The rows of a sentence are neighbours, best first; sentences keep their order. Everything is
/// allocated by the first steps and reused by the rest.
struct BeamBatch {
  private let options: SearchOptions
  private let vocabularySize: Int
  private var sentences: [SentenceBeam]
  /// The sentences that have rows, in their order.
  private var active: [Int]
  private var rows = BeamRows()
  private var nextRows = BeamRows()
  private var tree = HypothesisTree()
  private var top: TopTokens
  /// The tokens that each sentence must do without; empty where all may do with all.
  private let forbidden: [[Int32]]
  private var repetition: RepetitionGuard
  /// The steps so far, which is the length of every live hypothesis.
  private var length = 0

  /// One row a sentence, about to read the start mark.
  init(
    sourceLengths: [Int], vocabularySize: Int, options: SearchOptions, forbidden: [[Int32]]
  ) {
    self.forbidden = forbidden
    self.options = options
    self.vocabularySize = vocabularySize
    sentences = sourceLengths.map {
      SentenceBeam(maximumLength: options.maximumLength(sourceLength: $0), options: options)
    }
    active = Array(sentences.indices)
    top = TopTokens(limit: options.beamSize)
    repetition = RepetitionGuard(limit: options.maximumRepeats)
    for row in active {
      rows.append(
        token: SpecialToken.start, parent: row, past: HypothesisTree.root, logProbability: 0)
    }
  }

  /// What each row reads next.
  var tokens: [Int32] { rows.tokens }
  /// The rows, before the last step, that the rows came from.
  var parents: [Int] { rows.parents }
  /// Whether each row of the last step has one child, in the same order.
  private(set) var isUnmoved = true

  /// Takes a step: the best continuations of each sentence's rows become its rows.
  ///
  /// - Parameter logits: `[rows, V]` at the front, of the tokens that may follow each row.
  mutating func advance(_ logits: UnsafeBufferPointer<Float>) {
    length += 1
    nextRows.removeAll()
    var first = 0
    for sentence in active {
      let own = first..<first + sentences[sentence].liveCount
      first = own.upperBound
      offer(logits, rows: own, of: sentence)
      take(sentence)
    }
    isUnmoved = nextRows.parents.elementsEqual(0..<first)
    swap(&rows, &nextRows)
    active.removeAll { sentences[$0].liveCount == 0 }
  }

  /// The best translations of each sentence, the best one first, at least one a sentence.
  var results: [[Hypothesis]] { sentences.map { $0.results(in: tree) } }

  /// Finds the best continuations of some rows.
  private mutating func offer(
    _ logits: UnsafeBufferPointer<Float>, rows own: Range<Int>, of sentence: Int
  ) {
    top.removeAll(limit: sentences[sentence].freePlaces)
    var ruledOut = RuledOut(end: length <= options.minimumLength)
    if !forbidden.isEmpty { ruledOut.others = forbidden[sentence] }
    for row in own {
      repetition.look(at: rows.pasts[row], in: tree)
      ruledOut.repeats = repetition.blocked
      let range = row * vocabularySize..<(row + 1) * vocabularySize
      top.offer(
        UnsafeBufferPointer(rebasing: logits[range]), row: row,
        logProbability: rows.logProbabilities[row], ruledOut: ruledOut)
    }
  }

  /// Makes rows, or finished hypotheses, of a sentence's best continuations.
  private mutating func take(_ sentence: Int) {
    let first = nextRows.count
    for candidate in top.candidates {
      let past = tree.append(candidate, to: rows.pasts[candidate.row])
      if candidate.token == SpecialToken.end {
        sentences[sentence].finish(past, candidate.logProbability, length: length)
      } else {
        nextRows.append(
          token: candidate.token, parent: candidate.row, past: past,
          logProbability: candidate.logProbability)
      }
    }
    if nextRows.count > first {
      if length == sentences[sentence].maximumLength {
        for row in first..<nextRows.count {
          sentences[sentence].cut(
            nextRows.pasts[row], nextRows.logProbabilities[row], length: length)
        }
        nextRows.removeAll(from: first)
      } else if sentences[sentence].isSettled(bestLive: nextRows.logProbabilities[first]) {
        nextRows.removeAll(from: first)
      }
    }
    sentences[sentence].liveCount = nextRows.count - first
  }
}

/// What is known of each row, an array a property.
private struct BeamRows {
  private(set) var tokens: [Int32] = []
  private(set) var parents: [Int] = []
  private(set) var pasts: [Int] = []
  private(set) var logProbabilities: [Double] = []

  var count: Int { tokens.count }

  mutating func append(token: Int32, parent: Int, past: Int, logProbability: Double) {
    tokens.append(token)
    parents.append(parent)
    pasts.append(past)
    logProbabilities.append(logProbability)
  }

  /// Forgets the rows from `first` on, but not the room for them.
  mutating func removeAll(from first: Int = 0) {
    tokens.removeLast(count - first)
    parents.removeLast(parents.count - first)
    pasts.removeLast(pasts.count - first)
    logProbabilities.removeLast(logProbabilities.count - first)
  }
}
