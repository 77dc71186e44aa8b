/// Why curves of runs cannot be drawn.
public enum PlotError: Error, Sendable, Equatable {
  /// A directory has no history of a run.
  case noHistory(directory: String)
  /// A history has no records yet.
  case emptyHistory(path: String)
  /// No run measured a quantity; these were measured.
  case unknownQuantity(String, measured: [String])
  /// The records of a run do not say how many tokens were trained on, as older ones.
  case noTokens(path: String)
  /// A run is named twice where its events can be written once.
  case repeatedRun(name: String)
}
