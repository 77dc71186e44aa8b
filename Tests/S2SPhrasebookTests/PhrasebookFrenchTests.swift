import S2SPhrasebook
import Testing

/// French spelling where words meet, forms of words, numerals.
@Suite struct PhrasebookFrenchTests {
  @Test(arguments: [
    ("je aime +le été", "j'aime l'été"),
    ("+le homme et +la histoire", "l'homme et l'histoire"),
    ("+le héros de +le hibou", "le héros du hibou"),
    ("+la harpe de +la hanche", "la harpe de la hanche"),
    ("je ne ai pas de oignons", "je n'ai pas d'oignons"),
    ("je ne ai pas de haricots", "je n'ai pas de haricots"),
    ("que il se habille", "qu'il s'habille"),
    ("si il pleut, si elle vient", "s'il pleut, si elle vient"),
    ("ce est à elle", "c'est à elle"),
    ("je y vais, nous en avons onze", "j'y vais, nous en avons onze"),
    ("+le onze mai, +le yaourt", "le onze mai, le yaourt"),
    ("parce que on est là", "parce qu'on est là"),
  ])
  func elidesBeforeVowelAndMuteHOnly(marked: String, printed: String) {
    #expect(FrenchBoundary.join(marked) == printed)
  }

  @Test(arguments: [
    ("de +le livre à +le marché", "du livre au marché"),
    ("de +les amis à +les enfants", "des amis aux enfants"),
    ("de +la ville à +la gare", "de la ville à la gare"),
    ("de +le argent à +le hôtel", "de l'argent à l'hôtel"),
    ("à +le hockey", "au hockey"),
    ("il essaie de le voir", "il essaie de le voir"),
    ("il pense à les laver", "il pense à les laver"),
  ])
  func contractsArticlesNotPronouns(marked: String, printed: String) {
    #expect(FrenchBoundary.join(marked) == printed)
  }

  @Test(arguments: [
    ("un +beau homme", "un bel homme"), ("un +nouveau ami", "un nouvel ami"),
    ("un +vieux hôtel", "un vieil hôtel"), ("un +vieux héros", "un vieux héros"),
    ("un +beau chien", "un beau chien"), ("+ce oiseau", "cet oiseau"), ("+ce hibou", "ce hibou"),
    ("+ma amie", "mon amie"), ("+sa histoire", "son histoire"), ("+ta harpe", "ta harpe"),
    ("+ma nouvelle amie", "ma nouvelle amie"),
  ])
  func choosesLiaisonForms(marked: String, printed: String) {
    #expect(FrenchBoundary.join(marked) == printed)
  }

  @Test(arguments: [
    (0, "zéro"), (16, "seize"), (17, "dix-sept"), (21, "vingt et un"), (32, "trente-deux"),
    (61, "soixante et un"), (70, "soixante-dix"), (71, "soixante et onze"),
    (77, "soixante-dix-sept"), (80, "quatre-vingts"), (81, "quatre-vingt-un"),
    (90, "quatre-vingt-dix"), (91, "quatre-vingt-onze"), (99, "quatre-vingt-dix-neuf"),
    (100, "cent"), (101, "cent un"), (180, "cent quatre-vingts"), (200, "deux cents"),
    (203, "deux cent trois"), (1000, "mille"), (1999, "mille neuf cent quatre-vingt-dix-neuf"),
    (2000, "deux mille"), (80_000, "quatre-vingt mille"), (200_100, "deux cent mille cent"),
  ])
  func spellsFrenchNumerals(number: Int, words: String) {
    #expect(FrenchNumber.words(number) == words)
  }

  @Test func numeralsAgreeWithTheirNoun() {
    #expect(FrenchNumber.words(21, .feminine) == "vingt et une")
    #expect(FrenchNumber.words(401, .feminine) == "quatre cent une")
    #expect(FrenchNumber.words(71, .feminine) == "soixante et onze")
    #expect(FrenchNumber.words(2, .feminine) == "deux")
  }

  @Test(arguments: [
    (1, "premier"), (2, "deuxième"), (4, "quatrième"), (5, "cinquième"), (9, "neuvième"),
    (11, "onzième"), (21, "vingt et unième"), (30, "trentième"),
  ])
  func spellsFrenchOrdinals(number: Int, word: String) {
    #expect(FrenchNumber.ordinal(number, .masculine) == word)
  }

