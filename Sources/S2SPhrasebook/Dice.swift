import S2SRandom

/// What the grammar draws its choices from: a seeded generator, and on it the choices themselves.
///
/// Each family of sentences adds the draws it needs in an extension beside its constructions.
package struct Dice: Sendable {
  private var generator: SeededGenerator

  /// Starts a sequence of draws; equal seeds give equal sequences.
  package init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// Draws from a generator.
  package init(_ generator: SeededGenerator) { self.generator = generator }

  /// A number in `0..<bound`.
  package mutating func below(_ bound: Int) -> Int { generator.below(bound) }

  /// A number of the range.
  package mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// One of the choices, each as often as the others.
  package mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[below(choices.count)]
  }

  /// One of the choices, as often as its weight says.
  package mutating func pick<Element>(weighted choices: [(Element, Int)]) -> Element {
    var remaining = below(choices.reduce(0) { $0 + $1.1 })
    for (choice, weight) in choices {
      if remaining < weight { return choice }
      remaining -= weight
    }
    preconditionFailure("the weights sum to more than the draw")
  }

  /// True in `percent` of a hundred draws.
  package mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  /// The elements in random order.
  package mutating func shuffled<Element>(_ elements: some Sequence<Element>) -> [Element] {
    generator.shuffled(elements)
  }
}
