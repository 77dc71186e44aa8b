import Glibc
import S2SConsole
import S2SFiles
import Seq2Seq

/// Scores texts block by block, and counts what to say at the end.
struct ScoreJob {
  let models: ScoringModels
  let format: ScoreCommand.Format
  let byToken: Bool
  private let output = OutputWriter()
  private let progress: InputProgress

  /// The most texts, and the most bytes of them, that are scored together.
  static let (blockSize, blockBytes) = (4_096, 4 << 20)

  /// - Parameter files: what is read.
  init(
    models: ScoringModels, format: ScoreCommand.Format, byToken: Bool, files: [String]
  ) {
    progress = InputProgress(files.isEmpty ? ["-"] : files)
    self.models = models
    self.format = format
    self.byToken = byToken
  }

  /// Scores all texts; those before a bad line are written before the error is thrown.
  func run(_ reader: PairReader) throws {
    defer { progress.line.finish() }
    var (totals, block, bytes) = (ScoreTotals(models), [TextPair](), 0)
    var done = InputProgress.Part(0, bytes: 0)
    do {
      while let pair = try reader.next() {
        block.append(pair)
        bytes += pair.byteCount
        if block.count == Self.blockSize || bytes >= Self.blockBytes || !reader.hasBufferedLine {
          try write(block, &totals, &done)
          block.removeAll(keepingCapacity: true)
          bytes = 0
        }
      }
    } catch {
      try write(block, &totals, &done)
      throw error
    }
    try write(block, &totals, &done)
    progress.line.finish()
    totals.report()
  }

  private func write(
    _ pairs: [TextPair], _ totals: inout ScoreTotals, _ done: inout InputProgress.Part
  ) throws {
    guard !pairs.isEmpty else { return }
    let part = InputProgress.Part(pairs.count, bytes: pairs.reduce(0) { $0 + $1.byteCount })
    let (progress, before) = (progress, done)
    let all = try models.score(pairs) { progress.show($0, of: part, after: before) }
    done = InputProgress.Part(done.lines + part.lines, bytes: done.bytes + part.bytes)
    for scored in all {
      totals.add(scored.scores)
      try output.write(text(of: scored, line: totals.lineCount))
    }
    try output.flush()
  }

  private func text(of scored: ScoringModels.Scored, line: Int) throws -> String {
    let sums = scored.scores.map { "\($0.logProbability)" }
    switch format {
    case .text where byToken:
      return scored.scores[0].tokenLogProbabilities.map { "\($0)" }.joined(separator: " ") + "\n"
    case .tsv where byToken:
      let score = scored.scores[0]
      return zip(score.tokens, score.tokenLogProbabilities).enumerated().map { place, token in
        "\(line)\t\(place + 1)\t\(token.1)\t\(token.0)\n"
      }.joined()
    case .json:
      return try encodeJSON(ScoreRecord(scored, models.names, line: line)) + "\n"
    case .tsv:
      return ([String(line), "\(scored.score)"] + sums + [scored.pair.text])
        .joined(separator: "\t") + "\n"
    case .text, .moses: return sums.joined(separator: "\t") + "\n"
    }
  }
}

extension TextPair {
  /// The bytes of its lines.
  var byteCount: Int { text.utf8.count + 1 + (source.isEmpty ? 0 : source.utf8.count + 1) }
}

/// What all texts of a job come to.
struct ScoreTotals {
  private(set) var lineCount = 0
  private let names: [String]
  private var sums: [(logProbability: Double, tokenCount: Int)]
  private var impossibleCount = 0
  private var longCount = 0

  init(_ models: ScoringModels) {
    names = models.names
    sums = models.names.map { _ in (0, 0) }
  }

  mutating func add(_ scores: [TextScore]) {
    lineCount += 1
    if scores.contains(where: \.isLong) { longCount += 1 }
    if scores.contains(where: { $0.logProbability == -.infinity }) { impossibleCount += 1 }
    for (index, score) in scores.enumerated() where score.logProbability.isFinite {
      sums[index].logProbability += score.logProbability
      sums[index].tokenCount += score.tokens.count
    }
  }

  /// Says the sums, and what deserves a word.
  func report() {
    for (name, sum) in zip(names, sums) where sum.tokenCount > 0 {
      let perplexity = exp(-sum.logProbability / Double(sum.tokenCount))
      say(
        "\(name): \(grouped(lineCount)) line\(lineCount == 1 ? "" : "s"), \(grouped(sum.tokenCount)) "
          + "subwords, log-probability \(sum.logProbability), perplexity \(perplexity)")
    }
    if impossibleCount > 0 {
      say(
        "warning: \(grouped(impossibleCount)) text\(impossibleCount == 1 ? " has" : "s have") an empty "
          + "source and a probability of 0.")
    }
    if longCount > 0 {
      say(
        "warning: \(grouped(longCount)) text\(longCount == 1 ? " is" : "s are") longer than all that a "
          + "model learned from.")
    }
  }
}

/// The scores of a text as JSON; a log-probability of -∞ is null.
private struct ScoreRecord: Encodable {
  struct Model: Encodable {
    var model: String
    var score: Double?
    var log_probability: Double?
    var tokens: [String]
    var token_log_probabilities: [Float]
  }

  var line: Int
  var source: String?
  var text: String
  var score: Double?
  var models: [Model]

  init(_ scored: ScoringModels.Scored, _ names: [String], line: Int) {
    func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }
    self.line = line
    source = scored.pair.source.isEmpty ? nil : scored.pair.source
    text = scored.pair.text
    score = finite(scored.score)
    models = zip(names, scored.scores).map { name, score in
      Model(
        model: name, score: finite(score.score), log_probability: finite(score.logProbability),
        tokens: score.tokens, token_log_probabilities: score.tokenLogProbabilities)
    }
  }
}
