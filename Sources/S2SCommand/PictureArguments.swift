import ArgumentParser
import S2SConsole
import S2SCorpora
import S2SReports
import Seq2Seq

/// Where a picture goes.
struct PictureArguments: ParsableArguments {
  @Option(
    help: """
      The picture to write: FILE.svg, or FILE.html, which also has the numbers of up to 1,000 rows
      """,
    transform: ArgumentKind.path)
  var output: String?
  @Flag(help: "Replace existing files") var overwrite = false

  func validate() throws {
    try checkOptions { if let output { _ = try PictureFile(path: output) } }
  }

  /// Refuses a file that cannot be written, before any work.
  func check(inputs: [String]) throws {
    guard let output else { return }
    try ModelDirectory.checkOutputs([output])
    let files = OutputFiles([output])
    try files.checkFree(inputs: inputs, overwrites: overwrite)
    try files.checkCanWrite()
  }

  /// Writes pictures, if a file is named, and says so.
  ///
  /// - Parameter title: of a page with several.
  func draw(_ pictures: [Picture], title: String) throws {
    guard let output else { return }
    try Picture.write(pictures, to: output, title: title)
    let count = pictures.count
    say("Wrote \(grouped(count)) picture\(count == 1 ? "" : "s") to \(output).")
  }
}
