import ArgumentParser
import S2SConsole
import S2SCorpora
import S2SFiles
import S2SScenes
import Seq2Seq

/// `s2s corpus gallery`: pictures of a corpus of scenes beside the captions of models.
struct CorpusGalleryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gallery",
    abstract: "Show pictures of scenes beside the captions of models, as a page of HTML",
    discussion: """
      Draws the pictures of a file of features again. A file of captions has a line for each picture.

      Examples:
        s2s caption --features corpora/scenes/test.features.safetensors > captions.txt
        s2s corpus gallery corpora/scenes/test.features.safetensors --captions captions.txt --output page.html
        s2s corpus gallery corpora/scenes/train.features.safetensors --pictures 20 --output train.html
      """)

  @Argument(
    help: "The file of features that s2s corpus scenes wrote", transform: ArgumentKind.path)
  var features: String
  @Option(
    help: "Captions of a model, one for each picture; repeat it to compare models",
    transform: ArgumentKind.path)
  var captions: [String] = []
  @Option(
    help: "The most pictures to show", transform: ArgumentKind.count(1...10_000))
  var pictures = 100
  @Option(help: "The page to write", transform: ArgumentKind.path) var output: String
  @Flag(help: "Replace an existing page") var overwrite = false

  func run() throws {
    try ModelDirectory.checkOutputs([output])
    let files = OutputFiles([output])
    try files.checkFree(inputs: [features] + captions, overwrites: overwrite)
    try files.checkCanWrite()
    let gallery = try SceneGallery(features: features, captions: captions, pictures: pictures)
    let page = gallery.html
    try AtomicFile.write(to: output) { try $0.write(page) }
    say("Wrote a page of \(grouped(gallery.pictureCount)) pictures to \(output).")
  }
}
