extension SentenceRules {
  /// The rules of the language that a locale begins with.
  static func rules(for locale: String) -> SentenceRules {
    let language = locale.prefix { $0 != "-" && $0 != "_" }.lowercased()
    let own = abbreviations[language] ?? ("", "")
    return SentenceRules(
      abbreviations: words(own.always + " vs cf dr prof"),
      endings: words((endings[language] ?? "") + " etc"),
      numbered: words(own.numbered + " no nr p pp fig vol"),
      starters: words(starters[language] ?? ""), hasOrdinals: ordinals.contains(language),
      asksBySemicolon: language == "el")
  }

  private static func words(_ list: String) -> Set<String> {
    Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Languages that write `3.` for third.
  private static let ordinals = words("de da nb nn no fi et lv hu pl cs sk sl hr sr bs tr is fo")

  /// Abbreviations, and those that are words of their own unless a number follows: usual ones, as style
  /// guides of the languages list them.
  private static let abbreviations: [String: (always: String, numbered: String)] = [
    "en": (
      """
      mr mrs ms mx messrs st gen col sgt capt lt cmdr maj adm rev hon gov sen rep pres supt insp mt ft \
      approx univ viz ca e.g i.e a.k.a
      """, "nos figs ch sec art jan feb mar apr jun jul aug sept oct nov dec"
    ),
    "fr": (
      "m mm mme mmes mlle mlles mgr me pr st ste env ex tél réf apr c.-à-d p.-ex",
      "art chap n° n janv févr avr juil sept oct nov déc"
    ),
    "de": (
      """
      z d u hr fr frl st str bzw ca d.h z.b u.a evtl ggf inkl exkl vgl geb gest tel hrsg \
      ggfs max min nr sog bspw allg dipl ing
      """, "abs art bd kap s jan feb aug sept okt nov dez"
    ),
    "es": (
      "sr sra sres srta dra d dña ee pág págs núm ej aprox av avda tel lic ing gral",
      "art cap"
    ),
    "it": (
      "sig sigg sig.ra dott dott.ssa ing avv es pag pagg tel arch geom on sen", "art cap n"
    ),
    "pt": (
      "sr sra srs sras srta dra d prof.ª pág págs ex av tel eng exmo exma ilmo", "art cap núm n"
    ),
    "nl": (
      "dhr mevr mw ir ing bijv blz ca o.a d.w.z i.v.m t.a.v incl excl jhr ds", "art hfst"
    ),
    "ru": ("т.е им ул кв стр тыс млн млрд проф акад", "ст гл рис д"),
    "uk": ("ім вул кв стор тис млн млрд проф акад", "ст гл рис буд"),
    "pl": ("np tzn tzw ul mgr inż godz wyd ok św al pl tj", "str art rozdz"),
    "cs": ("např tzv ul ing mgr mudr judr tj resp sv", "str č kap"),
    "sv": ("t.ex bl.a d.v.s ca resp st", "kap kl s"),
    "da": ("f.eks bl.a ca dvs hr fr", "kap kl s"),
    "el": ("κ κα κος κυρ δρ π.χ δηλ", "σελ αρ"),
    "fi": ("esim mm ns os prof", "s n"),
    "hu": ("pl ún dr kb ill ifj id", "sz"),
    "ro": ("dl dna dr ex str bd", "art cap pag"),
    "tr": ("sn örn dr doç av", "s"),
    "nb": ("f.eks bl.a ca dvs hr fr", "kap kl s"),
  ]
  /// Abbreviations that may end a sentence, and do so before one of `starters`.
  private static let endings: [String: String] = [
    "en": "inc ltd co corp jr sr dept ave blvd bros al ed eds a.m p.m",
    "fr": "cie av bd éd j.-c s.a", "de": "usw usf co jh mio mrd ff",
    "es": "ud uds vd vds uu ee.uu cía",
    "it": "ecc", "pt": "cia ltda", "nl": "enz", "ru": "г гг т.д т.п др пр руб",
    "uk": "р рр т.д т.п ін грн",
    "pl": "itp itd", "cs": "atd apod", "sv": "m.m osv", "da": "osv m.m", "nb": "osv m.m",
    "el": "κ.λπ κ.ά", "fi": "jne ym", "hu": "stb", "tr": "vb",
  ]

  /// Words that sentences begin with, and that are no names: articles, pronouns, conjunctions, adverbs.
  private static let starters: [String: String] = [
    "en": """
    the this that these those there here it he she they we you i his her its our their my your and \
    but or so if when while after before because since what where who why how which in on at for \
    from with as then now not no yes please everyone everybody nobody some all let do does did is \
    are was were have has had can could will would should may must
    """,
    "fr": """
    il elle ils elles je j' tu nous vous on c' ce cela ça ceci ces cet cette le la les l' un une des du \
    mais et ou donc car si quand lorsque où qu que qui quoi comment pourquoi est dans pour avec sans \
    après avant alors puis oui non mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs \
    tout tous toute toutes personne merci en y à
    """,
    "de": """
    der die das den dem ein eine einen einem er sie es ich du wir ihr man dies diese dieser dieses \
    aber und oder denn wenn als weil was wo wer wie warum wann im in am an auf für mit nach vor bei \
    zu dann jetzt heute nicht kein keine ja nein mein meine sein seine unser unsere alle bitte doch \
    ist sind war hat haben kann
    """,
    "es": """
    el la los las un una unos él ella ellos ellas yo tú nosotros usted ustedes esto eso este esta \
    estos ese esa pero y o si cuando porque qué dónde quién cómo por en a al para con sin después \
    luego no sí mi mis su sus nuestro todo todos se me te lo le es son hay
    """,
    "it": """
    il lo la i gli le l' un una uno lui lei loro io tu noi voi questo questa quello quella ma e o se \
    quando perché che cosa dove chi come per in a al con senza dopo poi non sì mio mia suo sua tutti \
    si mi ti è sono c'
    """,
    "pt": """
    o a os as um uma ele ela eles elas eu tu você nós isto isso este esta esse essa mas e ou se \
    quando porque que onde quem como por em no na para com sem depois não sim meu minha seu sua todos \
    é são há
    """,
    "nl": """
    de het een hij zij ze ik je jij u wij we jullie dit dat deze die maar en of als wanneer omdat wat \
    waar wie hoe waarom in op aan voor met na dan nu niet geen ja nee mijn zijn haar ons onze alle er \
    is was heeft
    """,
  ]
}
