import S2SRandom

extension SeededGenerator {
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

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
}
