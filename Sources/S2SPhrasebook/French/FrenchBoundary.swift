/// What French spelling does where two words meet: elision, contraction, liaison forms.
///
/// The grammar writes words one after another, each in its full form, and marks determiners
/// with `+`: `de +le ami de +le +beau homme`. `join` turns this into what is printed:
/// `de l'ami du bel homme`. The mark keeps the article `le`, which contracts (`du livre`), apart
/// from the pronoun, which does not (`de le voir`).
package enum FrenchBoundary {
  /// The words as they are printed, with single spaces between them.
  package static func join(_ text: String) -> String {
    let words = text.split(separator: " ").map(String.init)
    var printed = ""
    var glued = true
    var index = 0
    while index < words.count {
      let next = index + 1 < words.count ? words[index + 1] : nil
      let afterNext = index + 2 < words.count ? words[index + 2] : nil
      if !glued, words[index] != "," { printed += " " }
      glued = false
      if let contracted = contraction(words[index], next, before: afterNext) {
        printed += contracted
        index += 2
        continue
      }
      let form = form(of: words[index], before: next)
      glued = form.hasSuffix("'") && next != nil
      printed += form
      index += 1
    }
    return printed
  }

  /// `du`, `des`, `au`, `aux`; nothing where the article elides (`de l'eau`).
  private static func contraction(_ word: String, _ next: String?, before: String?) -> String? {
    guard let next else { return nil }
    let elides = before.map(startsWithVowelSound) ?? false
    switch (word, next) {
    case ("de", "+le") where !elides: return "du"
    case ("de", "+les"): return "des"
    case ("à", "+le") where !elides: return "au"
    case ("à", "+les"): return "aux"
    default: return nil
    }
  }

  private static let eliding: Set<String> = [
    "je", "me", "te", "se", "ne", "de", "que", "le", "la", "jusque", "lorsque", "puisque",
  ]

  /// Determiners and adjectives with a form of their own before a vowel.
  private static let liaisonForms = [
    "+ce": "cet", "+ma": "mon", "+ta": "ton", "+sa": "son",
    "+beau": "bel", "+nouveau": "nouvel", "+vieux": "vieil",
  ]

  private static func form(of marked: String, before next: String?) -> String {
    let isMarked = marked.hasPrefix("+")
    let word = isMarked ? String(marked.dropFirst()) : marked
    guard let next, startsWithVowelSound(next) else { return word }
    if let form = liaisonForms[marked] { return form }
    if eliding.contains(word) || isCapitalEliding(word) { return String(word.dropLast()) + "'" }
    if word == "si", ["il", "ils"].contains(next) { return "s'" }
    if word == "ce", !isMarked, next.hasPrefix("e") || next.hasPrefix("é") { return "c'" }
    return word
  }

  private static func isCapitalEliding(_ word: String) -> Bool {
    word == "Que" || word == "Je"
  }

  private static let vowels: Set<Unicode.Scalar> = Set(
    "aàâeéèêëiîïoôuùûyœAÀÂEÉÈÊIÎOÔUYŒ".unicodeScalars)

  /// Words that begin with h aspiré or behave as if they did.
  private static let aspirate: Set<String> = [
    "hamster", "hanche", "haricot", "harpe", "haut", "haute", "hautes", "héros", "hibou", "hiboux",
    "hockey", "hollande", "homard", "honte", "hors", "huit", "huitième", "hasard", "handball",
    "hamac", "hall", "onze", "onzième", "oui", "yaourt", "hamburger", "hérisson", "housse",
  ]

  static func startsWithVowelSound(_ marked: String) -> Bool {
    var word = (marked.hasPrefix("+") ? String(marked.dropFirst()) : marked)
    while let last = word.unicodeScalars.last, last == "," || last == "." || last == ";" {
      word.removeLast()
    }
    guard let first = word.unicodeScalars.first else { return false }
    if first != "h", first != "H", !vowels.contains(first) { return false }
    let stem = word.lowercased()
    if aspirate.contains(stem) || aspirate.contains(String(stem.dropLast())) && stem.hasSuffix("s")
    {
      return false
    }
    return !aspirate.contains(String(stem.prefix { $0 != "-" }))
  }
}
