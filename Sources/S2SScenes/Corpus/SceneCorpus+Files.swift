import S2SCorpora
import S2SFiles
import S2STensors

extension SceneCorpus {
  /// The most pictures that a corpus's gallery shows.
  static let galleryLimit = 100

  /// Writes the corpus: features, captions, a card and a gallery of the test set.
  ///
  /// No file appears before all features and captions are whole; the card, which has their checksums, is
  /// the last.
  ///
  /// - Parameters:
  ///   - directory: made where it is not there.
  ///   - overwrites: whether files that are there may be replaced.
  ///   - isCancelled: asked before each picture.
  /// - Throws: `CorpusError.exists`, `FileError`; `CancellationError` where it is cancelled, with nothing
  ///   written.
  public func write(
    to directory: String, overwrites: Bool = false,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws {
    let names = SceneFiles.data + [SceneFiles.gallery, SceneFiles.card]
    let files = OutputFiles(names.map { "\(directory)/\($0)" })
    try files.checkFree(inputs: [], overwrites: overwrites)
    try Directory.create(directory)
    try files.checkCanWrite()
    try files.write(files.paths.dropLast()) { writers in
      var rest = writers[...]
      for part in ScenePart.allCases {
        let count = SceneFiles.all(part).count
        try write(part, directory, Array(rest.prefix(count)), isCancelled)
        rest = rest.dropFirst(count)
      }
      try rest.first?.write(SceneGallery(self).html)
    }
    let card = try card(in: directory)
    try AtomicFile.write(to: "\(directory)/\(SceneFiles.card)") { try $0.write(card) }
  }

  /// Writes a part.
  ///
  /// - Parameter writers: of the features, then of the captions.
  private func write(
    _ part: ScenePart, _ directory: String, _ writers: [FileWriter], _ isCancelled: () -> Bool
  ) throws {
    let tensor = SafetensorsTensor(
      name: SceneFiles.tensor, shape: [count(part), FilterBank.columnCount])
    try SafetensorsWriter.write(
      into: writers[0], path: "\(directory)/\(SceneFiles.features(part))", tensors: [tensor],
      metadata: SceneSource(self, part).metadata
    ) { features in
      for number in 0..<count(part) {
        if isCancelled() { throw CancellationError() }
        let picture = picture(part, number)
        try features.write(SceneFiles.tensor, values: self.features(of: picture))
        let captions = picture.captions.flatMap { caption in
          SceneLanguage.allCases.map { caption[$0] }
        }
        for (writer, caption) in zip(writers.dropFirst(), captions) {
          try writer.write(caption + "\n")
        }
      }
    }
  }
}
