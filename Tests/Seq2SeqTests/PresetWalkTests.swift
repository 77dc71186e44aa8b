import S2SOptions
import Testing

@testable import Seq2Seq

/// What a preset chose never stands against what was given.
@Suite struct PresetWalkTests {
  private static let numbers: [OptionValue] = [7, 301, 3, 1, 0.25, 0.5, 0]

  /// Values of an option, as a person may give them.
  private func values(_ field: OptionField<some Settings>) -> [OptionValue] {
    switch field.kind {
    case .flag: [true, false]
    case .choice(let words): words.map { .text($0) }
    case .text, .path: ["other"]
    case .count, .number:
      Self.numbers.filter { value in
        Double("\(value)").map { field.range?.contains($0) ?? true } ?? false
      }
    }
  }

  private func walk<Options: TaskOptions>(_ presets: [Options], of kind: OptionValues = [:]) {
    for preset in presets {
      for field in Options.options.fields where field.name != "precision" {
        for value in values(field) {
          let given: OptionValues = [field.name: value]
          guard (try? preset.fitted(to: given) { try $0.validate() }) == nil else { continue }
          // Without a preset it lacks another option as well.
          #expect(throws: (any Error).self, "--\(field.name) \(value)") {
            try Options().changed(by: given.merging(kind) { first, _ in first }).validate()
          }
        }
      }
    }
  }

  @Test func noPresetStandsAgainstAnOption() {
    walk(TrainingPreset.allCases.map(\.options))
    walk([1, 10_000].map { LanguageModelOptions.preset(exampleCount: $0).options })
    for unit: OptionValue in ["subword", "character"] {
      walk(
        [1, 10_000].map {
          LanguageModelOptions.preset(
            exampleCount: $0, given: ["stream": true, "unit": unit]
          ).options
        }, of: ["stream": true])
    }
    walk([1, 10_000].map { TaggerOptions.preset(exampleCount: $0).options })
  }

  @Test func whatGaveWayIsReported() throws {
    let (options, replaced) = try TrainingPreset.medium.options.fitted(to: ["minimum-risk": true]) {
      try $0.validate()
    }
    #expect(options.learning.labelSmoothing == 0 && options.risk.isOn)
    #expect(
      replaced.contains(
        OptionDifference(option: "label-smoothing", new: .number(0), old: .number(0.1))))
    let covered = try TrainingPreset.medium.options.fitted(to: ["coverage": true]) {
      try $0.validate()
    }
    #expect(covered.options.shape.attention == .additive)
    let plain = try TrainingPreset.medium.options.fitted(to: ["dropout": 0.2]) {
      try $0.validate()
    }
    #expect(plain.replaced.isEmpty)
    #expect(throws: OptionError.self) {
      try TrainingPreset.medium.options.fitted(to: ["minimum-risk": true, "coverage-loss": 1]) {
        try $0.validate()
      }
    }
  }
}
