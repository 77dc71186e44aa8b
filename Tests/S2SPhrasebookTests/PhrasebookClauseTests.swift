import S2SPhrasebook
import Testing

/// Clauses in both languages: tenses, negation, pronouns, questions, agreement.
@Suite struct PhrasebookClauseTests {
  private let marie = Subject(Phrase("Marie", "Marie", gender: .feminine))

  private func printed(_ phrase: Phrase) -> String {
    FrenchBoundary.join(phrase.french) + " = " + EnglishBoundary.join(phrase.english)
  }

  @Test(arguments: [
    (Tense.present, "elle travaille = she works"),
    (.progressive, "elle travaille = she's working"),
    (.past, "elle a travaillé = she worked"),
    (.perfect, "elle a travaillé = she's worked"),
    (.pastProgressive, "elle travaillait = she was working"),
    (.habitualPast, "elle travaillait = she used to work"),
    (.pluperfect, "elle avait travaillé = she had worked"),
    (.future, "elle travaillera = she'll work"),
    (.nearFuture, "elle va travailler = she's going to work"),
    (.conditional, "elle travaillerait = she would work"),
    (.recentPast, "elle vient de travailler = she's just worked"),
    (.since, "elle travaille = she's been working"),
  ])
  func pairsTheTenses(tense: Tense, pair: String) {
    let clause = Clause(.elle, Predicate("travailler = work"), tense)
    #expect(printed(clause.statement) == pair)
  }

  @Test(arguments: [
    (Negation.not, "je n'ai pas mangé = I didn't eat"),
    (.never, "je n'ai jamais mangé = I never ate"),
    (.nothing, "je n'ai rien mangé = I didn't eat anything"),
    (.noLonger, "je n'ai plus mangé = I didn't eat any more"),
  ])
  func putsNegationAroundTheFiniteVerb(negation: Negation, pair: String) {
    var clause = Clause(.je, Predicate("manger = eat"), .past)
    clause.negation = negation
    #expect(printed(clause.statement) == pair)
  }

