import S2SSearch
import S2SText

/// A line whose demands contradict neither each other nor the options.
struct CheckedRequest: Sendable {
  /// The line.
  let line: String
  /// What its translation begins with, without white space at its ends.
  let prefix: String
  /// What its translation has, without phrases that stand in another one.
  let required: [String]
  /// The number of the part, from 0, where a long text is translated part by part.
  var part = 0
}

/// The phrases that the options forbid and require, whatever the model.
struct DemandedPhrases: Sendable {
  /// What must not be said.
  let forbidden: PhraseSet
  /// How phrases are compared with texts.
  let form: PhraseForm
  private let required: [String]

  /// The most phrases that a line may require.
  static let mostRequired = 64

  /// - Throws: `TranslationError` when the options contradict themselves.
  init(_ options: TranslationOptions, _ form: PhraseForm = .typed) throws {
    self.form = form
    required = try options.required.map { try Self.phrase($0, .required, form) }
    let forbidden = try options.forbidden.map {
      form.matched(try Self.phrase($0, .forbidden, form))
    }
    self.forbidden = PhraseSet(forbidden.map { Array($0.utf8) })
    _ = try checked(TranslationRequest(""))
  }

  /// - Throws: `TranslationError` when a line demands what is forbidden.
  func checked(_ request: TranslationRequest) throws -> CheckedRequest {
    let phrases = try phrases(of: request)
    guard phrases.count <= Self.mostRequired else {
      throw TranslationError.tooManyRequired(phrases.count, limit: Self.mostRequired)
    }
    for phrase in phrases {
      if let word = forbiddenPhrase(in: phrase) {
        throw TranslationError.forbiddenInRequired(phrase, forbidden: word)
      }
    }
    let prefix = form.meant(request.prefix).withoutOuterSpace
    if let word = forbiddenPhrase(in: prefix) {
      throw TranslationError.forbiddenInPrefix(prefix, forbidden: word)
    }
    return CheckedRequest(line: request.line, prefix: prefix, required: phrases)
  }

  /// The first forbidden phrase in a text.
  func forbiddenPhrase(in phrase: String) -> String? {
    forbidden.first(in: Array(form.matched(phrase).utf8)).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// All phrases that a request requires, without those that stand in another one.
  private func phrases(of request: TranslationRequest) throws -> [String] {
    let all = try required + request.required.map { try Self.phrase($0, .required, form) }
    let matched = all.map { Array(form.matched($0).utf8) }
    return all.indices.filter { index in
      let own = PhraseSet([matched[index]])
      return !all.indices.contains { other in
        let isHeld = own.firstPlace(in: matched[other]) != nil
        let holds = matched[other].count > matched[index].count
        return isHeld && (holds || other < index)
      }
    }.map { all[$0] }
  }

  /// A phrase with single spaces between its words.
  private static func phrase(
    _ text: String, _ kind: TranslationError.Demand, _ form: PhraseForm
  ) throws -> String {
    let words = form.meant(text).unicodeScalars.split { $0.properties.isWhitespace }
    guard !words.isEmpty else { throw TranslationError.emptyPhrase(kind) }
    return words.map { String($0) }.joined(separator: " ")
  }
}
