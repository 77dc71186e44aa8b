import Foundation
import Testing

/// Every wrong word gets one sentence on standard error and its exit code; nothing is half-written.
@Suite struct CommandErrorTests {
  /// Arguments, exit code, and a part of the sentence.
  static let wrongWords: [(String, Int32, String)] = [
    ("nonsense", 64, "nonsense"),
    ("train", 64, "--src"),
    ("train --src fr", 64, "--tgt"),
    ("train --src fr --tgt en --hidden zero", 64, "--hidden"),
    ("train --src fr --tgt en --hidden 0", 64, "--hidden is 0; it has to be from 1 to"),
    ("train --src fr --tgt en --dropout 1.5", 64, "--dropout is 1.5; it has to be 0 or"),
    ("train --src fr --tgt en --learning-rate=-1", 64, "--learning-rate is -1.0; it has"),
    ("train --src fr --tgt en --epochs 0", 64, "--epochs is 0"),
    ("train --src fr --tgt en --cell quantum", 64, "quantum"),
    ("train --src fr --tgt en --cell quantum", 64, "it has to be one of lstm, lstm-no-forget, "),
    ("train --src fr --tgt en --bridge copy --bidirectional", 64, "the bridge copy needs"),
    ("train --src fr --tgt en --input-feeding", 64, "there is no attention"),
    ("train --src fr --tgt en --attention dot --coverage", 64, "choose additive attention"),
    ("train --src fr --tgt en --coverage-loss 1", 64, "has no effect without --coverage"),
    ("train --src fr --tgt en --attention dot --copy", 64, "without --joint-vocabulary"),
    ("train --src fr --tgt en --joint-vocabulary --copy", 64, "there is no attention"),
    ("train --src fr --tgt en --scheduled-sampling sometimes", 64, "inverse-sigmoid"),
    ("train --src fr --tgt en --scheduled-sampling-floor 1", 64, "without --scheduled-sampling"),
    ("train --src fr --tgt en --minimum-risk", 64, "name one with --from"),
    ("train --src fr --tgt en --minimum-risk-candidates 9", 64, "without --minimum-risk"),
    ("train --src fr --tgt en --time-limit soon", 64, "no time limit"),
    ("train --src fr --tgt en --resume --overwrite", 64, "exclude each other"),
    ("train --src fr --tgt en --batch-tokens 9 --batch-sentences 9", 64, "exclude each other"),
    ("train --src fr --tgt en --resume", 66, "no run to resume"),
    ("train --src fr --tgt en --corpus nowhere", 66, "nowhere has no train.fr"),
    ("train --src fr --tgt xx", 66, "corpora/phrasebook/train.xx, plain or .gz"),
    ("train --src fr --tgt en --train none.tsv", 66, "no file none.tsv"),
    ("train --src fr --tgt en --config none.json", 66, "none.json"),
    ("translate", 66, "no model"),
    ("translate --model nowhere", 66, "no model at nowhere"),
    ("translate --model corpora", 66, "no model.safetensors"),
    ("translate --model corpora/phrasebook/train.fr", 65, "train.fr"),
    ("eval", 66, "no model"),
    ("eval --hyp a.txt", 64, "--ref"),
    ("eval --hyp a.txt --ref b.txt", 66, "a.txt"),
    ("eval --ref corpora/phrasebook/test.en --metrics luck", 64, "luck"),
    ("tokenize --model nowhere", 66, "nowhere"),
    ("info nowhere", 66, "nowhere"),
    ("average", 64, "models"),
    ("average a b", 64, "--output"),
    ("average nowhere elsewhere --output models/a", 66, "no model at nowhere"),
    ("train --src fr --tgt en --ema 1", 64, "--ema is 1.0"),
    ("train --src fr --tgt en --clip 1 --clip-value 1", 64, "give one of them"),
    ("train --src fr --tgt en --clip-value=-1", 64, "--clip-value is -1.0"),
    ("train --src fr --tgt en --weight-decay 2", 64, "--weight-decay is 2.0"),
    ("train --src fr --tgt en --from nowhere", 66, "no model at nowhere"),
    ("train --src fr --tgt en --from nowhere --resume", 64, "--from begins a new run"),
  ]

  @Test(arguments: wrongWords)
  func oneSentenceAndACode(arguments: String, status: Int32, part: String) throws {
    let command = try Command()
    try command.makeCorpus()
    let result = try command.run(arguments.split(separator: " ").map(String.init))
    #expect(result.status == status, "\(result.error)")
    let lines = result.error.split(separator: "\n").filter { $0.hasPrefix("error: ") }
    #expect(lines.count == 1, "\(result.error)")
    #expect(lines.first?.contains(part) == true, "\(result.error)")
    #expect(result.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: command.home.appending(path: "models").path))
  }

  @Test func corporaThatAreNone() throws {
    let command = try Command()
    try command.makeCorpus()
    try command.write("un\n", to: "corpora/phrasebook/train.fr")
    let unequal = try command.trainSmall()
    #expect(unequal.status == 65)
    #expect(unequal.error.contains("has 1 line but"))
    try command.write("\u{0}\n", to: "corpora/phrasebook/train.fr")
    #expect(try command.trainSmall().error.contains("line 1 holds a NUL byte"))
    let bad = command.home.appending(path: "corpora/phrasebook/train.fr")
    try Data([0x61, 0x0a, 0xff, 0x0a]).write(to: bad)
    let encoding = try command.trainSmall()
    #expect(encoding.status == 65)
    #expect(encoding.error.contains("line 2, byte 1 is not UTF-8"))
  }

