/// The rule of a catalogue that chooses the plural form for a number, as in
/// `nplurals=2; plural=n != 1;`.
///
/// The expression is C's over unsigned numbers: `?:`, `||`, `&&`, comparisons, `+ - * / %`, `!`,
/// parentheses, `n`. It comes from a file: its length and depth are bounded, and division by zero has
/// no value.
///
/// Reference: GNU gettext 0.21, manual, 11.2.6 "Additional functions for plural forms".
package struct PluralRule: Equatable {
  private let expression: [UInt8]
  /// The longest expression, in bytes; that of Arabic has 90.
  private static let longest = 1_000

  /// Finds the rule in the value of `Plural-Forms`; `nil` when there is none, as in templates.
  package init?(_ value: String) {
    let parts = value.lowercased().utf8.split(separator: UInt8(ascii: ";"))
    let rule = parts.lazy.map { $0.drop { $0 <= 0x20 } }
      .first { $0.starts(with: "plural".utf8) && !$0.starts(with: "plurals".utf8) }
    let rest = rule?.dropFirst("plural".utf8.count).drop { $0 <= 0x20 }
    guard let rest, rest.first == UInt8(ascii: "="), rest.count <= Self.longest else { return nil }
    expression = Array(rest.dropFirst())
    if form(for: 1) == nil { return nil }
  }

  /// The number of the form for a number; `nil` where the rule has no value.
  package func form(for number: UInt) -> Int? {
    var parser = PluralExpression(expression, number)
    return parser.value().flatMap { Int(exactly: $0) }
  }
}

/// Reads and computes an expression at once.
private struct PluralExpression {
  private let text: [UInt8]
  private let number: UInt
  private var position = 0
  private var depth = 0
  /// Whether the text is no expression.
  private var isBroken = false
  private static let mostDepth = 40

  /// The binary operators by rank, from the loosest; the longer of two stands first.
  private static let operators: [[(String, @Sendable (UInt, UInt) -> UInt?)]] = [
    [("==", { $0 == $1 ? 1 : 0 }), ("!=", { $0 != $1 ? 1 : 0 })],
    [
      ("<=", { $0 <= $1 ? 1 : 0 }), (">=", { $0 >= $1 ? 1 : 0 }), ("<", { $0 < $1 ? 1 : 0 }),
      (">", { $0 > $1 ? 1 : 0 }),
    ],
    [("+", { $0 &+ $1 }), ("-", { $0 &- $1 })],
    [
      ("*", { $0 &* $1 }), ("/", { $1 == 0 ? nil : $0 / $1 }), ("%", { $1 == 0 ? nil : $0 % $1 }),
    ],
  ]

  init(_ text: [UInt8], _ number: UInt) {
    self.text = text
    self.number = number
  }

  /// The value; `nil` when there is none.
  mutating func value() -> UInt? {
    let result = choice()
    skipSpace()
    return isBroken || position < text.count ? nil : result
  }

  /// `condition ? one : other`; only the chosen branch needs a value.
  private mutating func choice() -> UInt? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostDepth else { return broken() }
    let condition = disjunction()
    guard !isBroken, skips("?") else { return condition }
    let one = choice()
    guard !isBroken, skips(":") else { return broken() }
    let other = choice()
    return condition.flatMap { $0 != 0 ? one : other }
  }

  private mutating func disjunction() -> UInt? {
    var result = conjunction()
    while !isBroken, skips("||") {
      let next = conjunction()
      result = result.flatMap { $0 != 0 ? 1 : next.map { $0 != 0 ? 1 : 0 } }
    }
    return result
  }

  private mutating func conjunction() -> UInt? {
    var result = binary(rank: 0)
    while !isBroken, skips("&&") {
      let next = binary(rank: 0)
      result = result.flatMap { $0 == 0 ? 0 : next.map { $0 != 0 ? 1 : 0 } }
    }
    return result
  }

  private mutating func binary(rank: Int) -> UInt? {
    guard rank < Self.operators.count else { return unary() }
    var result = binary(rank: rank + 1)
    while !isBroken, let operation = Self.operators[rank].first(where: { skips($0.0) }) {
      let next = binary(rank: rank + 1)
      result = result.flatMap { left in next.flatMap { operation.1(left, $0) } }
    }
    return result
  }

  private mutating func unary() -> UInt? {
    var isNegated: Bool?
    while peek != nil, !starts("!="), skips("!") { isNegated = !(isNegated ?? false) }
    let result = primary()
    guard let isNegated else { return result }
    return result.map { ($0 != 0) == isNegated ? 0 : 1 }
  }

  private mutating func primary() -> UInt? {
    if skips("n") { return number }
    if skips("(") {
      let result = choice()
      return skips(")") ? result : broken()
    }
    skipSpace()
    let digits = text[position...].prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { return broken() }
    position += digits.count
    return UInt(String(decoding: digits, as: UTF8.self))
  }

  private mutating func broken() -> UInt? {
    isBroken = true
    return nil
  }

  private var peek: UInt8? { position < text.count ? text[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte <= 0x20 { position += 1 }
  }

  private mutating func starts(_ symbol: String) -> Bool {
    skipSpace()
    return text[position...].starts(with: symbol.utf8)
  }

  private mutating func skips(_ symbol: String) -> Bool {
    guard starts(symbol) else { return false }
    position += symbol.utf8.count
    return true
  }
}
