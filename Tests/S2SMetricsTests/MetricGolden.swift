import Foundation
import S2SMetrics
import TestSupport

/// What the reference programs computed, as `Tests/Goldens/metrics.py` writes it.
enum MetricGolden {
  /// The corpus of all goldens.
  struct Corpus: Decodable {
    let hypotheses: [String]
    let references: [[String?]]

    /// Some lines with the first so many reference streams.
    func slice(_ streams: Int, _ lines: some Sequence<Int>) -> Corpus {
      Corpus(
        hypotheses: lines.map { hypotheses[$0] },
        references: references.prefix(streams).map { stream in lines.map { stream[$0] } })
    }
  }

  /// Results differ by the rounding of the logarithms and of the goldens, at 11 digits.
  static let tolerance = 1e-8

  static let corpus = try? read(Corpus.self, "metrics_corpus.json")

  static func read<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: url(name)))
  }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: url(name), encoding: .utf8)
  }

  private static func url(_ name: String) -> URL {
    SourceScan.root.appending(path: "Tests/S2SMetricsTests/Goldens/\(name)")
  }
}

extension Error {
  /// Whether an option of a metric is outside of its range; values that are not numbers are equal
  /// to nothing.
  var isOutOfRange: Bool {
    if case .outOfRange = self as? MetricError { true } else { false }
  }
}
