import S2SScenes

/// The words of captions in a language, written down again for tests.
struct CaptionLexicon {
  let shapes: [String: Shape]
  let colours: [String: Colour]
  let sizes: [String: Size]
  let numbers: [String: Int]
  let definite: Set<String>
  /// Phrases from long to short.
  let phrases: [(String, [CaptionToken])]

  static func of(_ language: SceneLanguage) -> CaptionLexicon {
    language == .english ? english : french
  }

  static let english = CaptionLexicon(
    shapes: [
      "circle": .circle, "circles": .circle, "square": .square, "squares": .square,
      "triangle": .triangle, "triangles": .triangle, "star": .star, "stars": .star,
      "diamond": .diamond, "diamonds": .diamond, "cross": .cross, "crosses": .cross,
      "heart": .heart, "hearts": .heart,
    ],
    colours: Dictionary(uniqueKeysWithValues: Colour.allCases.map { ($0.rawValue, $0) }),
    sizes: ["small": .small, "large": .large],
    numbers: ["a": 1, "an": 1, "two": 2, "three": 3, "four": 4], definite: ["the"],
    phrases: [
      ("there is", [.thereIs(isPlural: false)]), ("there are", [.thereIs(isPlural: true)]),
      ("is", [.be(isPlural: false)]), ("are", [.be(isPlural: true)]), ("and", [.and]),
      ("with", [.with]), (",", [.comma]), ("one above the other", [.column]),
      ("in a column", [.column]), ("in a row", [.row]), ("side by side", [.row]),
      ("to the left of", [.relation(.leftOf)]), ("to the right of", [.relation(.rightOf)]),
      ("above it", [.beside(.above)]), ("above them", [.beside(.above)]),
      ("below it", [.beside(.below)]), ("below them", [.beside(.below)]),
      ("to its left", [.beside(.leftOf)]), ("to their left", [.beside(.leftOf)]),
      ("to its right", [.beside(.rightOf)]), ("to their right", [.beside(.rightOf)]),
      ("above", [.relation(.above)]), ("below", [.relation(.below)]),
      ("inside", [.relation(.inside)]), ("around", [.relation(.around)]),
      ("at the top left", [.place(.top, .left)]), ("at the top right", [.place(.top, .right)]),
      ("at the bottom left", [.place(.bottom, .left)]),
      ("at the bottom right", [.place(.bottom, .right)]), ("at the top", [.place(.top, nil)]),
      ("at the bottom", [.place(.bottom, nil)]), ("on the left", [.place(nil, .left)]),
      ("on the right", [.place(nil, .right)]), ("in the middle", [.place(nil, nil)]),
      ("two shapes:", [.shapes(2)]), ("three shapes:", [.shapes(3)]),
      ("four shapes:", [.shapes(4)]),
    ])

  /// With articles and prepositions in full: `de le carré`.
  static let french = CaptionLexicon(
    shapes: [
      "cercle": .circle, "cercles": .circle, "carré": .square, "carrés": .square,
      "triangle": .triangle, "triangles": .triangle, "étoile": .star, "étoiles": .star,
      "losange": .diamond, "losanges": .diamond, "croix": .cross, "cœur": .heart, "cœurs": .heart,
    ],
    colours: [
      "rouge": .red, "rouges": .red, "bleu": .blue, "bleue": .blue, "bleus": .blue,
      "bleues": .blue, "vert": .green, "verte": .green, "verts": .green, "vertes": .green,
      "jaune": .yellow, "jaunes": .yellow, "noir": .black, "noire": .black, "noirs": .black,
      "noires": .black, "orange": .orange, "violet": .purple, "violette": .purple,
      "violets": .purple, "violettes": .purple, "rose": .pink, "roses": .pink,
    ],
    sizes: [
      "petit": .small, "petite": .small, "petits": .small, "petites": .small, "grand": .large,
      "grande": .large, "grands": .large, "grandes": .large,
    ],
    numbers: ["un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4],
    definite: ["le", "la", "les", "l'"],
    phrases: [
      ("est", [.be(isPlural: false)]), ("sont", [.be(isPlural: true)]), ("et", [.and]),
      ("avec", [.with]), (",", [.comma]), ("l'un au-dessus de l'autre", [.column]),
      ("l'une au-dessus de l'autre", [.column]), ("en colonne", [.column]), ("en ligne", [.row]),
      ("côte à côte", [.row]), ("à gauche de", [.relation(.leftOf)]),
      ("à droite de", [.relation(.rightOf)]), ("au-dessus de", [.relation(.above)]),
      ("en dessous de", [.relation(.below)]), ("dans", [.relation(.inside)]),
      ("autour de", [.relation(.around)]), ("à sa gauche", [.beside(.leftOf)]),
      ("à leur gauche", [.beside(.leftOf)]), ("à sa droite", [.beside(.rightOf)]),
      ("à leur droite", [.beside(.rightOf)]), ("au-dessus", [.beside(.above)]),
      ("en dessous", [.beside(.below)]), ("à l'intérieur", [.beside(.inside)]),
      ("en haut à gauche", [.place(.top, .left)]), ("en haut à droite", [.place(.top, .right)]),
      ("en bas à gauche", [.place(.bottom, .left)]),
      ("en bas à droite", [.place(.bottom, .right)]), ("en haut", [.place(.top, nil)]),
      ("en bas", [.place(.bottom, nil)]), ("à gauche", [.place(nil, .left)]),
      ("à droite", [.place(nil, .right)]), ("au milieu", [.place(nil, nil)]),
      ("il y a", [.thereIs(isPlural: false)]), ("deux formes :", [.shapes(2)]),
      ("trois formes :", [.shapes(3)]), ("quatre formes :", [.shapes(4)]),
    ])
}
