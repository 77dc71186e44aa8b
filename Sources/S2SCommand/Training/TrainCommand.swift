import ArgumentParser
import S2SFiles
import Seq2Seq

/// `s2s train`: from a corpus to a model, of a translator unless another task is named.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a translation model on a parallel corpus, or a model of another task",
    subcommands: TaskKind.all.map(command), defaultSubcommand: command(of: TaskKind.all[0]))

  /// The command as it is typed.
  static let title = "s2s train"

  /// The command that trains models of a task.
  private static func command(
    of task: any (LearningTask & SendableMetatype).Type
  ) -> any ParsableCommand.Type {
    func open<Task: LearningTask & SendableMetatype>(_ task: Task.Type) -> any ParsableCommand.Type
    {
      TrainTaskCommand<Task>.self
    }
    return open(task)
  }

  /// Arguments with the default task named where none is, so that `s2s train --help` is its help.
  static func namingTask(_ arguments: [String]) -> [String] {
    guard arguments.first == configuration.commandName,
      arguments.count == 1 || arguments[1].hasPrefix("-")
    else { return arguments }
    let command =
      configurationFile(arguments).flatMap(ConfigurationFile.taskCommand)
      ?? TaskWords.of(TaskKind.all[0].name).command
    return [arguments[0], command] + arguments.dropFirst()
  }
}

extension TrainCommand {
  /// The path behind `--config`, as far as one can say before arguments are parsed.
  private static func configurationFile(_ arguments: [String]) -> String? {
    let name = "--config"
    if let place = arguments.firstIndex(of: name) { return arguments.dropFirst(place + 1).first }
    return arguments.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }
}

/// The words of the command for a task.
struct TaskWords {
  /// The name after `s2s train`.
  let command: String
  /// What is trained.
  let abstract: String
  /// A command that uses the model in a directory.
  let usage: @Sendable (_ directory: String) -> String
  /// Examples, a line each.
  let examples: [String]

  /// The words for a task of a name in model files.
  static func of(_ task: String) -> TaskWords {
    all[task]
      ?? TaskWords(command: task, abstract: task, usage: { _ in "" }, examples: [])
  }

  private static let all: [String: TaskWords] = [
    "translate": TaskWords(
      command: "translator", abstract: "Train a translation model on a parallel corpus",
      usage: { "s2s translate \(ShellWord.option("model", $0)) < input.txt" },
      examples: [
        "s2s train --src fr --tgt en",
        "s2s train --src de --tgt en --corpus multi30k --hidden 512 --time-limit 30m",
        "s2s train --src fr --tgt en --train all.tsv --model models/mine",
        "s2s train --src fr --tgt en --hidden 512 --dry-run",
        "s2s train --resume",
        "s2s train --config run.json",
        "s2s train --src fr --tgt en --from models/fr-en --train mine.tsv --model models/mine",
      ]),
    "lm": TaskWords(
      command: "lm", abstract: "Train a language model on lines of text",
      usage: { "s2s generate \(ShellWord.option("model", $0))" },
      examples: [
        "s2s train lm --train corpora/phrasebook/train.en",
        "s2s train lm --train a.txt --valid b.txt --model models/mine --unit character",
        "s2s train lm --train corpora/phrasebook/train.en --stream --unit character",
        "s2s eval --model models/mine --test c.txt",
        "s2s generate --model models/mine",
      ]),
    "classifier": TaskWords(
      command: "classifier", abstract: "Train a classifier on texts with labels",
      usage: { "s2s classify \(ShellWord.option("model", $0)) < input.txt" },
      examples: [
        "s2s train classifier --train corpora/classifier/train.tsv",
        "s2s train classifier --train labelled.tsv --pooling attention --model models/mine",
        "s2s train classifier --train labelled.tsv --from models/lm-en --model models/mine",
        "s2s eval --model models/mine --test labelled.tsv",
      ]),
    "tagger": TaskWords(
      command: "tagger", abstract: "Train a tagger on sentences whose words have tags",
      usage: { "s2s tag \(ShellWord.option("model", $0)) < input.txt" },
      examples: [
        "s2s train tagger --train train.conllu --valid dev.conllu",
        "s2s train tagger --train train.conllu --column xpos --model models/mine",
        "s2s train tagger --train entities.tsv --output crf --metric f1",
        "s2s train tagger --train words.tsv --units characters --lang zh",
        "s2s eval --model models/tagger-en --test test.conllu",
      ]),
    "captioner": TaskWords(
      command: "captioner", abstract: "Train a captioner on vectors of pictures and their captions",
      usage: { "s2s caption \(ShellWord.option("model", $0)) --features FILE" },
      examples: [
        "s2s train captioner --corpus corpora/scenes --tgt en",
        "s2s train captioner --train corpora/scenes/train.en --valid corpora/scenes/valid.en --model models/mine",
        "s2s train captioner --corpus corpora/scenes --tgt fr --metric cider --dry-run",
        "s2s caption --model models/captioner-en --features corpora/scenes/test.features.safetensors",
        "s2s eval --model models/captioner-en --corpus corpora/scenes --metrics bleu,cider,meteor,rouge",
      ]),
  ]
}
