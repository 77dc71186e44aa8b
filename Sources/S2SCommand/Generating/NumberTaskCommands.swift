import ArgumentParser
import S2SCorpora

/// `s2s corpus task addition`.
struct AdditionTaskCommand: GeneratingCommand {
  static let configuration = CommandConfiguration(
    commandName: "addition", abstract: "The sum of two numbers of equally many digits",
    discussion: "After Zaremba and Sutskever 2014 (arXiv:1410.4615), without print().")

  @Option(
    help: "Most digits of a number",
    transform: ArgumentKind.count(1...AdditionTask.maximumDigits))
  var digits = 4
  @OptionGroup var writing: SymbolWriting
  @OptionGroup var corpus: GeneratedCorpusOptions

  var separator: String { writing.separator }
  func task() -> AdditionTask { AdditionTask(digits: digits) }
}

/// `s2s corpus task arithmetic`.
struct ArithmeticTaskCommand: GeneratingCommand {
  static let configuration = CommandConfiguration(
    commandName: "arithmetic", abstract: "Sums and differences, with letters that only distract",
    discussion: "After Jozefowicz et al. 2015: 3e36d9-h1h39f94eeh43keg3c= is -13991064.")

  @Option(
    help: "Most digits of a number",
    transform: ArgumentKind.count(1...ArithmeticTask.maximumDigits))
  var digits = 8
  @Option(
    help: "Most letters between two characters",
    transform: ArgumentKind.count(0...ArithmeticTask.maximumDistractors))
  var distractors = 3
  @OptionGroup var writing: SymbolWriting
  @OptionGroup var corpus: GeneratedCorpusOptions

  var separator: String { writing.separator }
  func task() -> ArithmeticTask { ArithmeticTask(digits: digits, distractors: distractors) }
}

/// `s2s corpus task xml`.
struct XMLTaskCommand: GeneratingCommand {
  static let configuration = CommandConfiguration(
    commandName: "xml", abstract: "Documents of random tags, for a language model of characters",
    discussion: """
      After Jozefowicz et al. 2015, "An Empirical Exploration of Recurrent Network Architectures".
      """)
  static let endings = ["txt"]

  @OptionGroup var corpus: GeneratedCorpusOptions

  func task() -> XMLTask { XMLTask() }
}
