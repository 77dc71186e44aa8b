/// The names of a corpus's files in their directory.
enum SceneFiles {
  /// What the tensor with the features is called.
  static let tensor = "features"
  static let card = "README.md"
  static let gallery = "gallery.html"

  static func features(_ part: ScenePart) -> String { "\(part.rawValue).features.safetensors" }

  /// `train.fr`, `train.2.fr`, `train.3.fr`.
  static func captions(_ part: ScenePart, _ number: Int, _ language: SceneLanguage) -> String {
    let middle = number == 0 ? "" : ".\(number + 1)"
    return "\(part.rawValue)\(middle).\(language.rawValue)"
  }

  /// The files of a part: features, then captions.
  static func all(_ part: ScenePart) -> [String] {
    [features(part)]
      + (0..<SceneCorpus.captionCount).flatMap { number in
        SceneLanguage.allCases.map { captions(part, number, $0) }
      }
  }

  /// The files that are the same on every machine: all but the card and the gallery.
  static let data = ScenePart.allCases.flatMap(all)
}
