import S2SCorpora
import S2SFiles

/// The files of captioned pictures: vectors, and one file of captions or more.
struct CaptionFiles: Equatable {
  /// A vector per picture.
  let features: String
  /// A caption per line for the vector of the same place, or a table of rows and captions.
  let captions: [String]

  /// All of them.
  var paths: [String] { [features] + captions }

  /// The files of captions at a path, and the vectors named or beside it.
  ///
  /// Further references of `test.en` are `test.2.en`, `test.3.en` and so on; its vectors
  /// `test.features.safetensors`, `test.features.npy`, `test.safetensors` or `test.npy`.
  ///
  /// - Throws: `CaptionError.noFeatures`; `CorpusError.noFile` where the captions are missing.
  init(captions path: String, features named: String? = nil) throws {
    guard ModelDirectory.exists(path) else { throw CorpusError.noFile(path) }
    let ending = path.hasSuffix(".gz") ? ".gz" : ""
    let plain = path.dropLast(ending.count)
    let cut = plain.lastIndex(of: ".") ?? plain.endIndex
    let (stem, language) = (plain[..<cut], plain[cut...] + ending)
    var captions = [path]
    if !Self.isTable(path) {
      while ModelDirectory.exists("\(stem).\(captions.count + 1)\(language)") {
        captions.append("\(stem).\(captions.count + 1)\(language)")
      }
    }
    self.captions = captions
    let names = Self.featureEndings.map { "\(stem)\($0)" }
    guard let found = named ?? names.first(where: ModelDirectory.exists) else {
      throw CaptionError.noFeatures(captions: path, looked: names)
    }
    features = found
  }

  /// The files of a part in a directory; `nil` where it has no captions of the language.
  ///
  /// - Throws: `CaptionError.noFeatures`.
  init?(_ part: CorpusFinder.Part, in directory: String, language: String) throws {
    let endings = [language, "\(language).gz", "tsv", "tsv.gz"]
    let paths = endings.map { "\(directory)/\(part.rawValue).\($0)" }
    guard let path = paths.first(where: ModelDirectory.exists) else { return nil }
    try self.init(captions: path)
  }

  /// What stands behind the stem in the names of vectors.
  private static let featureEndings = [
    ".features.safetensors", ".features.npy", ".safetensors", ".npy",
  ]

  /// Whether lines begin with the number of their row.
  static func isTable(_ path: String) -> Bool {
    path.hasSuffix(".tsv") || path.hasSuffix(".tsv.gz")
  }
}
