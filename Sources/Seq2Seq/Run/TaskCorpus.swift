import S2SCorpora
import S2SOptions

/// Where the examples of a task are: its options of a corpus.
package protocol TaskCorpus: Settings {
  /// The names of the options that are paths.
  static var pathNames: Set<String> { get }
  /// The same corpus, with the names of what it is by default.
  var complete: Self { get }
  /// The files of a part; none where there is no such part.
  ///
  /// - Throws: `OptionError`, `CorpusError` when files that are named are not there.
  func files(_ part: CorpusFinder.Part) throws -> [String]
}

extension TaskCorpus {
  /// The paths that are named, by the names of their options.
  var paths: [String: String] {
    values.filter { Self.pathNames.contains($0.key) }.mapValues { "\($0)" }
  }

  /// Whether anything is named.
  package var isEmpty: Bool { values.isEmpty }

  /// A corpus of these values.
  ///
  /// - Throws: `OptionError` for a name or a value that is impossible.
  init(_ values: OptionValues) throws {
    self.init()
    try Self.options.apply(values, to: &self)
  }
}
