/// The verbs that no rule gives, each by the forms from which the rest follows.
///
/// Columns: infinitive; present; participle; future stem; and where they do not follow from the
/// present, the imperative (tu, nous, vous) and the subjunctive (six forms).
enum FrenchIrregularVerbs {
  private static let table = """
    être; suis es est sommes êtes sont; été; ser; sois soyons soyez; \
      sois sois soit soyons soyez soient
    avoir; ai as a avons avez ont; eu; aur; aie ayons ayez; aie aies ait ayons ayez aient
    aller; vais vas va allons allez vont; allé; ir; va allons allez; \
      aille ailles aille allions alliez aillent
    faire; fais fais fait faisons faites font; fait; fer; ; \
      fasse fasses fasse fassions fassiez fassent
    pouvoir; peux peux peut pouvons pouvez peuvent; pu; pourr; ; \
      puisse puisses puisse puissions puissiez puissent
    vouloir; veux veux veut voulons voulez veulent; voulu; voudr; veuille veuillons veuillez; \
      veuille veuilles veuille voulions vouliez veuillent
    savoir; sais sais sait savons savez savent; su; saur; sache sachons sachez; \
      sache saches sache sachions sachiez sachent
    devoir; dois dois doit devons devez doivent; dû; devr
    voir; vois vois voit voyons voyez voient; vu; verr
    revoir; revois revois revoit revoyons revoyez revoient; revu; reverr
    venir; viens viens vient venons venez viennent; venu; viendr
    revenir; reviens reviens revient revenons revenez reviennent; revenu; reviendr
    devenir; deviens deviens devient devenons devenez deviennent; devenu; deviendr
    souvenir; souviens souviens souvient souvenons souvenez souviennent; souvenu; souviendr
    tenir; tiens tiens tient tenons tenez tiennent; tenu; tiendr
    prendre; prends prends prend prenons prenez prennent; pris; prendr
    apprendre; apprends apprends apprend apprenons apprenez apprennent; appris; apprendr
    comprendre; comprends comprends comprend comprenons comprenez comprennent; compris; comprendr
    mettre; mets mets met mettons mettez mettent; mis; mettr
    permettre; permets permets permet permettons permettez permettent; permis; permettr
    promettre; promets promets promet promettons promettez promettent; promis; promettr
    dire; dis dis dit disons dites disent; dit; dir
    lire; lis lis lit lisons lisez lisent; lu; lir
    écrire; écris écris écrit écrivons écrivez écrivent; écrit; écrir
    boire; bois bois boit buvons buvez boivent; bu; boir
    croire; crois crois croit croyons croyez croient; cru; croir
    recevoir; reçois reçois reçoit recevons recevez reçoivent; reçu; recevr
    ouvrir; ouvre ouvres ouvre ouvrons ouvrez ouvrent; ouvert; ouvrir; ouvre ouvrons ouvrez
    offrir; offre offres offre offrons offrez offrent; offert; offrir; offre offrons offrez
    dormir; dors dors dort dormons dormez dorment; dormi; dormir
    endormir; endors endors endort endormons endormez endorment; endormi; endormir
    partir; pars pars part partons partez partent; parti; partir
    repartir; repars repars repart repartons repartez repartent; reparti; repartir
    sortir; sors sors sort sortons sortez sortent; sorti; sortir
    servir; sers sers sert servons servez servent; servi; servir
    sentir; sens sens sent sentons sentez sentent; senti; sentir
    mentir; mens mens ment mentons mentez mentent; menti; mentir
    courir; cours cours court courons courez courent; couru; courr
    conduire; conduis conduis conduit conduisons conduisez conduisent; conduit; conduir
    traduire; traduis traduis traduit traduisons traduisez traduisent; traduit; traduir
    construire; construis construis construit construisons construisez construisent; construit; \
      construir
    connaître; connais connais connaît connaissons connaissez connaissent; connu; connaîtr
    reconnaître; reconnais reconnais reconnaît reconnaissons reconnaissez reconnaissent; reconnu; \
      reconnaîtr
    naître; nais nais naît naissons naissez naissent; né; naîtr
    mourir; meurs meurs meurt mourons mourez meurent; mort; mourr
    vivre; vis vis vit vivons vivez vivent; vécu; vivr
    suivre; suis suis suit suivons suivez suivent; suivi; suivr
    rire; ris ris rit rions riez rient; ri; rir
    peindre; peins peins peint peignons peignez peignent; peint; peindr
    éteindre; éteins éteins éteint éteignons éteignez éteignent; éteint; éteindr
    craindre; crains crains craint craignons craignez craignent; craint; craindr
    plaire; plais plais plaît plaisons plaisez plaisent; plu; plair
    taire; tais tais tait taisons taisez taisent; tu; tair
    asseoir; assieds assieds assied asseyons asseyez asseyent; assis; assiér
    battre; bats bats bat battons battez battent; battu; battr
    envoyer; envoie envoies envoie envoyons envoyez envoient; envoyé; enverr; \
      envoie envoyons envoyez
    """

  private static let verbs: [String: FrenchVerb] = Dictionary(
    uniqueKeysWithValues: Table.lines(table).map { line in
      let verb = parse(line)
      return (verb.infinitive, verb)
    })

  static func verb(_ infinitive: String) -> FrenchVerb? { verbs[infinitive] }

  private static func parse(_ line: Substring) -> FrenchVerb {
    let columns = Table.fields(line, separator: ";")
    let present = forms(columns[1])
    let imperative = columns.count > 4 ? forms(columns[4]) : []
    let subjunctive = columns.count > 5 ? forms(columns[5]) : []
    let nous = String(present[3].dropLast(3))
    return FrenchVerb(
      infinitive: columns[0], present: present, participle: columns[2], futureStem: columns[3],
      imperfectStem: columns[0] == "être" ? "ét" : nous,
      imperative: imperative.isEmpty ? [present[0], present[3], present[4]] : imperative,
      subjunctive: subjunctive.isEmpty ? regularSubjunctive(present) : subjunctive)
  }

  private static func forms(_ column: String) -> [String] {
    column.split(separator: " ").map(String.init)
  }

  /// The stem of `ils` before silent endings, that of the imperfect before -ions and -iez.
  private static func regularSubjunctive(_ present: [String]) -> [String] {
    let strong = String(present[5].dropLast(3))
    let weak = String(present[3].dropLast(3))
    return [strong + "e", strong + "es", strong + "e", weak + "ions", weak + "iez", strong + "ent"]
  }
}
