import S2SFiles
import S2STensors

/// Which pictures a file of features is of, so that they can be drawn again.
struct SceneSource: Equatable {
  /// Where pictures and features change, so does this number.
  private static let version = "scenes 1"

  let corpus: SceneCorpus
  let part: ScenePart

  init(_ corpus: SceneCorpus, _ part: ScenePart) {
    self.corpus = corpus
    self.part = part
  }

  /// What the file says about itself.
  var metadata: [String: String] {
    [
      "corpus": Self.version, "part": part.rawValue, "seed": String(corpus.seed),
      "size": String(corpus.pictureWidth),
    ]
  }

  /// Reads which pictures a file of features is of, and checks that drawing them gives the same features.
  ///
  /// - Throws: `FileError`, `SafetensorsError`; `SceneError.notDrawnHere` for a file of other features.
  init(path: String) throws {
    let file: SafetensorsReader
    do {
      file = try SafetensorsReader(path: path)
    } catch SafetensorsError.malformed where path.lowercased().hasSuffix(".npy") {
      // Features of any pictures may come in NumPy's format; those of scenes never do.
      throw SceneError.notDrawnHere(path)
    }
    let facts = file.metadata
    guard facts["corpus"] == Self.version, let part = facts["part"].flatMap(ScenePart.init),
      let seed = facts["seed"].flatMap(UInt64.init), let width = facts["size"].flatMap(Int.init),
      SceneCorpus.pictureWidths.contains(width), let tensor = file[SceneFiles.tensor],
      tensor.shape.count == 2, tensor.shape[1] == FilterBank.columnCount
    else { throw SceneError.notDrawnHere(path) }
    var corpus = SceneCorpus()
    corpus.seed = seed
    corpus.pictureWidth = width
    switch part {
    case .train: corpus.training = tensor.shape[0]
    case .valid: corpus.validation = tensor.shape[0]
    case .test: corpus.test = tensor.shape[0]
    }
    self.init(corpus, part)
    try checkFirstPicture(file)
  }

  private func checkFirstPicture(_ file: SafetensorsReader) throws {
    guard corpus.count(part) > 0 else { return }
    let expected = corpus.features(of: corpus.picture(part, 0))
    let isEqual = try expected.withUnsafeBytes { expected in
      try file.withTensor(named: SceneFiles.tensor) { _, bytes in
        bytes.prefix(expected.count).elementsEqual(expected)
      }
    }
    guard isEqual else { throw SceneError.notDrawnHere(file.path) }
  }
}

/// A problem with a corpus of scenes.
public enum SceneError: Error, Equatable, Sendable {
  /// A file's features are not those of pictures that this program draws.
  case notDrawnHere(String)
  /// A file has another number of captions than there are pictures.
  case unequalCaptions(path: String, captions: Int, pictures: Int, of: String)
}
