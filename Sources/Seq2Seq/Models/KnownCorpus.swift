import S2SCorpora
import S2SFiles
import S2SModels
import S2SOptions

/// The corpus that a model or a run was made from, found again by the checksums of its files.
struct KnownCorpus<Corpus: TaskCorpus> {
  /// The model, as the user named it.
  private let model: String
  /// The directory of its file.
  private let directory: AbsolutePath
  private let origin: CorpusOrigin?
  /// The files that were learned from: those of the training examples, then those of the validation.
  private let files: [FileDigest]

  /// The corpus of the model in a file.
  init(ofModel file: String, _ facts: [String: String]) {
    let facts = TrainingFacts(facts)
    // A link to a model file is not where the model is.
    directory = AbsolutePath(file, followsLast: true).parent
    model = ModelDirectory(modelFile: file).path
    (origin, files) = (facts.origin, facts.files)
  }

  /// The corpus of the run in a directory.
  init(ofRun directory: ModelDirectory, _ origin: CorpusOrigin?, files: [FileDigest]) {
    model = directory.path
    self.directory = AbsolutePath(directory.path, followsLast: true)
    (self.origin, self.files) = (origin, files)
  }

  /// The corpus with the training examples that were learned from.
  ///
  /// - Throws: `OriginError`.
  func training(_ wanted: OriginError.Wanted = .training) throws -> Corpus {
    var changed: [String]?
    for corpus in try places(wanted) {
      guard let paths = try? corpus.files(.train), let digests = Self.digests(paths) else {
        continue
      }
      if digests == files.prefix(paths.count).map(\.sha256) { return corpus }
      changed = changed ?? paths
    }
    if let changed { throw OriginError.changed(changed, model: model, wanted) }
    throw OriginError.gone(missingFiles, model: model, wanted)
  }

  /// The corpus with the test set that lay beside it, or that lies now beside the files that were
  /// learned from.
  ///
  /// - Throws: `OriginError`; `CorpusError.severalTestSets`.
  func testing() throws -> Corpus {
    let known = origin?.test.map(\.sha256) ?? []
    if !known.isEmpty {
      for corpus in try places(.test) {
        if let paths = try? corpus.files(.test), Self.digests(paths) == known { return corpus }
      }
    }
    let corpus = try training(.test)
    guard try !corpus.files(.test).isEmpty else {
      throw OriginError.noTestSet(beside: try corpus.files(.train), model: model)
    }
    return corpus
  }

  /// A corpus with what is not named in it taken from this one.
  ///
  /// Paths that are named as they were when the training began are looked for like those that are not.
  ///
  /// - Throws: `OriginError`.
  func completing(_ given: Corpus) throws -> Corpus {
    guard let origin else {
      guard given.paths.isEmpty else { return given }
      throw OriginError.unknown(model: model, .training)
    }
    let isNamedAnew = given.paths.contains { origin.named[$0.key] != .text($0.value) }
    let others = given.values.filter { !Corpus.pathNames.contains($0.key) }
    guard isNamedAnew else {
      return try Corpus(training().values.merging(others) { _, given in given })
    }
    let known = origin.named.filter { !Corpus.pathNames.contains($0.key) }
    return try Corpus(known.merging(given.values) { _, given in given })
  }

  /// The files that are in none of the places, as they were named.
  private var missingFiles: [String] {
    let paths = files.map(\.path)
    guard let origin else { return paths }
    let places = origin.places(from: directory)
    let missing = paths.filter { path in
      // A path of the corpus is the directory, the stem or the whole name of a file.
      let stem = Corpus.pathNames.first { name in
        origin.named[name].map { path.hasPrefix("\($0)") } ?? false
      }
      guard let stem, let named = origin.named[stem] else { return true }
      let rest = path.dropFirst("\(named)".count)
      return !places.contains { ModelDirectory.exists("\($0[stem] ?? named)\(rest)") }
    }
    return missing.isEmpty ? paths : missing
  }

  /// The files that there are in any of the places where the corpus may lie.
  var possibleFiles: [String] {
    ((try? places(.training)) ?? []).flatMap { corpus in
      [CorpusFinder.Part.train, .valid, .test].flatMap { (try? corpus.files($0)) ?? [] }
    }
  }

  private func places(_ wanted: OriginError.Wanted) throws -> [Corpus] {
    guard let origin else { throw OriginError.unknown(model: model, wanted) }
    // Values from a damaged file name no corpus.
    return origin.places(from: directory).compactMap { try? Corpus($0) }
  }

  /// The digests of files; `nil` where one cannot be read.
  private static func digests(_ paths: [String]) -> [String]? {
    paths.isEmpty ? nil : try? paths.map { try FileDigest(ofFile: $0).sha256 }
  }
}
