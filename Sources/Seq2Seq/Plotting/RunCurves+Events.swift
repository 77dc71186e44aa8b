import S2SFiles

extension RunCurves {
  /// The directory of each run's events below that of all: it has the name of the model's, and where two models
  /// have one name, those of the directories above, as far up as they differ.
  ///
  /// - Throws: `PlotError.repeatedRun` where a run is there twice, since its events are written once.
  package func eventDirectories(in directory: String) throws -> [String] {
    let paths = runs.map { AbsolutePath($0.name).text }
    for (place, path) in paths.enumerated() where paths[..<place].contains(path) {
      throw PlotError.repeatedRun(name: runs[place].name)
    }
    return DistinctNames(paths).names.map { "\(directory)/\($0)" }
  }
}
