import ArgumentParser
import Foundation
import Testing

@testable import S2SCommand

/// Options are checked before files are looked for.
@Suite struct OptionsFirstTests {
  /// A command with arguments that are right, as far as one can say without files.
  struct Walk: CustomStringConvertible, Sendable {
    let description: String
    let arguments: [String]
    init(_ arguments: String...) {
      self.arguments = arguments
      description = arguments.joined(separator: " ")
    }
  }

  static let walks = [
    Walk("translate", "--beam-groups", "5"), Walk("eval"), Walk("corpus", "phrasebook"),
    Walk("corpus", "scenes"), Walk("corpus", "gallery", "none", "--output", "none"),
    Walk("corpus", "task", "sort"), Walk("corpus", "task", "arithmetic"),
    Walk("corpus", "task", "xml"),
    Walk("corpus", "import", "none.tmx", "--src", "fr", "--tgt", "en", "--output", "none"),
    Walk("corpus", "doctor", "--src", "fr", "--tgt", "en"), Walk("tokenize"), Walk("detokenize"),
    Walk("info"), Walk("quantize"), Walk("shortlist"),
    Walk("average", "a", "b", "--output", "none"), Walk("distill", "--output", "none"),
    Walk("backtranslate", "--model", "none", "--text", "none", "--output", "none"),
  ]

  /// The exit code of parsing, which reads no file; 0 where the arguments are right.
  private func parse(_ type: any ParsableCommand.Type, _ arguments: [String]) -> Int32 {
    do { _ = try type.parseAsRoot(arguments) } catch { return Failure(error).code }
    return 0
  }

  /// The options of a command that take a value.
  private func names(_ type: any ParsableCommand.Type) throws -> [String] {
    try type.helpMessage(columns: 300).matches(of: Regex("--([a-z0-9-]+) <")).map {
      String($0.output[1].substring ?? "")
    }
  }

  /// An option that takes numbers takes not all of them; `OptionWalkTests` has the others of
  /// training.
  @Test(arguments: walks) func everyNumberIsCheckedWithoutFiles(_ walk: Walk) throws {
    let (type, arguments) = S2SCommand.leaf(of: walk.arguments)
    #expect(parse(type, arguments) == 0, "the walk begins with what is right")
    for name in Set(try names(type)) {
      if parse(type, arguments + ["--\(name)=-99999999999"]) == 64 { continue }
      #expect(parse(type, arguments + ["--\(name)=x"]) == 0, "--\(name) takes any number")
    }
  }

  /// One sentence about the options, with nothing there: no model, no corpus, no file.
  @Test(arguments: [
    ("translate --beam 0", "--beam is 0"),
    ("translate --beam 0 --model none --forbid-file none none.txt", "--beam is 0"),
    ("translate --nbest 9", "9"),
    ("translate --batch-sentences 0", "--batch-sentences is 0"),
    ("translate --forbid \u{A0}", "empty phrase"),
    ("translate --require a --forbid a", "both required and forbidden"),
    ("eval --beam 0", "--beam is 0"),
    ("eval --hyp none --ref none --threads 0", "--threads is 0"),
    ("train --src fr --tgt en --config none --hidden 0", "--hidden is 0"),
    ("train --src fr --tgt en --config none --time-limit x", "no time limit"),
    ("train --src fr --tgt en --minimum-risk", "--from"),
    ("train --src fr --tgt en --coverage --attention off", "attention"),
    ("train --src f/r --tgt en", "a language is named by"),
    ("corpus doctor --src f/r --tgt en", "such as fr or pt-BR"),
    ("average none --output none", "two models or more"),
    ("backtranslate --model none --text none --output none --top-k 5", "--top-k needs --sample"),
    ("backtranslate --model none --text none --output none --beam 4 --beam-groups 3", "groups"),
    ("backtranslate --model none --text none --output none --max-ratio 0.5", "--max-ratio is 0.5"),
    ("backtranslate --model none --text - --output none", "standard input is read only once"),
  ])
  func optionsComeFirst(line: String, words: String) throws {
    let result = try Command().run(line.split(separator: " ").map(String.init))
    #expect(result.status == 64, "\(result.error)")
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.error.filter { $0 == "\n" }.count == 1)
  }
}
