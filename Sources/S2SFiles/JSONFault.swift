import S2SJSON

/// What is wrong with a JSON document, and where.
public struct JSONFault: Error, Equatable, Sendable {
  /// What is wrong there.
  public let problem: JSONProblem
  /// The names that lead to the place, such as `dropout.layers`; empty outside of all objects.
  public let field: String
  /// The place, in bytes from the start of the document; `nil` where only the field is known.
  public let offset: Int?

  /// Says what is wrong, and where.
  package init(_ problem: JSONProblem, field: String = "", offset: Int? = nil) {
    self.problem = problem
    self.field = field
    self.offset = offset
  }
}

extension JSONFault: CustomStringConvertible {
  /// The facts for programmers; nothing in a name of the document makes a terminal do anything.
  public var description: String {
    let facts = [
      String(reflecting: problem), String(reflecting: field), String(reflecting: offset),
    ]
    return printable("JSONFault(problem: \(facts[0]), field: \(facts[1]), offset: \(facts[2]))")
  }
}
