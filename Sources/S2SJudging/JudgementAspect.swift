import S2SMetrics

/// What answers say of things that several judges, or one judge again, have judged.
struct JudgementAspect: Sendable {
  /// What the values are, for people.
  let name: String
  /// What the values are, in JSON.
  let key: String
  /// How they are measured.
  let level: KrippendorffAlpha.Level
  /// How often each judged thing is among the things: twice where it is taken from both sides.
  var views = 1
  /// The values that an answer gives, each to a thing that is named by numbers.
  let values: @Sendable (Judgements.Given) -> [(thing: [Int], value: Double)]

  /// The values of all judges for each thing, in an order that does not depend on that of the answers.
  func units(_ answers: [Judgements.Given]) -> [[Double]] {
    var units: [[Int]: [Double]] = [:]
    for answer in answers {
      for (thing, value) in values(answer) { units[thing, default: []].append(value) }
    }
    return units.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  /// The values that two lists of answers give to the same things.
  func pairs(
    _ first: [Judgements.Given], _ second: [Judgements.Given]
  ) -> [(Double, Double)] {
    let others = Dictionary(
      second.flatMap(values).map { ($0.thing, $0.value) }, uniquingKeysWith: { first, _ in first })
    return first.flatMap(values).compactMap { thing, value in
      others[thing].map { (value, $0) }
    }
  }
}

/// A number of systems that is computed from sentences.
struct JudgementMeasure: Sendable {
  /// What it is.
  let name: String
  /// Its name in JSON.
  let key: String
  /// Digits after the point that are shown.
  let digits: Int
  /// The number of a system on some sentences, which may repeat; `nil` where none of them has one.
  let statistic: @Sendable (_ system: Int, _ sentences: ArraySlice<UInt32>) -> Double?

  /// The mean over sentences of a value for each; those without one do not count.
  init(_ name: String, key: String, digits: Int, values: [[Double?]]) {
    self.init(name, key: key, digits: digits) { system, sentences in
      var (sum, count) = (0.0, 0)
      for sentence in sentences {
        guard let value = values[system][Int(sentence)] else { continue }
        sum += value
        count += 1
      }
      return count > 0 ? sum / Double(count) : nil
    }
  }

  /// A number of any kind.
  init(
    _ name: String, key: String, digits: Int,
    _ statistic: @escaping @Sendable (Int, ArraySlice<UInt32>) -> Double?
  ) {
    (self.name, self.key, self.digits, self.statistic) = (name, key, digits, statistic)
  }
}

/// How many of something, under a name.
public struct NamedCount: Sendable, Equatable {
  /// What is counted.
  public let name: String
  /// How many there are.
  public let count: Int

  init(_ name: String, _ count: Int) { (self.name, self.count) = (name, count) }
}

/// The numbers that answers of one kind give.
protocol KindScores: Sendable {
  /// The numbers of systems; the last decides their order.
  var measures: [JudgementMeasure] { get }
  /// Whether less is better.
  var lowerIsBetter: Bool { get }
  /// What judges may agree on; by the first they are compared.
  var aspects: [JudgementAspect] { get }
  /// How much values of the first aspect disagree.
  var disagreement: CohenKappa.Disagreement { get }
  /// The name of the test beside the permutation of sentences; `nil` without one.
  var otherTest: String? { get }
  /// What a difference of two systems is, as a line below a table.
  var differenceNote: String { get }

  /// What there is to count of a system.
  func counts(of system: Int) -> [NamedCount]
  /// What there is to count of two systems.
  func counts(_ first: Int, _ second: Int) -> [NamedCount]
  /// How much better the first of two systems is on each sentence; `nil` where not both were judged.
  func differences(_ first: Int, _ second: Int) -> [Double?]
  /// The p-value of the other test.
  func otherPValue(_ first: Int, _ second: Int) -> Double?
}
