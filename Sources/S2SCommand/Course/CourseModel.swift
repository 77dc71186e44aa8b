import FoundationEssentials
import S2SFiles
import S2SMetrics
import S2SModels
import Seq2Seq

/// A model that a step of the course trains, or that an exercise asks for.
struct CourseModel: Sendable {
  /// The directory.
  let path: String
  /// The step that trains it; `nil` where the reader does.
  let step: Int?

  /// Names a model under `models/course`.
  init(_ name: String, step: Int? = nil) {
    path = "models/course/" + name
    self.step = step
  }

  /// The path, if there is a model.
  ///
  /// - Throws: `CourseError.noModel`.
  func found() throws -> String {
    guard ModelDirectory(path).hasModel else { throw CourseError.noModel(path: path, step: step) }
    return path
  }

  /// The model's file.
  func file() throws -> ModelFile { try ModelFile(path: ModelDirectory.file(at: found())) }

  /// What looks into it.
  func inspector() throws -> Inspector { try Inspector(path: found()) }

  /// The name of its cell.
  func cell() throws -> String { try file().options()["cell"].map { "\($0)" } ?? "" }

  /// What it translates lines to.
  func translations(of lines: [String], beam: Int = 5) throws -> [String] {
    var options = TranslationOptions()
    options.search.beamSize = beam
    return try Translator(path: found(), options: options).translate(lines).map(\.text)
  }
}

/// The texts that exercises are measured on.
enum CourseText {
  static let french = "corpora/phrasebook/test.fr"
  static let english = "corpora/phrasebook/test.en"

  /// The lines of a file.
  static func lines(_ path: String) throws -> [String] { try LineReader(path: path).readAll() }

  /// The first lines of a file.
  ///
  /// - Throws: `CourseError.fewLines`.
  static func lines(_ path: String, first count: Int) throws -> [String] {
    let all = try lines(path)
    guard all.count >= count else {
      throw CourseError.fewLines(path: path, count: all.count, needed: count)
    }
    return Array(all.prefix(count))
  }
}

extension [Float] {
  /// The place of the largest number, the first of equals; 0 where there is none.
  var largestPlace: Int { indices.reduce(0) { self[$1] > self[$0] ? $1 : $0 } }
}
