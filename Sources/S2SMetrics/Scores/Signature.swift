/// What one has to know to compute a score again, in sacreBLEU's form.
///
/// `nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:s2s-0.1.0`: names, values and order are
/// sacreBLEU's, except for the version. That names this program, since it is this program's code
/// that a reader would have to run, although the goldens show the digits to be equal; nobody can
/// take one signature for the other, and tools that split at `|` and `:` read both.
public struct Signature: Sendable, Equatable, CustomStringConvertible {
  /// One pair.
  public struct Field: Sendable, Equatable {
    /// The name in the long form, such as `smooth`.
    public let name: String
    /// The name in the short form, such as `s`.
    public let shortName: String
    /// The value.
    public let value: String

    /// Makes a pair; the short name is the long one when not given.
    public init(_ name: String, short shortName: String? = nil, _ value: String) {
      self.name = name
      self.shortName = shortName ?? name
      self.value = value
    }
  }

  /// What stands for the version of the program.
  public static let version = "s2s-0.1.0"

  /// The pairs in order: number of references, the metric's own, version.
  public private(set) var fields: [Field]

  /// Makes a signature from the pairs of a metric.
  ///
  /// - Parameters:
  ///   - referenceCount: references a sentence; nil, when that varies, prints as `var`.
  ///   - fields: the options of the metric.
  public init(referenceCount: Int?, fields: [Field]) {
    let count = Field("nrefs", short: "#", referenceCount.map(String.init) ?? "var")
    self.fields = [count] + fields + [Field("version", short: "v", Self.version)]
  }

  /// Makes the signature of a score that no references belong to: the version comes last.
  public init(fields: [Field]) {
    self.fields = fields + [Field("version", short: "v", Self.version)]
  }

  /// What several signatures of one score say: where they differ, the values of all in their order.
  init(joining signatures: [Signature]) {
    var names: [Field] = []
    for field in signatures.flatMap(\.fields)
    where !names.contains(where: { $0.name == field.name }) {
      names.append(field)
    }
    fields = names.map { field in
      let values = signatures.map { signature in
        signature.fields.first { $0.name == field.name }?.value ?? "-"
      }
      let isSame = values.allSatisfy { $0 == values[0] }
      return Field(
        field.name, short: field.shortName, isSame ? values[0] : values.joined(separator: ","))
    }
  }

  /// The same score under a test of significance: the numbers of runs, resamples and trials, if any,
  /// and the seed come after the number of references.
  func resampled(
    runs: Int? = nil, bootstrap: Int? = nil, trials: Int? = nil, shuffle: String? = nil,
    seed: UInt64
  ) -> Signature {
    var signature = self
    signature.fields.insert(
      contentsOf: [
        runs.map { Field("runs", "\($0)") },
        bootstrap.map { Field("bs", "\($0)") }, trials.map { Field("ar", "\($0)") },
        shuffle.map { Field("shuffle", $0) },
        Field("seed", short: "rs", "\(seed)"),
      ].compactMap { $0 }, at: 1)
    return signature
  }

  /// The long form.
  public var description: String {
    fields.map { "\($0.name):\($0.value)" }.joined(separator: "|")
  }

  /// The short form: `#:1|c:mixed|e:no|tok:13a|s:exp|v:s2s-0.1.0`.
  public var short: String {
    fields.map { "\($0.shortName):\($0.value)" }.joined(separator: "|")
  }
}
