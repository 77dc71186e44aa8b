import S2SOptions

/// A run in one flat object: everything that its command line would say, by the names of the options,
/// and the checksums of its corpus.
package struct RunConfiguration: Sendable, Equatable {
  /// The task's name, as files write it; `nil` where it is not said.
  package var task: String?
  /// The values of the corpus, of the task's options and of the run's settings, by name.
  package var values: OptionValues = [:]
  /// The SHA-256 of files that are read, by path.
  package var sha256: [String: String] = [:]

  /// Nothing is said.
  package init() {}

  /// The same configuration with other paths.
  ///
  /// - Parameters:
  ///   - names: the options that are paths.
  ///   - change: makes a path of a path.
  package func mapPaths(
    _ names: some Sequence<String>, _ change: (String) throws -> String
  ) rethrows -> RunConfiguration {
    var mapped = self
    for name in names {
      if case .text(let path)? = values[name] { mapped.values[name] = .text(try change(path)) }
    }
    mapped.sha256 = Dictionary(
      try sha256.map { (try change($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    return mapped
  }

  /// The same configuration with typed values in place of its own.
  ///
  /// - Parameter excluded: the other options that the value of an option takes the place of.
  package func replaced(
    by typed: OptionValues, excluded: [String: Set<String>] = [:]
  ) -> RunConfiguration {
    var result = self
    for name in typed.keys {
      for other in excluded[name] ?? [] { result.values[other] = nil }
    }
    result.values.merge(typed) { _, typed in typed }
    return result
  }
}

extension RunConfiguration: Codable {
  /// Members that are no options.
  private enum Member {
    static let task = "task"
    static let sha256 = "sha256"
    /// What `--dry-run` measured, which is no part of the run.
    static let forecast = "forecast"
  }

  /// Reads an object of options by name.
  package init(from decoder: any Swift.Decoder) throws {
    let members = try decoder.container(keyedBy: MemberName.self)
    for key in members.allKeys {
      switch key.stringValue {
      case Member.task: task = try members.decode(String.self, forKey: key)
      case Member.sha256: sha256 = try members.decode([String: String].self, forKey: key)
      case Member.forecast: break
      default: values[key.stringValue] = try members.decode(OptionValue.self, forKey: key)
      }
    }
  }

  /// Writes an object of options by name.
  package func encode(to encoder: any Swift.Encoder) throws {
    var members = encoder.container(keyedBy: MemberName.self)
    try members.encodeIfPresent(task, forKey: MemberName(Member.task))
    for (name, value) in values { try members.encode(value, forKey: MemberName(name)) }
    if !sha256.isEmpty { try members.encode(sha256, forKey: MemberName(Member.sha256)) }
  }

  /// Writes the same object with what a dry run measured.
  package func encode(with forecast: some Encodable, to encoder: any Swift.Encoder) throws {
    try encode(to: encoder)
    var members = encoder.container(keyedBy: MemberName.self)
    try members.encode(forecast, forKey: MemberName(Member.forecast))
  }
}

/// A name in a configuration.
private struct MemberName: CodingKey {
  let stringValue: String
  let intValue: Int? = nil

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { nil }
}
