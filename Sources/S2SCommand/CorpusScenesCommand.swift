import ArgumentParser
import S2SConsole
import S2SFiles
import S2SScenes
import Seq2Seq

/// `s2s corpus scenes`: the bundled corpus of pictures from its program.
struct CorpusScenesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenes",
    abstract: "Draw pictures with captions in French and English",
    discussion: """
      Writes features of the pictures, three captions for each in each language, a card, and gallery.html, \
      which shows the test set. Equal numbers and seed give equal features and captions, byte for byte.

      Examples:
        s2s corpus scenes
        s2s corpus scenes --train 10000 --valid 500 --test 500 --seed 7 --output corpora/more-scenes
      """)

  @Option(
    help: "Number of pictures to train on",
    transform: ArgumentKind.count(1...SceneCorpus.maximumPictures))
  var train = SceneCorpus().training
  @Option(
    help: "Number of pictures to validate with",
    transform: ArgumentKind.count(1...SceneCorpus.maximumPictures))
  var valid = SceneCorpus().validation
  @Option(
    help: "Number of pictures to test on",
    transform: ArgumentKind.count(1...SceneCorpus.maximumPictures))
  var test = SceneCorpus().test
  @Option(help: "The seed of the random choices") var seed: UInt64 = SceneCorpus().seed
  @Option(
    help: "Width and height of each picture, in pixels",
    transform: ArgumentKind.count(SceneCorpus.pictureWidths))
  var size = SceneCorpus().pictureWidth
  @Option(
    help: "The directory to write to (default: corpora/scenes)", transform: ArgumentKind.path)
  var output: String?
  @Flag(help: "Replace existing files") var overwrite = false

  func run() throws {
    var corpus = SceneCorpus()
    corpus.training = train
    corpus.validation = valid
    corpus.test = test
    corpus.seed = seed
    corpus.pictureWidth = size
    let folder = output ?? ModelDirectory.inHome("corpora/scenes")
    try corpus.write(to: folder, overwrites: overwrite)
    say(
      "Wrote \(grouped(train)) training, \(grouped(valid)) validation, \(grouped(test)) test pictures "
        + "to \(folder).")
  }
}
