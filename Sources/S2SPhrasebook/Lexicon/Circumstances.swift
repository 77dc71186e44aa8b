/// A circumstance and what people do because of it, so that `if`, `because` and `so` make sense.
struct Circumstance: Sendable {
  /// `avoir le temps = have time`; `il` marks the weather: `il faire froid = be cold`.
  let state: Predicate
  let isWeather: Bool
  let actions: [Event]

  init(_ state: String, isWeather: Bool = false, _ actions: String) {
    self.state = Predicate(state)
    self.isWeather = isWeather
    self.actions = Table.lines(actions).map { Event(line: $0, aspect: .lasting) }
  }

  /// The clause of the circumstance, about the weather or about the subject.
  ///
  /// - Parameter isGoingOn: it is the case, not supposed: `because it's snowing`, `if it snows`.
  func clause(_ subject: Subject, _ tense: Tense, isGoingOn: Bool = false) -> Clause {
    let isSnow = isGoingOn && state.english.base == "snow"
    let tense = !isSnow ? tense : tense == .imperfect ? .pastProgressive : .progressive
    var clause = Clause(isWeather ? .it : subject.pronoun, state, tense)
    clause.isFormal = subject.isFormal
    return clause
  }
}

/// What makes people do things, and what keeps them from it.
enum Circumstances {
  private static let leisure = """
    lire = read : text
    écrire = write : document
    apprendre = learn : language
    étudier = study : subject language
    aider = help : kin people
    jouer de = play : instrument
    jouer à = play : sport
    visiter = visit : sight
    nettoyer = clean : room
    préparer = make : dish
    dessiner = draw : animal nature
    inviter = invite : kin people
    réparer = repair : machine vehicle
    se promener = go for a walk : : water
    faire la cuisine = cook :
    jouer aux cartes = play cards : : home out
    """
  private static let purchases = """
    acheter = buy : clothes gift device
    acheter = buy : vehicle furniture
    construire = build : building
    choisir = choose : clothes gift
    commander = order : dish drink : out
    voyager = travel :
    partir en vacances = go on holiday :
    dîner au restaurant = have dinner at the restaurant :
    """
  private static let outdoors = """
    se baigner = go for a swim :
    se promener = go for a walk : : water
    nager = swim : : water
    courir = run : : water
    jouer à = play : sport
    peindre = paint : nature
    photographier = photograph : nature animal
    aller à la plage = go to the beach :
    déjeuner dans le jardin = have lunch in the garden :
    """
  private static let gardening = """
    déjeuner dans le jardin = have lunch in the garden :
    planter des fleurs = plant flowers :
    cultiver des légumes = grow vegetables :
    jouer dans le jardin = play in the garden :
    peindre = paint : nature
    nourrir = feed : animal
    inviter = invite : kin people
    """
  private static let indoors = """
    lire = read : text
    regarder = watch : event
    préparer = make : dish
    boire = drink : drink
    écouter = listen to : sound
    jouer aux échecs = play chess :
    rester à la maison = stay at home :
    jouer aux cartes = play cards : : home
    mettre = put ~on : warm
    """
  private static let comforts = """
    rester au lit = stay in bed :
    se reposer = have a rest :
    rentrer à la maison = go home :
    se coucher tôt = go to bed early :
    appeler le médecin = call the doctor :
    boire du thé = drink some tea :
    """
  private static let meals = """
    manger = eat : fruit dish food
    préparer = make : dish
    acheter = buy : fruit food
    commander = order : dish : out
    couper = cut : fruit
    """
  private static let drinks = """
    boire = drink : drink
    acheter = buy : drink
    commander = order : drink : out
    """
  private static let departures = """
    se dépêcher = hurry :
    prendre un taxi = take a taxi :
    courir = run :
    appeler = call : kin people
    partir sans manger = leave without eating :
    """

  /// What leads to something being done.
  static let favourable = [
    Circumstance("avoir le temps = have time", leisure),
    Circumstance("être en vacances = be on holiday", leisure),
    Circumstance("s'ennuyer = be bored", leisure),
    Circumstance("être de bonne humeur = be in a good mood", leisure),
    Circumstance("avoir assez d'argent = have enough money", purchases),
    Circumstance("faire chaud = be hot", isWeather: true, outdoors),
    Circumstance("faire froid = be cold", isWeather: true, indoors),
    Circumstance("neiger = snow", isWeather: true, indoors),
    Circumstance("être @malade = be ill", comforts),
    Circumstance("avoir sommeil = be sleepy", comforts),
    Circumstance("avoir la grippe = have the flu", comforts),
    Circumstance("avoir faim = be hungry", meals),
    Circumstance("avoir soif = be thirsty", drinks),
    Circumstance("être en retard = be late", departures),
  ]

  /// What keeps from something that would be done otherwise.
  static let adverse = [
    Circumstance("être @malade = be ill", outdoors + "\n" + leisure),
    Circumstance("avoir sommeil = be sleepy", leisure),
    Circumstance("avoir la grippe = have the flu", outdoors),
    Circumstance("avoir mal à la tête = have a headache", leisure),
    Circumstance("être en retard = be late", meals),
    Circumstance("faire froid = be cold", isWeather: true, outdoors),
    Circumstance("neiger = snow", isWeather: true, outdoors),
    Circumstance("être de mauvaise humeur = be in a bad mood", leisure),
    Circumstance("avoir besoin d'argent = need money", purchases),
    Circumstance("avoir peur = be afraid", outdoors),
  ]

  /// What might be otherwise: `si j'avais une voiture`.
  static let wishes = [
    Circumstance("avoir le temps = have time", leisure),
    Circumstance("être en vacances = be on holiday", leisure + "\n" + outdoors),
    Circumstance("être @riche = be rich", purchases),
    Circumstance("avoir plus d'argent = have more money", purchases),
    Circumstance("gagner à la loterie = win the lottery", purchases),
    Circumstance("habiter à la campagne = live in the country", outdoors + "\n" + gardening),
    Circumstance("avoir un jardin = have a garden", gardening),
    Circumstance("habiter au bord de la mer = live by the sea", outdoors),
    Circumstance("faire chaud = be hot", isWeather: true, outdoors),
    Circumstance("avoir faim = be hungry", meals),
  ]

  /// What others do, and what one does then.
  static let visits = [
    "venir = come", "arriver tôt = arrive early", "rentrer tôt = come home early",
    "rester ici = stay here", "venir demain = come tomorrow",
  ]
  static let hosting = Table.lines(
    """
    préparer = make : dish
    acheter = buy : fruit food
    nettoyer = clean : room
    jouer aux cartes = play cards :
    faire la cuisine = cook :
    jouer à = play : sport
    """
  ).map { Event(line: $0, aspect: .lasting) }
}
