import S2SRandom

/// What the grammar draws its choices from: a seeded generator, and on it the choices themselves.
///
/// Each family of sentences adds the draws it needs in an extension beside its constructions.
struct Dice: Sendable {
  private var generator: SeededGenerator

  /// Starts a sequence of draws; equal seeds give equal sequences.
  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// A number in `0..<bound`.
  mutating func below(_ bound: Int) -> Int { generator.below(bound) }

  /// A number of the range.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// One of the choices, each as often as the others.
  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[below(choices.count)]
  }

  /// One of the choices, as often as its weight says.
  mutating func pick<Element>(weighted choices: [(Element, Int)]) -> Element {
    var remaining = below(choices.reduce(0) { $0 + $1.1 })
    for (choice, weight) in choices {
      if remaining < weight { return choice }
      remaining -= weight
    }
    preconditionFailure("the weights sum to more than the draw")
  }

  /// True in `percent` of a hundred draws.
  mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  /// The elements in random order.
  mutating func shuffled<Element>(_ elements: some Sequence<Element>) -> [Element] {
    generator.shuffled(elements)
  }
}
