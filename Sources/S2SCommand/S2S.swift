import ArgumentParser

/// The root of the command.
@main
struct S2S: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "s2s", abstract: "Train, run and score translation models")
}
