import Foundation

/// What the reference programs computed, as `Tests/Goldens/metrics.py` writes it.
package enum MetricGolden {
  /// The corpus of all goldens.
  package struct Corpus: Decodable, Sendable {
    /// The outputs.
    package let hypotheses: [String]
    /// The streams of references.
    package let references: [[String?]]

    /// Some lines with the first so many reference streams.
    package func slice(_ streams: Int, _ lines: some Sequence<Int>) -> Corpus {
      Corpus(
        hypotheses: lines.map { hypotheses[$0] },
        references: references.prefix(streams).map { stream in lines.map { stream[$0] } })
    }
  }

  /// Results differ by the rounding of the logarithms and of the goldens, at 11 digits.
  package static let tolerance = 1e-8

  package static let corpus = try? read(Corpus.self, "metrics_corpus.json")

  /// Reads a golden.
  package static func read<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: url(name)))
  }

  /// The text of a golden.
  package static func text(_ name: String) throws -> String {
    try String(contentsOf: url(name), encoding: .utf8)
  }

  private static func url(_ name: String) -> URL {
    SourceScan.root.appending(path: "Tests/S2SMetricsTests/Goldens/\(name)")
  }
}
