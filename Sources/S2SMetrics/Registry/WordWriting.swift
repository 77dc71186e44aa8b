/// How a language writes its words, which decides how metrics cut its text.
public enum WordWriting: Sendable {
  /// In Latin letters, with spaces between words.
  case latin
  /// In other letters, with spaces between words, such as Korean.
  case spaced
  /// In Chinese characters, without spaces.
  case chinese
  /// In other letters without spaces, such as Thai; Japanese is among them.
  case unspaced

  /// The writing of a language; a script in its code decides before the language does.
  ///
  /// - Parameter language: a BCP 47 code or an ICU locale, in any case: `zh`, `ZH_cn`, `sr-Latn`.
  ///   Languages that are not listed count as Latin.
  public init(language: String) {
    let parts = language.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
    let script = parts.dropFirst().first { $0.utf8.count == 4 && $0.allSatisfy(\.isLetter) }
    self =
      script.map(Self.writing(ofScript:)) ?? parts.first.flatMap { Self.byLanguage[$0] } ?? .latin
  }

  /// The writing in a script, by its ISO 15924 code in lower case.
  private static func writing(ofScript script: String) -> WordWriting {
    switch script {
    case "latn": .latin
    case "hans", "hant", "hani", "bopo": .chinese
    case "jpan", "hira", "kana", "hrkt", "thai", "laoo", "khmr", "mymr", "tibt": .unspaced
    default: .spaced
    }
  }

  /// Languages that are not written in Latin letters by default, by codes of ISO 639: after
  /// CLDR's likely subtags.
  private static let byLanguage: [String: WordWriting] = {
    let languages: [WordWriting: String] = [
      .chinese: "zh zho chi cmn yue wuu nan hak gan hsn cjy cdo cpx mnp czh czo lzh",
      .unspaced: "ja jpn th tha lo lao km khm my mya bur shn bo bod tib dz dzo",
      .spaced: """
      ab am amh ar ara arb arz as asm ba bel be bg bn ben bul ce ckb cv dv el ell fa fas fas gre \
      gu guj he heb hi hin hy hye arm ka kat geo kk kaz kn kan ko kor ks ky kir mai mal mar mk mkd \
      mac ml mn mr ne nep or ori os pa pan per ps pus ru rus sa san sd si sin sr srp ta tam tat te \
      tel tg tgk ti tir tt ug uig uk ukr ur urd yi yid
      """,
    ]
    var byLanguage: [String: WordWriting] = [:]
    for (writing, codes) in languages {
      for code in codes.split(separator: " ") { byLanguage[String(code)] = writing }
    }
    return byLanguage
  }()
}

extension BLEU.Tokenizer {
  /// The way to cut a language's text into words: 13a, unless its words have no spaces between them.
  ///
  /// With 13a a sentence of such a language is one word, and scores 0 until it is right as a whole.
  public init(language: String) {
    self =
      switch WordWriting(language: language) {
      case .latin, .spaced: .thirteenA
      case .chinese: .zh
      case .unspaced: .char
      }
  }
}

extension MetricOptions {
  /// The options of the reference programs, as far as they suit a language: each metric cuts text
  /// into words of that language, and METEOR has its parameters.
  ///
  /// - Parameter language: a BCP 47 code or an ICU locale; `nil` for no language in particular.
  public init(language: String?) {
    self.init()
    guard let language else { return }
    let writing = WordWriting(language: language)
    let tokenizer = BLEU.Tokenizer(language: language)
    bleu.tokenizer = tokenizer
    cider.tokenizer = tokenizer
    meteor = METEOR.Options(METEOR.Language(code: language))
    meteor.tokenizer = tokenizer
    rouge.tokenizer = writing == .latin ? .rouge : .unicode
    ter.normalized = writing == .chinese
    ter.asianSupport = writing == .chinese
    ter.characters = writing == .unspaced
  }
}

extension METEOR.Language {
  /// The language of a code such as `fr` or `pt-BR`; `other` for those without parameters.
  fileprivate init(code: String) {
    let language = code.lowercased().prefix { $0 != "-" && $0 != "_" }
    self = language.utf8.count == 2 ? Self(rawValue: String(language)) ?? .other : .other
  }
}