  /// Where nothing is left, the file at fault is named, and why.
  @Test func theFileWithNothingToUseIsNamed() throws {
    let command = try Command()
    try command.makeCorpus(pairs: 60)
    let blank = String(repeating: "\n", count: 5)
    let long = String(repeating: "un ", count: 2_000) + "\n"
    let parts = [("blank", blank, blank), ("half", blank, "a\nb\nc\nd\ne\n"), ("long", long, long)]
    for (name, source, target) in parts {
      try command.write(source, to: "\(name).fr")
      try command.write(target, to: "\(name).en")
    }
    try command.write("", to: "empty.txt")
    #expect(try command.trainSmall("--epochs", "1", "--model", "models/m").status == 0)
    let own = ["--train", "corpora/phrasebook/train"]
    let train = ["train"] + Command.small + ["--model", "models/new"]
    let cases = [
      (
        train + own + ["--valid", "half"], "half.fr and half.en have no usable example to validate"
      ),
      (
        train + own + ["--valid", "long"],
        "long.en have no usable example to validate with; dropped 1"
      ),
      (
        train + ["--train", "half", "--valid", "corpora/phrasebook/valid"], "to train on; dropped 5"
      ),
      (["train", "lm", "--train", "blank.en", "--valid", "half.en"], "blank.en has no usable"),
      (["train", "lm", "--train", "half.en", "--valid", "blank.en"], "blank.en has no usable"),
      (["train", "lm", "--train", "half.en", "--valid", "empty.txt"], "empty.txt has no usable"),
      (["eval", "--model", "models/m", "--test", "half"], "half.fr has no text in its 5 lines"),
      (["eval", "--hyp", "half.en", "--ref", "blank.en"], "blank.en has no text in its 5 lines"),
      (["shortlist", "models/m", "--train", "half"], "half.en have no usable example to learn a"),
    ]
    for (arguments, part) in cases {
      let result = try command.run(arguments)
      #expect(result.status == 65 && result.error.contains(part), "\(result.error)")
      #expect(try command.names(in: "models") == ["m"])
    }
  }

  @Test(arguments: [
    ("{\"hidden\": 24}", Int32(0), "hidden 24"),
    ("{\"hiden\": 24}", 65, "no option \"hiden\""),
    ("{\"hi\u{1B}\": 24}", 65, "line 1: the text has a control character"),
    ("{\"hi\u{202E}\": 24}", 65, "no option \"hi\\u{202E}\""),
    ("{\"hidden\": \"many\"}", 65, "\"hidden\" has a value of the wrong kind"),
    ("{\"hidden\": 1.5}", 65, "\"hidden\" has a number that does not fit"),
    ("{\"seed\": -1}", 65, "\"seed\" has a number that does not fit"),
    ("{\"clip\": 1e999}", 65, "\"clip\" has a number that is too large"),
    ("{\"hidden\": 8, \"hidden\": 24}", 65, "has the name \"hidden\" twice"),
    ("{\"cell\": \"quantum\"}", 65, "\"cell\" has an invalid value"),
    ("{\"hidden\": 999999999999}", 64, "--hidden is 999999999999"),
    ("{\"nonlinearity\": \"relu\"}", 64, "the cell lstm has no nonlinearity to choose"),
    ("{\"cell\": \"elman\", \"forget-bias\": 2}", 64, "the cell elman has no forget gate"),
    ("{\"residual\": true}", 64, "residual connections"),
    ("{\"input-to-all-layers\": true}", 64, "layer reads the input anyway"),
    ("{\"merge\": \"sum\"}", 64, "there is nothing to merge by sum"),
    ("{\"zoneout\": 1}", 64, "--zoneout is 1.0; it has to be 0 or more, below 1"),
    ("{\"gradient-regularizer\": 1}", 64, "no gates: elman; leave it out for the cell lstm"),
    ("{\"gradient-regularizer\": -1}", 64, "--gradient-regularizer is -1.0"),
    (
      "{\"hierarchical\": true, \"joint-vocabulary\": true}", 64,
      "--hierarchical and --joint-vocabulary exclude each other"
    ),
    ("{\"dropout\": 1e300}", 64, "--dropout is 1e+300"),
    ("{\n\"hidden\": 24,}", 65, "line 2: \"hidden\" lacks"),
    ("hidden: 24", 65, "has to be a JSON object"),
    ("[24]", 65, "is not a JSON object"),
    (String(repeating: "[", count: 60_000), 65, "is nested more than 16 deep"),
    (String(repeating: "{}\n", count: 60_000), 65, "is longer than 65,536 bytes"),
  ])
  func configurationFiles(text: String, status: Int32, part: String) throws {
    let command = try Command()
    try command.makeCorpus()
    try command.write(text, to: "config.json")
    let result = try command.run(
      "train", "--src", "fr", "--tgt", "en", "--config", "config.json", "--embedding", "8",
      "--steps", "1")
    #expect(result.status == status, "\(result.error)")
    #expect(result.error.contains(part), "\(result.error)")
  }

  @Test func neverOverwritesUnasked() throws {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--steps", "1")
    let again = try command.trainSmall("--steps", "1")
    #expect(again.status == 73)
    #expect(again.error.contains("--overwrite"))
    #expect(try command.trainSmall("--steps", "1", "--overwrite").status == 0)
  }

  @Test func cannotCreateWhereAFileIs() throws {
    let command = try Command()
    try command.makeCorpus()
    try command.write("", to: "models")
    let result = try command.trainSmall("--steps", "1")
    #expect(result.status == 73, "\(result.error)")
  }

  @Test func helpIsNoError() throws {
    let command = try Command()
    for arguments in [
      ["--help"], ["train", "--help"], ["translate", "--help"], ["eval", "--help"],
    ] {
      let result = try command.run(arguments)
      #expect(result.status == 0)
      #expect(result.output.contains("s2s") && result.error.isEmpty)
    }
    #expect(try command.run("--version").output.hasPrefix("s2s "))
  }
}
