/// A line of an n-best list in Moses' format: `id ||| text ||| features ||| score`.
///
/// The id counts the sources from 0. What follows the score, such as alignments, is kept as it is.
public struct NBestEntry: Sendable, Equatable {
  /// The number of the source, from 0.
  public var id: Int
  /// The translation.
  public var text: String
  /// The features by name, such as `LM0= -12.3 Distortion0= 0`.
  public var features: String
  /// What the list is sorted by.
  public var score: Double
  /// The fields behind the score.
  public var rest: [String] = []

  private static let separator = "|||"
  /// The name of the features that models add, before their number.
  private static let featureName = "S2S"

  /// Names the fields.
  public init(id: Int, text: String, features: String, score: Double) {
    self.id = id
    self.text = text
    self.features = features
    self.score = score
  }

  /// Reads a line; `nil` for what is none of a list.
  ///
  /// A text may have `|||`: the features are the first field that looks like some, with a number
  /// behind it.
  public init?(line: String) {
    let fields = line.split(separator: Self.separator, omittingEmptySubsequences: false)
      .map { String($0).withoutOuterSpace }
    guard fields.count >= 4, let id = Int(fields[0]), id >= 0,
      let place = (2..<fields.count - 1).first(where: { index in
        Self.areFeatures(fields[index]) && Double(fields[index + 1]) != nil
      }), let score = Double(fields[place + 1])
    else { return nil }
    self.init(
      id: id, text: fields[1..<place].joined(separator: " \(Self.separator) "),
      features: fields[place], score: score)
    rest = Array(fields[(place + 2)...])
  }

  /// Names, which end in `=` or `:`, and numbers.
  private static func areFeatures(_ field: String) -> Bool {
    field.split(separator: " ").allSatisfy { word in
      word.hasSuffix("=") || word.hasSuffix(":") || Double(word) != nil
    }
  }

  /// The line, to be read again.
  public var line: String {
    ([String(id), text, features, "\(score)"] + rest).joined(separator: " \(Self.separator) ")
  }

  /// Adds a feature per value, `S2S0= -12.3` and so on; the numbers go on from those that are there.
  public mutating func add(_ values: [Double]) {
    let numbers = features.split(separator: " ").compactMap { word in
      word.hasPrefix(Self.featureName) && word.hasSuffix("=")
        ? Int(word.dropFirst(Self.featureName.count).dropLast()) : nil
    }
    let first = (numbers.max() ?? -1) + 1
    let added = values.enumerated().map { "\(Self.featureName)\(first + $0)= \($1)" }
    features = ([features] + added).filter { !$0.isEmpty }.joined(separator: " ")
  }
}
