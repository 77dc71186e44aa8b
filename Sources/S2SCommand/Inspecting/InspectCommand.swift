import ArgumentParser

/// `s2s inspect`: what a model computes for a text.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Look into a model: gradients, gates, attention, relevance, vectors, beams",
    discussion: """
      Each takes a model of any task that has what is looked at, and texts: as arguments of --text, lines \
      of a file, or lines of standard input. A line may give the answer after a tab: a translation, a label, \
      or tags between spaces; else the model's own is taken. Each prints text, or JSON with --json, and \
      draws a picture with --output FILE.svg or FILE.html.

      Examples:
        s2s inspect attention --text "Le chat dort."
        s2s inspect gradients --model models/lm-en --output gradients.svg < input.txt
        s2s inspect vectors --output map.html input.txt
      """,
    subcommands: [
      InspectGradientsCommand.self, InspectGatesCommand.self, InspectAttentionCommand.self,
      InspectRelevanceCommand.self, InspectVectorsCommand.self, InspectBeamCommand.self,
      InspectEigenvaluesCommand.self,
    ])
}
