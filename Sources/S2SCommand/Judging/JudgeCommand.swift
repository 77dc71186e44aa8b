import ArgumentParser

/// `s2s judge`: people judge translations.
struct JudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge", abstract: "Let people judge translations, and evaluate what they say",
    subcommands: [JudgeSheetCommand.self, JudgeReportCommand.self])
}
