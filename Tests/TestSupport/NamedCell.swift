import S2SLayers

extension CellKind {
  /// The kind of a name that a test is sure of.
  package static func named(_ name: String) -> CellKind {
    guard let kind = CellKind(rawValue: name) else { preconditionFailure("no cell \(name)") }
    return kind
  }

  /// The simple recurrent net.
  package static let elman = named("elman")
}
