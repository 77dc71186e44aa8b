import Foundation
import Testing

/// The model that a command names, and what is named beside it.
@Suite struct NamedModelTests {
  private let command: Command

  init() throws {
    command = try Command()
    try command.makeCorpus(pairs: 60)
  }

  /// A model that was named, of other languages than those that were named.
  @Test func otherLanguagesAreRefused() throws {
    #expect(try command.trainSmall("--epochs", "1").status == 0)
    let cases = [
      ["translate", "--model", "models/fr-en", "--src", "de"],
      ["translate", "--model", "models/fr-en", "--model", "models/fr-en", "--tgt", "fr"],
      ["eval", "--model", "models/fr-en", "--src", "de"],
      ["eval", "--model", "models/fr-en/model.safetensors", "--tgt", "de"],
    ]
    for arguments in cases {
      let result = try command.run(arguments)
      #expect(result.status == 65, "\(result.error)")
      #expect(result.error.contains("translates fr to en, not"), "\(result.error)")
    }
    let named = ["eval", "--model", "models/fr-en", "--src", "fr", "--tgt", "en", "--beam", "1"]
    #expect(try command.run(named + ["--metrics", "bleu"]).status == 0)
    for line in ["info", "quantize", "shortlist"] {
      #expect(try command.run(line, "--model", "models/fr-en").status == 0, "\(line)")
      let twice = try command.run(line, "models/fr-en", "--model", "models/fr-en")
      #expect(twice.status == 64, "\(line)")
    }
  }
}