  @Test(arguments: [
    ("être", "suis es est sommes êtes sont", "été", "sera", "soit"),
    ("avoir", "ai as a avons avez ont", "eu", "aura", "ait"),
    ("aller", "vais vas va allons allez vont", "allé", "ira", "aille"),
    ("faire", "fais fais fait faisons faites font", "fait", "fera", "fasse"),
    ("pouvoir", "peux peux peut pouvons pouvez peuvent", "pu", "pourra", "puisse"),
    ("vouloir", "veux veux veut voulons voulez veulent", "voulu", "voudra", "veuille"),
    ("devoir", "dois dois doit devons devez doivent", "dû", "devra", "doive"),
    ("savoir", "sais sais sait savons savez savent", "su", "saura", "sache"),
    ("venir", "viens viens vient venons venez viennent", "venu", "viendra", "vienne"),
    ("prendre", "prends prends prend prenons prenez prennent", "pris", "prendra", "prenne"),
    ("voir", "vois vois voit voyons voyez voient", "vu", "verra", "voie"),
    ("boire", "bois bois boit buvons buvez boivent", "bu", "boira", "boive"),
    ("dire", "dis dis dit disons dites disent", "dit", "dira", "dise"),
    ("écrire", "écris écris écrit écrivons écrivez écrivent", "écrit", "écrira", "écrive"),
    ("recevoir", "reçois reçois reçoit recevons recevez reçoivent", "reçu", "recevra", "reçoive"),
    ("peindre", "peins peins peint peignons peignez peignent", "peint", "peindra", "peigne"),
    ("envoyer", "envoie envoies envoie envoyons envoyez envoient", "envoyé", "enverra", "envoie"),
    ("manger", "mange manges mange mangeons mangez mangent", "mangé", "mangera", "mange"),
    (
      "commencer", "commence commences commence commençons commencez commencent", "commencé",
      "commencera", "commence"
    ),
    ("acheter", "achète achètes achète achetons achetez achètent", "acheté", "achètera", "achète"),
    (
      "préférer", "préfère préfères préfère préférons préférez préfèrent", "préféré", "préférera",
      "préfère"
    ),
    (
      "appeler", "appelle appelles appelle appelons appelez appellent", "appelé", "appellera",
      "appelle"
    ),
    (
      "nettoyer", "nettoie nettoies nettoie nettoyons nettoyez nettoient", "nettoyé", "nettoiera",
      "nettoie"
    ),
    ("arrêter", "arrête arrêtes arrête arrêtons arrêtez arrêtent", "arrêté", "arrêtera", "arrête"),
    ("finir", "finis finis finit finissons finissez finissent", "fini", "finira", "finisse"),
    ("vendre", "vends vends vend vendons vendez vendent", "vendu", "vendra", "vende"),
    ("dormir", "dors dors dort dormons dormez dorment", "dormi", "dormira", "dorme"),
    ("asseoir", "assieds assieds assied asseyons asseyez asseyent", "assis", "assiéra", "asseye"),
  ])
  func conjugates(
    infinitive: String, present: String, participle: String, future: String, subjunctive: String
  ) {
    let verb = FrenchVerb.conjugating(infinitive)
    #expect(verb.present.joined(separator: " ") == present)
    #expect(verb.participle == participle)
    #expect(verb.future(.thirdSingular) == future)
    #expect(verb.subjunctive[Person.thirdSingular.rawValue] == subjunctive)
  }

  @Test(arguments: [
    ("être", "étais"), ("manger", "mangeais"), ("commencer", "commençais"), ("finir", "finissais"),
    ("faire", "faisais"), ("boire", "buvais"),
  ])
  func formsTheImperfectFromNous(infinitive: String, form: String) {
    #expect(FrenchVerb.conjugating(infinitive).imperfect(.firstSingular) == form)
  }

  @Test func softensOnlyBeforeAAndO() {
    #expect(FrenchVerb.conjugating("manger").imperfect(.firstPlural) == "mangions")
    #expect(FrenchVerb.conjugating("commencer").imperfect(.secondPlural) == "commenciez")
  }

  @Test(arguments: [
    ("grand", "grand grande grands grandes"), ("heureux", "heureux heureuse heureux heureuses"),
    ("cher", "cher chère chers chères"), ("discret", "discret discrète discrets discrètes"),
    ("sportif", "sportif sportive sportifs sportives"),
    ("beau/belle", "beau belle beaux belles"), ("rouge", "rouge rouge rouges rouges"),
    ("blanc/blanche", "blanc blanche blancs blanches"),
    ("italien", "italien italienne italiens italiennes"),
    ("gris", "gris grise gris grises"), ("bleu", "bleu bleue bleus bleues"),
  ])
  func declinesAdjectives(spelling: String, forms: String) {
    let adjective = FrenchAdjective(spelling)
    let all = [GrammaticalNumber.singular, .plural].flatMap { number in
      [Gender.masculine, .feminine].map { adjective.agreeing($0, number) }
    }
    #expect(all.joined(separator: " ") == forms)
  }

  @Test(arguments: [
    ("cheval", "chevaux"), ("gâteau", "gâteaux"), ("souris", "souris"), ("jeu", "jeux"),
    ("festival", "festivals"), ("clé", "clés"), ("nez", "nez"),
  ])
  func formsFrenchPlurals(singular: String, plural: String) {
    #expect(FrenchNoun.plural(of: singular) == plural)
  }
}
