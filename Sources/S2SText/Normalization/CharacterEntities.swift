/// The entities of HTML 4, which people paste with their text: `&eacute;`, `&#39;`, `&#x2019;`.
///
/// Reference: https://www.w3.org/TR/html4/sgml/entities.html; `&apos;` of XML; for ASCII
/// https://html.spec.whatwg.org/entities.json.
package enum CharacterEntities {
  /// No name or number of an entity has more characters.
  private static let longest = 10

  /// The text with every entity resolved, from left to right; an ampersand that comes out of one may
  /// begin the next, as in text that was escaped twice.
  package static func resolved(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    var output: [Unicode.Scalar] = []
    var rest = text
    var first = rest.popFirst()
    while let scalar = first {
      if scalar == "&", let entity = entity(at: rest) {
        rest = rest.dropFirst(entity.length)
        first = entity.scalar
        // A resolved ampersand is looked at again; all else is text.
        if entity.scalar == "&" { continue }
      }
      if let first { output.append(first) }
      first = rest.popFirst()
    }
    return output
  }

  /// The entity whose ampersand stands before a text, and its length without the ampersand.
  private static func entity(
    at text: ArraySlice<Unicode.Scalar>
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    guard let end = text.prefix(longest + 1).firstIndex(of: ";") else { return nil }
    let name = text[text.startIndex..<end]
    guard name.allSatisfy(\.isASCII) else { return nil }
    let scalar = name.first == "#" ? numbered(name.dropFirst()) : named[string(name)]
    return scalar.map { ($0, name.count + 1) }
  }

  /// The character of a number, which is white space or no control character, and no half of one;
  /// numbers from 128 to 159 mean windows-1252, as in HTML 5.
  private static func numbered(_ digits: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let text = string(isHexadecimal ? digits.dropFirst() : digits)
    guard text.first?.isHexDigit == true,
      let number = UInt32(text, radix: isHexadecimal ? 16 : 10),
      number >= 0x20 || [0x09, 0x0A, 0x0C, 0x0D].contains(number)
    else { return nil }
    if (0x80...0x9F).contains(number) { return windows1252[Int(number - 0x80)] }
    return Unicode.Scalar(number)
  }

  /// The characters of the bytes 80 to 9F in windows-1252; five bytes have none.
  private static let windows1252 = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// Every entity by its name.
  private static let named: [String: Unicode.Scalar] = {
    var named: [String: Unicode.Scalar] = [
      "quot": "\"", "amp": "&", "apos": "'", "lt": "<", "gt": ">",
    ]
    for (code, name) in zip(0xA0..., latin.split(separator: " ")) {
      named[String(name)] = Unicode.Scalar(UInt32(code))
    }
    for entry in (ascii + " " + others).split(separator: " ") {
      let parts = entry.split(separator: "=")
      named[String(parts[0])] = UInt32(parts[1], radix: 16).flatMap(Unicode.Scalar.init)
    }
    return named
  }()

  /// The names of U+00A0 to U+00FF, in order.
  private static let latin = """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
    sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave \
    Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc \
    Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute \
    THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
    igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml
    """

  /// The names that HTML 5 has for ASCII, with their code points.
  private static let ascii = """
    Tab=9 NewLine=A excl=21 num=23 dollar=24 percnt=25 lpar=28 rpar=29 ast=2A plus=2B comma=2C \
    period=2E sol=2F colon=3A semi=3B equals=3D quest=3F commat=40 lsqb=5B bsol=5C rsqb=5D Hat=5E \
    lowbar=5F grave=60 lcub=7B verbar=7C rcub=7D
    """

  /// The other names, with their code points.
  private static let others = """
    OElig=152 oelig=153 Scaron=160 scaron=161 Yuml=178 fnof=192 circ=2C6 tilde=2DC Alpha=391 \
    Beta=392 Gamma=393 Delta=394 Epsilon=395 Zeta=396 Eta=397 Theta=398 Iota=399 Kappa=39A \
    Lambda=39B Mu=39C Nu=39D Xi=39E Omicron=39F Pi=3A0 Rho=3A1 Sigma=3A3 Tau=3A4 Upsilon=3A5 \
    Phi=3A6 Chi=3A7 Psi=3A8 Omega=3A9 alpha=3B1 beta=3B2 gamma=3B3 delta=3B4 epsilon=3B5 \
    zeta=3B6 eta=3B7 theta=3B8 iota=3B9 kappa=3BA lambda=3BB mu=3BC nu=3BD xi=3BE omicron=3BF \
    pi=3C0 rho=3C1 sigmaf=3C2 sigma=3C3 tau=3C4 upsilon=3C5 phi=3C6 chi=3C7 psi=3C8 omega=3C9 \
    thetasym=3D1 upsih=3D2 piv=3D6 ensp=2002 emsp=2003 thinsp=2009 zwnj=200C zwj=200D lrm=200E \
    rlm=200F ndash=2013 mdash=2014 lsquo=2018 rsquo=2019 sbquo=201A ldquo=201C rdquo=201D \
    bdquo=201E dagger=2020 Dagger=2021 bull=2022 hellip=2026 permil=2030 prime=2032 Prime=2033 \
    lsaquo=2039 rsaquo=203A oline=203E frasl=2044 euro=20AC image=2111 weierp=2118 real=211C \
    trade=2122 alefsym=2135 larr=2190 uarr=2191 rarr=2192 darr=2193 harr=2194 crarr=21B5 \
    lArr=21D0 uArr=21D1 rArr=21D2 dArr=21D3 hArr=21D4 forall=2200 part=2202 exist=2203 \
    empty=2205 nabla=2207 isin=2208 notin=2209 ni=220B prod=220F sum=2211 minus=2212 lowast=2217 \
    radic=221A prop=221D infin=221E ang=2220 and=2227 or=2228 cap=2229 cup=222A int=222B \
    there4=2234 sim=223C cong=2245 asymp=2248 ne=2260 equiv=2261 le=2264 ge=2265 sub=2282 \
    sup=2283 nsub=2284 sube=2286 supe=2287 oplus=2295 otimes=2297 perp=22A5 sdot=22C5 lceil=2308 \
    rceil=2309 lfloor=230A rfloor=230B lang=2329 rang=232A loz=25CA spades=2660 clubs=2663 \
    hearts=2665 diams=2666
    """
}
