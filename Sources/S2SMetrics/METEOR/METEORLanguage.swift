extension METEOR {
  /// The languages that METEOR has parameters for, and two sets for any other.
  public enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case french = "fr"
    case german = "de"
    case spanish = "es"
    /// Without a stemmer, here as in METEOR.
    case czech = "cs"
    /// Without a stemmer here; METEOR has one.
    case russian = "ru"
    /// Any other language: METEOR's language-independent parameters, equal words only.
    case other
    /// The parameters of METEOR Universal, which were tuned with paraphrases; equal words only.
    case universal

    /// Whether words are reduced to stems; other languages match equal words only.
    public var hasStemmer: Bool {
      switch self {
      case .english, .french, .german, .spanish: true
      case .czech, .russian, .other, .universal: false
      }
    }

    /// The published numbers: METEOR's task `rank`, which it takes by default.
    public var parameters: Parameters {
      switch self {
      case .english:
        Parameters(alpha: 0.85, beta: 0.2, gamma: 0.6, delta: 0.75, stemWeight: 0.6)
      case .french: Parameters(alpha: 0.9, beta: 1.4, gamma: 0.6, delta: 0.65, stemWeight: 0.2)
      case .german: Parameters(alpha: 0.95, beta: 1, gamma: 0.55, delta: 0.55, stemWeight: 0.8)
      case .spanish: Parameters(alpha: 0.65, beta: 1.3, gamma: 0.5, delta: 0.8, stemWeight: 0.8)
      case .czech: Parameters(alpha: 0.95, beta: 0.2, gamma: 0.6, delta: 0.8, stemWeight: 0)
      case .russian, .other:
        Parameters(alpha: 0.75, beta: 1.4, gamma: 0.7, delta: 0.5, stemWeight: 0.5)
      case .universal: Parameters(alpha: 0.7, beta: 1.4, gamma: 0.3, delta: 0.7, stemWeight: 0)
      }
    }

    /// Words and marks that make up more than a thousandth of text each, in lower case.
    ///
    /// English and French: of Europarl and of Tatoeba; German: of Tatoeba and of Multi30k; Spanish:
    /// more than two thousandths of Tatoeba, the only text at hand, without names. Counted in their
    /// first 60,000 sentences, as words of 13a. Others have none, so that all their words count
    /// alike.
    public var functionWords: Set<String> {
      let words =
        switch self {
        case .english:
          """
          , . ? a about all am an are at be can do for has have i in is it like must my need no not \
          now of on one out should so take that the there they this time to up us very was we what \
          who will with work you
          """
        case .french:
          """
          , . ? a au avec avons bien c'est ce cela cette comme dans de des du elle en encore est \
          faire fait faut il je la le les n'est ne nous on ont pas plus pour que qui se si son sont \
          sur tous tout très un une vous y à été être
          """
        case .german:
          """
          , . an auf aus das dem den der die ein eine einen etwas für gehen geht hat im in ist \
          macht mit nach sich sie sind um und von vor wird zu
          """
        case .spanish:
          """
          ! , . ? a al aquí casa con de el ella ellos en es eso esta estaba este esto estoy está \
          favor fue gusta la las le lo los me mi muy más no para por puedo que quiero qué se son \
          soy su te tengo tiene tu un una yo él
          """
        case .czech, .russian, .other, .universal: ""
        }
      return Set(words.split(separator: " ").map(String.init))
    }

    /// The stem of a word in lower case; the word itself without a stemmer, and an endless one.
    func stem(_ word: String) -> String {
      guard word.utf8.count <= WordKey.longestWord else { return word }
      return switch self {
      case .english: EnglishStemmer.stem(word)
      case .french: FrenchStemmer.stem(word)
      case .german: GermanStemmer.stem(word)
      case .spanish: SpanishStemmer.stem(word)
      case .czech, .russian, .other, .universal: word
      }
    }
  }
}
