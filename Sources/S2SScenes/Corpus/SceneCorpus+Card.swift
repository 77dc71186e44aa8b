import S2SFiles

extension SceneCorpus {
  /// The card of a corpus whose files are there.
  ///
  /// - Throws: `FileError`.
  func card(in directory: String) throws -> String {
    let sums = try SceneFiles.data.map { name in
      "    \(try SHA256.digest(ofFile: "\(directory)/\(name)"))  \(name)"
    }
    let counts = ScenePart.allCases.map { part in
      "\(grouped(count(part))) \(Self.purpose(part)) (`\(part.rawValue)`)"
    }
    return """
      # Scenes: pictures with captions in French and English

      \(counts.joined(separator: ", ")).
      Each picture is drawn by this project's own program: one to four objects that differ in outline, colour,
      size and place. It has \(Self.captionCount) captions in each language, from a grammar.

      - `PART.features.safetensors`: a tensor `\(SceneFiles.tensor)` of 32-bit numbers, \(FilterBank.columnCount) in a row, a row for each
        picture: edges and colours in each cell of a grid, computed from the pixels by fixed filters.
      - `PART.fr`, `PART.en`: line i is the caption of row i. It says all that a caption can say.
      - `PART.2.fr`, `PART.3.fr`, and the same in English: further references. The second says less, the third says it
        in another way. The lines of both languages say the same.
      - `gallery.html`, which this command writes, too: the test set (its first \(Self.galleryLimit) pictures) as a page.

      No scene of the test set, and none of the validation set, is among those to learn from.

      This command writes the same features and captions again, on every machine:

          s2s corpus scenes --train \(training) --valid \(validation) --test \(test) --seed \(seed) --size \(pictureWidth) --output DIR

      Nobody else's pictures or texts are in it. To the extent possible under law, its authors have waived all rights in
      this corpus: [CC0 1.0](https://creativecommons.org/publicdomain/zero/1.0/).

      SHA-256 of the files, which `sha256sum --check README.md` compares, with a warning of the other lines:

      \(sums.joined(separator: "\n"))

      """
  }

  private static func purpose(_ part: ScenePart) -> String {
    switch part {
    case .train: "pictures to learn from"
    case .valid: "to watch training"
    case .test: "to measure the result"
    }
  }
}
