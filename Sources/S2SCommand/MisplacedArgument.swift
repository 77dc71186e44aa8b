import ArgumentParser
import FoundationEssentials
import S2SFiles
import Seq2Seq

/// Words of a command that stand where something else is expected; the answer is the command to type.
struct MisplacedArgument: Sentence {
  let sentence: String
  let exitCode: SystemExitCode

  /// Finds what is wrong with the files that a command is to read, before anything else is done.
  ///
  /// - Parameters:
  ///   - files: as they were named; `-` is standard input.
  ///   - command: the command with the options that choose its model, as it is typed.
  ///   - hasModel: whether a model was named.
  init?(files: [String], of command: String, hasModel: Bool) {
    let files = files.filter { $0 != "-" }
    if let model = files.first(where: Self.isModel) {
      let rest = files.filter { $0 != model }.map(Self.operand).joined(separator: " ")
      let named = hasModel ? command : "\(command) \(ShellWord.option("model", model))"
      let typed = "\(named) \(rest.isEmpty ? "< input.txt" : rest)"
      self.init("\(model) is a model, not a text to read; type: \(typed)", .usage)
    } else if let folder = files.first(where: { Self.kind($0) == .directory }) {
      self.init("\(folder) is a directory; name the files in it.", .missingInput)
    } else if let missing = files.first(where: { Self.kind($0) == .nothing }) {
      // Words without quotation marks are a file each to the shell.
      let areWords = files.allSatisfy { Self.kind($0) == .nothing }
      let text = areWords ? files.joined(separator: " ") : missing
      self.init(
        "there is no file \(missing); check its path, or for the text itself type: "
          + "\(Self.printing(text)) | \(command)", .missingInput)
    } else {
      return nil
    }
  }

  /// Finds what is wrong with arguments of a command that takes none: it reads standard input.
  init?(operands: [String], of command: String, hasModel: Bool) {
    guard let first = operands.first else { return nil }
    if let wrong = MisplacedArgument(files: operands, of: command, hasModel: hasModel) {
      self = wrong
    } else {
      self.init(
        "\(first) is read by way of standard input; type: \(command) < \(ShellWord.quoted(first))",
        .usage)
    }
  }

  init(_ sentence: String, _ exitCode: SystemExitCode) {
    (self.sentence, self.exitCode) = (sentence, exitCode)
  }

  /// Whether there is a model at a path: a directory with one, or its file.
  static func isModel(_ path: String) -> Bool {
    switch kind(path) {
    case .directory: ModelDirectory(path).hasModel || ModelDirectory(path).hasTraining
    case .file: path.hasSuffix(".safetensors")
    case .nothing: false
    }
  }

  private enum Kind { case nothing, file, directory }

  private static func kind(_ path: String) -> Kind {
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      return .nothing
    }
    return isDirectory ? .directory : .file
  }

  /// A file as an argument; one that begins with a dash would be an option.
  static func operand(_ file: String) -> String {
    ShellWord.quoted(file.hasPrefix("-") ? "./" + file : file)
  }

  /// The command that prints a text.
  private static func printing(_ text: String) -> String {
    let isPlain = !text.hasPrefix("-") && !text.contains("\\")
    return isPlain ? "echo \(ShellWord.quoted(text))" : "printf '%s\\n' \(ShellWord.quoted(text))"
  }
}
