import S2SModels
import S2STensors

/// The tasks: a folder beside this file and a line here.
package enum TaskKind {
  /// Every task.
  package static let all: [any (LearningTask & SendableMetatype).Type] = [
    TranslationTask.self,
    LanguageModelTask.self,
    ClassifierTask.self,
    TaggerTask.self,
    CaptionerTask.self,
  ]

  /// The task of a model.
  ///
  /// - Throws: `ModelError.unknownTask`.
  static func of(_ header: ModelHeader) throws -> any (LearningTask & SendableMetatype).Type {
    guard let task = all.first(where: { $0.name.utf8.elementsEqual(header.task.utf8) }) else {
      throw ModelError.unknownTask(path: header.path, task: header.task)
    }
    return task
  }
}

extension LearningTask {
  /// The tokenizers of a model.
  ///
  /// - Throws: `ModelError`, `TextError`.
  static func texts(of header: ModelHeader) throws -> Texts {
    Dictionary(uniqueKeysWithValues: try textRoles.map { ($0, try header.text($0)) })
  }

  /// Where the weights of a model lie.
  ///
  /// - Throws: `ModelError`, `TextError`.
  static func layout(of header: ModelHeader) throws -> ParameterTable {
    let texts = try texts(of: header)
    return layout(try options(Options(), keeping: header, texts), texts)
  }
}
