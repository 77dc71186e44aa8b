import Foundation
import S2SFiles
import S2SModels
import S2SOptions
import TestSupport
import Testing

@testable import Seq2Seq

/// A run as one flat object.
@Suite struct RunConfigurationTests {
  private let folder = TemporaryDirectory()
  private typealias Request = TrainingRequest<TranslationCorpus, TranslatorOptions>

  /// Every setting of a run is in the file that is printed of it; seeds are those of several runs.
  @Test func everySettingComesBack() throws {
    let base = ShortRun(folder.path)
    base.writeCorpus()
    try base.train(.create, steps: 1)
    let settings: OptionValues = [
      "model": .text(folder.file("next")), "from": .text(base.directory.modelFile),
      "time-limit": "1m", "threads": 2, "kernels": "plain",
      "tensorboard": .text(folder.file("events")),
    ]
    #expect(
      Set(settings.keys).union(["seeds"]) == Set(RunSettings.options.fields.map(\.name)))
    var configuration = RunConfiguration()
    configuration.values = settings.merging(
      ["src": "fr", "tgt": "en", "train": .text(folder.file("train"))]) { $1 }
    let prepared = try Preparation<TranslationTask>(
      Request(configuration), clockStart: 0, writes: false
    ) { _ in }
    let printed = prepared.configuration()
    for (name, value) in configuration.values {
      #expect(Self.real(printed.values[name]) == Self.real(value), "\(name)")
    }
    #expect(printed.sha256.count == 2)
  }

  private static func real(_ value: OptionValue?) -> String {
    guard case .text(let path)? = value, path.hasPrefix("/") else { return "\(value as Any)" }
    return AbsolutePath(path).text
  }

  /// A model that was made of another one, and lies elsewhere, knows the corpus from there.
  @Test func derivedModelsSeeTheCorpusFromTheirPlace() throws {
    try Directory.create(folder.file("all/corpus"))
    let run = ShortRun(folder.file("all/corpus"), model: folder.file("all/models/m"))
    run.writeCorpus()
    try Directory.create(folder.file("all/models"))
    try run.train(.create, steps: 1)
    let copy = ModelDirectory(folder.file("all/deep/er/copy"))
    try copy.write(ModelFile(path: run.directory.modelFile).quantized(), overwrite: false)
    #expect(rename(folder.file("all"), folder.file("moved")) == 0)
    let file = folder.file("moved/deep/er/copy/model.safetensors")
    let model = try ModelFile(path: file)
    let train = AbsolutePath(folder.file("moved/corpus/train")).text
    #expect(try model.configuration().values["train"] == .text(train))
    let corpus: TranslationCorpus = try KnownCorpus(ofModel: file, model.header.facts).training()
    #expect(try corpus.files(.train) == ["\(train).fr", "\(train).en"])
  }
}
