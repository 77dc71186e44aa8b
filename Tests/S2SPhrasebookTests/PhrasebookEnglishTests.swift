import S2SPhrasebook
import Testing

/// English articles, forms of words, numerals.
@Suite struct PhrasebookEnglishTests {
  @Test(arguments: [
    ("a apple", "an apple"), ("a pear", "a pear"), ("a hour", "an hour"),
    ("a honest man", "an honest man"), ("a university", "a university"),
    ("a uninteresting book", "an uninteresting book"), ("a European", "a European"),
    ("a old house", "an old house"), ("a big old house", "a big old house"),
    ("a used car", "a used car"), ("a one-way street", "a one-way street"),
  ])
  func choosesTheArticleBySound(text: String, printed: String) {
    #expect(EnglishBoundary.join(text) == printed)
  }

  @Test(arguments: [
    ("go", "goes went gone going"), ("write", "writes wrote written writing"),
    ("be", "is was been being"), ("have", "has had had having"),
    ("stop", "stops stopped stopped stopping"),
    ("travel", "travels travelled travelled travelling"),
    ("lie", "lies lied lied lying"), ("watch", "watches watched watched watching"),
    ("carry", "carries carried carried carrying"), ("play", "plays played played playing"),
    ("make", "makes made made making"), ("put", "puts put put putting"),
    ("read", "reads read read reading"), ("prefer", "prefers preferred preferred preferring"),
    ("listen", "listens listened listened listening"), ("learn", "learns learnt learnt learning"),
  ])
  func formsEnglishVerbs(base: String, forms: String) {
    let verb = EnglishVerb(base)
    #expect("\(verb.thirdPerson) \(verb.past) \(verb.participle) \(verb.gerund)" == forms)
  }

  @Test(arguments: [
    (0, "zero"), (13, "thirteen"), (40, "forty"), (99, "ninety-nine"), (100, "one hundred"),
    (101, "one hundred and one"), (999, "nine hundred and ninety-nine"),
    (1001, "one thousand and one"), (2345, "two thousand three hundred and forty-five"),
    (80_000, "eighty thousand"),
  ])
  func spellsEnglishNumerals(number: Int, words: String) {
    #expect(EnglishNumber.words(number) == words)
  }

  @Test(arguments: [
    (1, "first"), (2, "second"), (3, "third"), (5, "fifth"), (8, "eighth"), (9, "ninth"),
    (12, "twelfth"), (20, "twentieth"), (21, "twenty-first"), (30, "thirtieth"),
  ])
  func spellsEnglishOrdinals(number: Int, word: String) {
    #expect(EnglishNumber.ordinal(number) == word)
  }

  @Test(arguments: [
    ("box", "boxes"), ("city", "cities"), ("toy", "toys"), ("watch", "watches"),
    ("dress", "dresses"),
  ])
  func formsEnglishPlurals(singular: String, plural: String) {
    #expect(EnglishNoun.plural(of: singular) == plural)
  }
}
