import S2SScenes
import Testing

/// Captions say what is in the picture, in good French and English.
@Suite struct SceneCaptionTests {
  static let pictures = ScenePart.allCases.flatMap { part in
    (0..<250).map { ScenePicture(part, number: $0, seed: 5) }
  }

  @Test(arguments: SceneLanguage.allCases) func everyCaptionIsTrue(language: SceneLanguage) {
    for picture in Self.pictures {
      let judge = CaptionJudge(picture: picture)
      for caption in picture.captions {
        let problem = judge.problem(caption[language], language)
        #expect(problem == nil, "\(caption[language]): \(picture.scene)")
      }
    }
  }

  /// The judge finds what is wrong: the captions of other scenes are not true, but for a few.
  @Test(arguments: SceneLanguage.allCases) func captionsOfOtherPicturesLie(language: SceneLanguage)
  {
    let pairs = zip(Self.pictures, Self.pictures.dropFirst())
    let lies = pairs.count { picture, other in
      let caption = other.captions[0][language]
      return CaptionJudge(picture: picture).problem(caption, language) != nil
    }
    #expect(Double(lies) > 0.99 * Double(Self.pictures.count))
  }

  /// What the first caption says, in both languages, is the scene: equal captions are of equal scenes.
  @Test func firstCaptionsSayAll() {
    var scenes: [String: Scene] = [:]
    for picture in Self.pictures {
      for language in SceneLanguage.allCases {
        let caption = picture.captions[0][language]
        #expect(scenes[caption] == nil || scenes[caption] == picture.scene, "\(caption)")
        scenes[caption] = picture.scene
      }
    }
  }

  @Test func captionsOfAPictureDiffer() {
    for picture in Self.pictures {
      #expect(picture.captions.count == SceneCorpus.captionCount)
      for language in SceneLanguage.allCases {
        #expect(Set(picture.captions.map { $0[language] }).count == picture.captions.count)
      }
    }
  }

  @Test func linesAreClean() {
    for caption in Self.pictures.flatMap(\.captions) {
      for line in [caption.french, caption.english] {
        #expect(!line.contains("  ") && !line.contains("+"), "\(line)")
        #expect(line.first != " " && line.last != " " && line.last != ",", "\(line)")
        #expect(line == line.lowercased(), "\(line)")
      }
    }
  }

  /// Every word occurs among some hundred pictures, and so does every form of French adjectives.
  @Test func allWordsAreUsed() {
    for language in SceneLanguage.allCases {
      let lexicon = CaptionLexicon.of(language)
      let used = Set(
        Self.pictures.flatMap(\.captions).flatMap {
          $0[language].replacing(",", with: "").replacing("'", with: "' ").split(separator: " ")
            .map(String.init)
        })
      let words = Set(lexicon.shapes.keys).union(lexicon.colours.keys).union(lexicon.sizes.keys)
        .union(lexicon.numbers.keys).union(lexicon.definite)
      #expect(words.subtracting(used) == [])
    }
  }

  /// Words as a grammar book has them: masculine, feminine, and their plurals.
  private static let forms: [[String]] = [
    ["petit", "petite", "petits", "petites"], ["grand", "grande", "grands", "grandes"],
    ["rouge", "rouge", "rouges", "rouges"], ["bleu", "bleue", "bleus", "bleues"],
    ["vert", "verte", "verts", "vertes"], ["jaune", "jaune", "jaunes", "jaunes"],
    ["noir", "noire", "noirs", "noires"], ["orange", "orange", "orange", "orange"],
    ["violet", "violette", "violets", "violettes"], ["rose", "rose", "roses", "roses"],
  ]
  private static let feminine: Set<Shape> = [.star, .cross]
  private static let plurals: Set = [
    "cercles", "carrés", "triangles", "étoiles", "losanges", "croix", "cœurs",
  ]

  private static func agrees(_ word: String, _ shape: Shape, isPlural: Bool) -> Bool {
    let index = (isPlural ? 2 : 0) + (feminine.contains(shape) ? 1 : 0)
    return forms.contains { $0[index] == word }
  }

  @Test func frenchWordsAgree() throws {
    for caption in Self.pictures.flatMap(\.captions) {
      let tokens = try #require(CaptionReader.read(caption.french, .french))
      var subject: CaptionMention?
      for token in tokens {
        switch token {
        case .mention(let mention):
          subject = subject ?? mention
          Self.checkMention(mention, caption.french)
        case .size(_, let form), .colour(_, let form):
          let subject = try #require(subject)
          #expect(
            Self.agrees(form, subject.shape, isPlural: subject.count > 1), "\(caption.french)")
        default: break
        }
      }
      let hasOther = caption.french.contains("l'une au-dessus")
      if caption.french.contains("au-dessus de l'autre"), let subject {
        #expect(hasOther == Self.feminine.contains(subject.shape), "\(caption.french)")
      }
    }
  }

  private static func checkMention(_ mention: CaptionMention, _ caption: String) {
    let isPlural = mention.count > 1
    let isFeminine = feminine.contains(mention.shape)
    for word in mention.words {
      switch word {
      case "un", "le": #expect(!isPlural && !isFeminine, "\(caption)")
      case "une", "la": #expect(!isPlural && isFeminine, "\(caption)")
      case "l'": #expect(!isPlural && mention.words[1] == "étoile", "\(caption)")
      case "les", "deux", "trois", "quatre": #expect(isPlural, "\(caption)")
      case let word where CaptionLexicon.french.shapes[word] != nil:
        #expect(plurals.contains(word) == (isPlural || word == "croix"), "\(caption)")
        // The article elides before a vowel, and only there.
        #expect(word != "étoile" || mention.words.prefix(2) != ["la", "étoile"], "\(caption)")
      default: #expect(agrees(word, mention.shape, isPlural: isPlural), "\(word): \(caption)")
      }
    }
  }

  @Test func frenchElidesAndContracts() {
    for caption in Self.pictures.flatMap(\.captions) {
      let faults = /\b(de|le|la) [aeiouéêœ]|\b(de|à) les?\b/
      #expect(caption.french.firstMatch(of: faults) == nil, "\(caption.french)")
      let article = /\ba [aeiou]|\ban [^aeiou]/
      #expect(caption.english.firstMatch(of: article) == nil, "\(caption.english)")
    }
  }
}