  @Test func putsPersonneAfterTheParticiple() {
    var clause = Clause(.nous, Predicate("voir = see"), .past)
    clause.negation = .nobody
    #expect(printed(clause.statement) == "nous n'avons vu personne = we didn't see anyone")
    clause.tense = .nearFuture
    #expect(
      printed(clause.statement) == "nous n'allons voir personne = we aren't going to see anyone")
  }

  @Test(arguments: [
    (["me", "le"], "il me le donne"), (["te", "la"], "il te la donne"),
    (["les", "leur"], "il les leur donne"), (["nous", "les"], "il nous les donne"),
  ])
  func ordersPronounsBeforeTheVerb(pronouns: [String], french: String) {
    var clause = Clause(.il, Predicate("donner = give"), .present)
    clause.pronouns = pronouns.map { ObjectPronoun($0, "") }
    #expect(FrenchBoundary.join(clause.statement.french) == french)
  }

  @Test func putsPronounsBeforeTheInfinitive() {
    var clause = Clause(.je, Predicate("aimer = love"), .nearFuture)
    clause.pronouns = [ObjectPronoun("la", "her", .feminine)]
    clause.englishPronouns = "her"
    clause.negation = .not
    #expect(printed(clause.statement) == "je ne vais pas l'aimer = I'm not going to love her")
    clause.modal = .can
    #expect(printed(clause.statement) == "je ne peux pas l'aimer = I can't love her")
  }

  @Test func participlesAgree() {
    let go = Clause(marie, Predicate("aller = go"), .past)
    #expect(printed(go.statement) == "Marie est allée = Marie went")
    let rise = Clause(.elles, Predicate("se lever = get up"), .past)
    #expect(printed(rise.statement) == "elles se sont levées = they got up")
    let wash = Clause(marie, Predicate("se laver les mains = wash $ hands"), .past)
    #expect(printed(wash.statement) == "Marie s'est lavé les mains = Marie washed her hands")
    let care = Clause(.nous, Predicate("s'occuper des enfants = take care of the children"), .past)
    #expect(FrenchBoundary.join(care.statement.french) == "nous nous sommes occupés des enfants")
    var see = Clause(.je, Predicate("voir = see"), .past)
    see.pronouns = [ObjectPronoun("les", "them", .feminine, .plural)]
    see.englishPronouns = "them"
    #expect(printed(see.statement) == "je les ai vues = I saw them")
    var tell = Clause(.je, Predicate("parler = speak to"), .past)
    tell.pronouns = [ObjectPronoun("leur", "them", .feminine, .plural, isDirect: false)]
    #expect(FrenchBoundary.join(tell.statement.french) == "je leur ai parlé")
    var buy = Clause(.tu, Predicate("acheter = buy"), .past)
    buy.antecedent = Phrase("la robe", "the dress", gender: .feminine)
    #expect(FrenchBoundary.join(buy.statement.french) == "tu as achetée")
    let arrive = Clause(.vous, Predicate("arriver = arrive"), .past)
    #expect(FrenchBoundary.join(arrive.statement.french) == "vous êtes arrivé")
  }

  @Test func adjectivesOfPredicatesAgree() {
    let ill = Predicate("être @malade = be ill")
    #expect(printed(Clause(.ils, ill, .present).statement) == "ils sont malades = they're ill")
    let ready = Predicate("être @prêt = be ready")
    #expect(
      printed(Clause(marie, ready, .future).statement) == "Marie sera prête = Marie will be ready")
  }

  @Test(arguments: [
    (QuestionForm.statement, "tu manges = are you eating"),
    (.estCeQue, "est-ce que tu manges = are you eating"),
    (.inversion, "manges-tu = are you eating"),
  ])
  func asksInThreeWays(form: QuestionForm, pair: String) {
    let clause = Clause(.tu, Predicate("manger = eat"), .progressive)
    #expect(printed(clause.question(form)) == pair)
  }

  @Test func insertsTInInversion() {
    let eat = Predicate("manger = eat")
    #expect(
      printed(Clause(.il, eat, .present).question(.inversion)) == "mange-t-il = does he eat")
    #expect(
      printed(Clause(marie, eat, .past).question(.inversion, Phrase("quand", "when")))
        == "quand Marie a-t-elle mangé = when did Marie eat")
    #expect(
      printed(Clause(.ils, eat, .present).question(.inversion)) == "mangent-ils = do they eat")
    var denied = Clause(.il, Predicate("venir = come"), .present)
    denied.negation = .not
    #expect(printed(denied.question(.inversion)) == "ne vient-il pas = doesn't he come")
  }

  @Test func formalEnglishIsNotContracted() {
    var clause = Clause(.vous, Predicate("être = be"), .present, object: Phrase("prêt", "ready"))
    #expect(printed(clause.statement) == "vous êtes prêt = you are ready")
    clause.negation = .not
    #expect(printed(clause.statement) == "vous n'êtes pas prêt = you are not ready")
    var familiar = Clause(.tu, Predicate("être = be"), .present, object: Phrase("prêt", "ready"))
    #expect(printed(familiar.statement) == "tu es prêt = you're ready")
    familiar.modal = .must
    #expect(printed(familiar.statement) == "tu dois être prêt = you must be ready")
  }

  @Test func nounPhrasesAgreeAndOrderTheirAdjectives() {
    let hotel = Noun(line: "hôtel m = hotel", classes: [.place])
    let beautiful = Adjective(line: "< beau/belle = beautiful", classes: [])
    let quiet = Adjective(line: "tranquille = quiet", classes: [])
    #expect(
      printed(hotel.phrase(.indefinite, .singular, beautiful)) == "un bel hôtel = a beautiful hotel"
    )
    #expect(
      printed(hotel.phrase(.indefinite, .plural, beautiful))
        == "de beaux hôtels = some beautiful hotels")
    #expect(
      printed(hotel.phrase(.indefinite, .plural, quiet))
        == "des hôtels tranquilles = some quiet hotels")
    #expect(printed(hotel.phrase(.demonstrative)) == "cet hôtel = this hotel")
    let water = Noun(line: "eau f* = water", classes: [.drink])
    #expect(printed(water.phrase(.indefinite)) == "de l'eau = some water")
    #expect(printed(water.phrase(.indefinite, negated: true)) == "d'eau = any water")
    let school = Noun(line: "école f = school", classes: [.place])
    #expect(printed(school.phrase(.possessive(.je))) == "mon école = my school")
    #expect(printed(school.phrase(.possessive(marie), .plural)) == "ses écoles = her schools")
    #expect(printed(school.phrase(.count(21))) == "vingt et une écoles = twenty-one schools")
  }
}
