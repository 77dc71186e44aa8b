import S2SFiles
import S2SModels
import S2SOptions

/// Where the examples of a run were, in the model's file and in the state of the run.
///
/// A model outlives the directory that its training was started in, so each path is kept as it was
/// named, as seen from the model, and from the root.
package struct CorpusOrigin: Codable, Equatable, Sendable {
  /// The fact of a model that holds it.
  static let fact = "corpus_origin"

  /// The options of the corpus, by name, as they were given or are by default.
  let named: OptionValues
  /// Its paths as seen from the model's directory.
  private(set) var fromModel: OptionValues
  /// Its paths from the root.
  let absolute: OptionValues
  /// The test set that lay beside the training examples; empty for none.
  let test: [FileDigest]

  private enum CodingKeys: String, CodingKey {
    case named, absolute, test
    case fromModel = "from_model"
  }

  /// Describes a corpus beside the directory of a model, which need not be there yet.
  init(_ corpus: some TaskCorpus, model: ModelDirectory) {
    let corpus = corpus.complete
    let directory = AbsolutePath(model.path, followsLast: true)
    let paths = corpus.paths.mapValues { AbsolutePath($0) }
    named = corpus.values
    fromModel = paths.mapValues { .text($0.relative(to: directory)) }
    absolute = paths.mapValues { .text($0.text) }
    // Without a readable test set there is nothing to remember of one.
    test = (try? corpus.files(.test).map(FileDigest.init(ofFile:))) ?? []
  }

  /// The same places, seen from another directory than that of the model.
  func moved(from directory: AbsolutePath, to other: AbsolutePath) -> CorpusOrigin {
    var moved = self
    moved.fromModel = fromModel.mapValues { path in
      .text(AbsolutePath("\(path)", in: directory).relative(to: other))
    }
    return moved
  }

  /// The options with which the corpus may be found, the likeliest first.
  ///
  /// - Parameter directory: that of the model.
  func places(from directory: AbsolutePath) -> [OptionValues] {
    let besideModel = fromModel.mapValues { path in
      OptionValue.text(AbsolutePath("\(path)", in: directory).text)
    }
    return [[:], besideModel, absolute].map { named.merging($0) { _, path in path } }
  }
}
