import S2SRandom

/// Documents of random tags, whose next character a language model is to predict:
/// `<ab><xyz></xyz></ab>`.
///
/// With a probability of one half, and always after 50 steps, the last tag that is open is closed, or
/// the document ends if none is open; otherwise a new tag of 2 to 10 small letters is opened. A document
/// without tags is drawn again.
///
/// After Jozefowicz, Zaremba and Sutskever 2015, "An Empirical Exploration of Recurrent Network
/// Architectures".
public struct XMLTask: GeneratedTask {
  /// Steps after which no tag is opened.
  static let steps = 50
  /// The lengths of tags, in letters.
  static let tagLengths = 2...10

  private static let letters = Array("abcdefghijklmnopqrstuvwxyz")

  /// The task with these lengths.
  public init() {}

  /// Draws a document.
  public func example(_ generator: inout SeededGenerator) -> GeneratedExample {
    var document = ""
    while document.isEmpty { document = Self.document(&generator) }
    return GeneratedExample(document, output: nil)
  }

  private static func document(_ generator: inout SeededGenerator) -> String {
    var (document, open) = ("", [String]())
    for step in 0... {
      if step >= steps || generator.below(2) == 0 {
        guard let tag = open.popLast() else { break }
        document += "</\(tag)>"
      } else {
        let length = tagLengths.lowerBound + generator.below(tagLengths.count)
        open.append(String((0..<length).map { _ in letters[generator.below(letters.count)] }))
        document += "<\(open[open.count - 1])>"
      }
    }
    return document
  }

  /// More than can be counted.
  public var distinctExamples: Int { .max }
}
