import S2SScenes

/// Reads captions word by word.
struct CaptionReader {
  private let lexicon: CaptionLexicon
  private let isFrench: Bool
  private var words: [String]

  /// The parts of a caption; `nil` for one that has a word too many.
  static func read(_ caption: String, _ language: SceneLanguage) -> [CaptionToken]? {
    var reader = CaptionReader(caption, language)
    return reader.tokens()
  }

  private init(_ caption: String, _ language: SceneLanguage) {
    lexicon = .of(language)
    isFrench = language == .french
    var text = " " + caption.replacing(",", with: " ,")
    if isFrench {
      for (short, long) in [(" du ", " de le "), (" des ", " de les "), (" d'", " de ")] {
        text.replace(short, with: long)
      }
    }
    words = text.split(separator: " ").map(String.init)
  }

  private mutating func tokens() -> [CaptionToken]? {
    var tokens: [CaptionToken] = []
    while !words.isEmpty {
      guard let next = phrase() ?? mention() ?? adjective() else { return nil }
      tokens += next
    }
    return tokens
  }

  /// The longest phrase that the words begin with.
  private mutating func phrase() -> [CaptionToken]? {
    let fitting = lexicon.phrases.filter { phrase in
      words.starts(with: phrase.0.split(separator: " ").map(String.init))
    }
    guard let longest = fitting.max(by: { $0.0.utf8.count < $1.0.utf8.count }) else { return nil }
    words.removeFirst(longest.0.split(separator: " ").count)
    return longest.1
  }

  private mutating func adjective() -> [CaptionToken]? {
    guard let word = words.first else { return nil }
    if let size = lexicon.sizes[word] {
      words.removeFirst()
      return [.size(size, form: word)]
    }
    guard let colour = lexicon.colours[word] else { return nil }
    words.removeFirst()
    return [.colour(colour, form: word)]
  }

  private mutating func mention() -> [CaptionToken]? {
    var rest = words[...]
    if isFrench, let first = rest.first, first.hasPrefix("l'") {
      rest = ["l'", String(first.dropFirst(2))] + rest.dropFirst()
    }
    let before = rest
    let isDefinite = rest.first.map(lexicon.definite.contains) ?? false
    if isDefinite { rest.removeFirst() }
    var count = rest.first.flatMap { lexicon.numbers[$0] }
    if count != nil { rest.removeFirst() }
    if isDefinite && count == nil { count = 1 }
    func take<Value>(_ table: [String: Value]) -> Value? {
      guard let value = rest.first.flatMap({ table[$0] }) else { return nil }
      rest.removeFirst()
      return value
    }
    let size = take(lexicon.sizes)
    var colour = isFrench ? nil : take(lexicon.colours)
    guard let count, let shape = take(lexicon.shapes) else { return nil }
    if isFrench { colour = take(lexicon.colours) }
    words = Array(rest)
    return [
      .mention(
        CaptionMention(
          count: count, isDefinite: isDefinite, size: size, colour: colour, shape: shape,
          words: Array(before.prefix(before.count - rest.count))))
    ]
  }
}
