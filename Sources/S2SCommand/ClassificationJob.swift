import S2SConsole
import S2SFiles
import Seq2Seq

/// Classifies lines block by block.
struct ClassificationJob {
  private let classifier: Classifier
  private let format: ClassifyCommand.Format
  private let threads: Int?
  private let output = OutputWriter()
  private var lineCount = 0
  private var truncatedCount = 0

  /// The most lines, and the most bytes of them, that are classified together.
  private static let (blockSize, blockBytes) = (16_384, 4 << 20)

  init(classifier: Classifier, format: ClassifyCommand.Format, threads: Int?) {
    self.classifier = classifier
    self.format = format
    self.threads = threads
  }

  /// Classifies all lines; those before a bad one are written before the error is thrown.
  ///
  /// - Throws: what reading and writing throw.
  mutating func run(_ reader: LineReader) throws {
    var (block, bytes) = ([String](), 0)
    do {
      while let line = try reader.next() {
        block.append(line)
        bytes += line.utf8.count
        let isFull = block.count == Self.blockSize || bytes >= Self.blockBytes
        // Somebody who types wants an answer before the next line.
        if try isFull || !reader.hasLineReady() {
          try write(block)
          block.removeAll(keepingCapacity: true)
          bytes = 0
        }
      }
    } catch {
      try write(block)
      throw error
    }
    try write(block)
  }

  /// Says how many texts were not read to their end.
  func report() {
    guard truncatedCount > 0 else { return }
    let are = truncatedCount == 1 ? "line was" : "lines were"
    say(
      "\(grouped(truncatedCount)) \(are) longer than the model reads, and judged by the beginning.")
  }

  private mutating func write(_ lines: [String]) throws {
    guard !lines.isEmpty else { return }
    for (line, answer) in zip(lines, try classifier.classify(lines, threads: threads)) {
      lineCount += 1
      if answer.isTruncated { truncatedCount += 1 }
      try output.write(text(of: answer, line))
    }
    try output.flush()
  }

  private func text(of answer: Classifier.Answer, _ line: String) throws -> String {
    switch format {
    case .text: "\(answer.label)\t\(answer.probability)\n"
    case .tsv: "\(lineCount)\t\(answer.label)\t\(answer.probability)\t\(line)\n"
    case .json:
      try encodeJSON(
        ClassificationRecord(
          line: lineCount, text: line, label: answer.label, probability: answer.probability,
          probabilities: Dictionary(
            uniqueKeysWithValues: zip(classifier.labels, answer.probabilities)),
          truncated: answer.isTruncated)) + "\n"
    }
  }
}

/// An answer as JSON.
private struct ClassificationRecord: Encodable {
  let line: Int
  let text: String
  let label: String
  let probability: Float
  let probabilities: [String: Float]
  let truncated: Bool
}
