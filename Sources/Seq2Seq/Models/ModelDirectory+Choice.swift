import FoundationEssentials
import S2SModels
import S2STensors

extension ModelDirectory {
  /// The directories in a directory of models, in the order of their names.
  static func all(under folder: String) -> [ModelDirectory] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { ModelDirectory("\(folder)/\($0)") }
  }

  /// The directory whose file was changed last.
  static func newest(
    _ directories: [ModelDirectory], by file: KeyPath<ModelDirectory, String>
  ) -> ModelDirectory? {
    func date(_ directory: ModelDirectory) -> Date {
      let attributes = try? FileManager.default.attributesOfItem(atPath: directory[keyPath: file])
      return attributes?[.modificationDate] as? Date ?? .distantPast
    }
    return directories.map { ($0, date($0)) }
      .max { ($0.1, $0.0.path) < ($1.1, $1.0.path) }?.0
  }

  /// The model under `models/` that is meant where none is named: that in the directory where `train`
  /// puts models of the languages, else the newest.
  ///
  /// Averages, models of eight bits, and those of runs that were not validated yet have to be named.
  ///
  /// - Parameters:
  ///   - source: the source language; `nil` for any.
  ///   - target: the target language; `nil` for any.
  ///   - task: the task; `nil` for translation, or another where there is no translation model.
  /// - Throws: `ModelError`: `noneUnder`, `noneOfTask`, `noneFinished`, `severalLanguages`; what is wrong with the
  ///   only file, or with that in the usual place.
  public static func preferred(
    source: String? = nil, target: String? = nil, task: String? = nil
  ) throws -> ModelDirectory {
    try preferred(under: inHome("models"), source: source, target: target, task: task)
  }

  /// The same in any directory of models.
  static func preferred(
    under folder: String, source: String?, target: String?, task: String?
  ) throws -> ModelDirectory {
    let models = all(under: folder).filter(\.hasModel).map(FoundModel.init)
    let fitting = models.filter { $0.fits(source: source, target: target) }
    let tasks = task.map { [$0] } ?? TaskKind.all.map { $0.name }
    let ofTask = tasks.map { task in fitting.filter { $0.task == task } }
    let usable = ofTask.map { $0.filter(\.isUsable) }.first { !$0.isEmpty } ?? []
    guard let first = usable.first else {
      if let error = models.compactMap(\.error).first { throw error }
      let rest = ofTask.joined().map(\.directory.path)
      throw rest.isEmpty
        ? Self.nothing(under: folder, source, target, task: task)
        : ModelError.noneFinished(directory: folder, others: rest)
    }
    let byLanguages = Dictionary(grouping: usable, by: \.languages)
    guard byLanguages.count == 1 else {
      throw ModelError.severalLanguages(
        directory: folder, models: byLanguages.values.map { best($0) }.sorted { $0.path < $1.path })
    }
    if let usual = models.first(where: { $0.directory.isUsual(of: first) }), let error = usual.error
    {
      throw error
    }
    return ModelDirectory(best(usable).path)
  }

  /// There is no model of a task or of languages.
  private static func nothing(
    under folder: String, _ source: String?, _ target: String?, task: String?
  ) -> ModelError {
    guard let task, task != TranslationTask.name else {
      return .noneUnder(directory: folder, source: source, target: target)
    }
    return .noneOfTask(task, directory: folder)
  }

  /// The usual one of models of the same languages, else the newest.
  private static func best(_ models: [FoundModel]) -> ModelLanguages {
    let usual = models.first { $0.directory.isUsual(of: $0) }?.directory
    return ModelLanguages(
      path: (usual ?? newest(models.map(\.directory), by: \.modelFile))?.path ?? "",
      languages: models.first?.languages ?? [:])
  }

  /// Whether `train` puts models of these languages here.
  private func isUsual(of model: FoundModel) -> Bool {
    let name = model.languages.sorted { $0.key < $1.key }.map(\.value).joined(separator: "-")
    let last = path.split(separator: "/").last ?? ""
    return last == (model.task == TranslationTask.name ? name : "\(model.task)-\(name)")
  }
}

/// What the file in a directory says of its model, as far as a choice needs it.
private struct FoundModel {
  let directory: ModelDirectory
  private(set) var task = ""
  private(set) var languages: [String: String] = [:]
  /// Whether it is neither a copy of another model nor without a validation.
  private(set) var isUsable = false
  /// Why the file cannot be read.
  private(set) var error: (any Error)?

  init(_ directory: ModelDirectory) {
    self.directory = directory
    do {
      let file = try SafetensorsReader(path: directory.modelFile)
      let header = try ModelHeader(file)
      languages = try header.languages()
      task = header.task
      let isCopy =
        header.facts["average_of"] != nil || file.tensors.contains { $0.type == .int8 }
      isUsable = !isCopy && TrainingFacts(header.facts).isValidated
    } catch {
      self.error = error
    }
  }

  func fits(source: String?, target: String?) -> Bool {
    [("source", source), ("target", target)].allSatisfy { role, wanted in
      wanted == nil || wanted?.lowercased() == languages[role]?.lowercased()
    }
  }
}
