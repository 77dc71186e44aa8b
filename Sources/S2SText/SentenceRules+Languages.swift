extension SentenceRules {
  /// The rules of the language that a locale begins with.
  static func rules(for locale: String) -> SentenceRules {
    let language = locale.prefix { $0 != "-" && $0 != "_" }.lowercased()
    let own = abbreviations[language] ?? ("", "")
    return SentenceRules(
      abbreviations: words(own.always + " etc vs cf dr prof"),
      numbered: words(own.numbered + " no nr p pp fig vol"),
      hasOrdinals: ordinals.contains(language))
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
      mr mrs ms messrs st jr sr inc ltd corp dept gen sgt capt lt cmdr maj rev hon gov sen pres mt \
      approx ave blvd al eds e.g i.e a.k.a
      """, "nos figs ch sec art jan feb mar apr jun jul aug sept oct nov dec"
    ),
    "fr": (
      "m mm mme mmes mlle mlles mgr me pr st ste av bd env ex tél réf éd apr j.-c c.-à-d p.-ex",
      "art chap n° n janv févr avr juil sept oct nov déc"
    ),
    "de": (
      """
      z d u hr fr frl st str bzw ca d.h z.b u.a usw usf evtl ggf inkl exkl vgl geb gest jh mio mrd tel hrsg \
      sog bspw allg dipl ing
      """, "abs art bd kap s jan feb aug sept okt nov dez"
    ),
    "es": (
      "sr sra sres srta dra d dña ud uds vd vds pág págs núm ej aprox av avda tel lic ing gral ee.uu",
      "art cap"
    ),
    "it": (
      "sig sigg sig.ra dott dott.ssa ing avv ecc es pag pagg tel arch geom on sen", "art cap n"
    ),
    "pt": (
      "sr sra srs sras srta dra d prof.ª pág págs ex av tel eng exmo exma ilmo", "art cap núm n"
    ),
    "nl": (
      "dhr mevr mw ir ing bijv enz blz ca o.a d.w.z i.v.m t.a.v incl excl jhr ds", "art hfst"
    ),
    "ru": ("г гг т.е т.д т.п им ул кв стр руб тыс млн млрд др пр проф акад", "ст гл рис д"),
    "uk": ("р рр т.д т.п ім вул кв стор грн тис млн млрд ін проф акад", "ст гл рис буд"),
    "pl": ("np tzn tzw itp itd ul mgr inż godz wyd ok św al pl tj", "str art rozdz"),
    "cs": ("např tzv atd apod ul ing mgr mudr judr tj resp sv", "str č kap"),
    "sv": ("t.ex bl.a d.v.s m.m osv ca resp st", "kap kl s"),
    "da": ("f.eks bl.a osv ca m.m dvs hr fr", "kap kl s"),
    "el": ("κ κα κος κυρ δρ π.χ κ.λπ κ.ά δηλ", "σελ αρ"),
    "fi": ("esim mm ym jne ns os prof", "s n"),
    "hu": ("pl stb ún dr kb ill ifj id", "sz"),
    "ro": ("dl dna dr ex str bd", "art cap pag"),
    "tr": ("sn vb örn dr doç av", "s"),
    "nb": ("f.eks bl.a osv ca m.m dvs hr fr", "kap kl s"),
  ]
}
