/// What English spelling does where two words meet: `a` or `an`.
package enum EnglishBoundary {
  /// The words as they are printed, with single spaces between them.
  package static func join(_ text: String) -> String {
    let words = text.split(separator: " ").map(String.init)
    var printed: [String] = []
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1] : ""
      printed.append(word == "a" && startsWithVowelSound(next) ? "an" : word)
    }
    return printed.joined(separator: " ").replacing(" , ", with: ", ")
  }

  private static let silentH = ["hour", "honest", "honour", "heir"]
  private static let glides = ["uni", "use", "usual", "eur", "one", "once", "utensil"]
  private static let plainVowels = ["unim", "unin"]

  static func startsWithVowelSound(_ word: String) -> Bool {
    let lower = word.lowercased()
    if silentH.contains(where: lower.hasPrefix) { return true }
    if plainVowels.contains(where: lower.hasPrefix) { return true }
    if glides.contains(where: lower.hasPrefix) { return false }
    return lower.first.map("aeiou".contains) ?? false
  }

  /// Words of the person in the given order: I, you, he or she, we, you, they.
  static let possessives = ["my", "your", "his", "our", "your", "their"]
}
