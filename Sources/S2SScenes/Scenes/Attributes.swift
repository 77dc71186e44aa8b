/// The outline of an object.
public enum Shape: String, CaseIterable, Sendable {
  case circle, square, triangle, star, diamond, cross, heart

  /// Whether another object fits into one of this outline.
  var isContainer: Bool { self == .circle || self == .square || self == .diamond }
}

/// The colour of an object.
public enum Colour: String, CaseIterable, Sendable {
  case red, blue, green, yellow, black, orange, purple, pink
}

/// The size of an object: a small one is 8 to 11 units wide, a large one at least 17, where a
/// picture is 48 units wide.
public enum Size: String, CaseIterable, Sendable {
  case small, large
}

/// A third of the picture from left to right.
public enum Horizontal: Int, CaseIterable, Sendable {
  case left, middle, right
}

/// A third of the picture from top to bottom.
public enum Vertical: Int, CaseIterable, Sendable {
  case top, middle, bottom
}

/// How one group of objects lies to another.
public enum Relation: String, CaseIterable, Sendable {
  case leftOf, rightOf, above, below, inside, around

  /// The relation of the other group to the first.
  public var converse: Relation {
    switch self {
    case .leftOf: .rightOf
    case .rightOf: .leftOf
    case .above: .below
    case .below: .above
    case .inside: .around
    case .around: .inside
    }
  }
}
