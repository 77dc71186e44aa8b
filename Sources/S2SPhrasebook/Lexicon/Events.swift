/// How an event lies in time, which decides the tenses that it can be told in.
enum Aspect: Sendable {
  /// Goes on for a while: `lire un livre`.
  case lasting
  /// Happens at a moment: `ouvrir la porte`.
  case momentary
  /// Happens without being meant, so that nobody plans it: `perdre ses clés`.
  case accidental
}

/// Where something can be done.
enum Setting: String, Sendable {
  case home, out, study, office, market, shops, town, water
}

/// Something that people do.
struct Event: Sendable {
  let predicate: Predicate
  /// What the verb's object may name; empty without an object.
  let objects: [NounClass]
  let settings: [Setting]
  let aspect: Aspect

  /// The verb takes a number of things: `acheter trois pommes`.
  var isOfCounted: Bool {
    [
      "acheter", "manger", "vendre", "trouver", "recevoir", "voir", "écrire", "lire", "dessiner",
      "commander", "casser", "préparer", "boire", "corriger", "traduire", "envoyer", "perdre",
    ].contains(predicate.french.infinitive)
  }

  /// People do it again and again: `il lit souvent`.
  var isHabitual: Bool {
    guard aspect == .lasting else { return false }
    let daily: Set<String> = [
      "manger", "boire", "lire", "écrire", "jouer", "étudier", "aider", "écouter", "garder",
      "conduire", "nourrir", "préparer", "dessiner", "corriger", "traduire", "attendre",
    ]
    return objects.isEmpty || daily.contains(predicate.french.infinitive)
  }

  /// - Parameter line: `lire = read : text : home out`.
  init(line: Substring, aspect: Aspect) {
    let columns = Table.fields(line, separator: ":")
    predicate = Predicate(columns[0])
    objects = columns[1].split(separator: " ").map { name in
      guard let kind = NounClass(rawValue: String(name)) else {
        preconditionFailure("unknown class \(name)")
      }
      return kind
    }
    settings =
      columns.count > 2
      ? columns[2].split(separator: " ").compactMap { Setting(rawValue: String($0)) } : []
    self.aspect = aspect
  }
}

/// The things that people do, as tables: predicate, classes of the object, settings.
enum Events {
  static let all = lasting + momentary + accidental
  /// What people mean to do.
  static let meant = lasting + momentary
  static let withObject = all.filter { !$0.objects.isEmpty }
  /// Those with an object that a pronoun can stand for.
  static let direct = withObject.filter { $0.predicate.frenchRest.isEmpty }
  static let withoutObject = lasting.filter { $0.objects.isEmpty }

  static let lasting = Table.lines(
    """
    manger = eat : fruit dish food : home out
    boire = drink : drink : home out
    acheter = buy : fruit vegetable food : market
    acheter = buy : clothes gift device furniture : shops
    chercher = look for : thing clothes kin
    lire = read : text : home out study
    écrire = write : document : home office study
    regarder = watch : event
    visiter = visit : sight
    préparer = make : dish : home
    couper = cut : fruit vegetable : home
    laver = wash : clothes vehicle
    nettoyer = clean : room furniture
    réparer = repair : machine vehicle
    apprendre = learn : language : study
    étudier = study : subject language : study home
    jouer à = play : sport : out
    jouer de = play : instrument : home
    attendre = wait for : kin people transit
    aider = help : kin people child : home office
    écouter = listen to : sound : home
    dessiner = draw : animal nature : home study
    peindre = paint : nature animal
    photographier = photograph : animal nature sight
    construire = build : building
    corriger = correct : written : study
    expliquer = explain : work : study
    traduire = translate : text document : study office
    garder = look after : child baby animal : home
    conduire = drive : driven
    nourrir = feed : animal
    essayer = try ~on : clothes : shops
    chanter = sing :  : home
    travailler = work :  : home study
    dormir = sleep :  : home
    danser = dance :  : out home
    nager = swim :  : water
    pleurer = cry :  : home
    courir = run :  : water out
    faire la cuisine = cook :  : home
    faire la vaisselle = do the washing-up : : home
    faire les courses = do the shopping :  : market
    faire le ménage = do the housework :
    faire la sieste = take a nap :  : home
    faire la queue = queue :  : market
    prendre une douche = have a shower :
    prendre un bain = have a bath :
    déjeuner = have lunch :  : home out office
    dîner = have dinner :  : home out
    jouer aux cartes = play cards :  : home out
    jouer aux échecs = play chess :  : home out
    regarder la télévision = watch television :  : home
    écouter la radio = listen to the radio :  : home
    bavarder = chat :  : home out office
    se promener = go for a walk :  : water
    se reposer = have a rest :  : home water
    se baigner = go for a swim :
    se brosser les dents = brush $ teeth :
    se laver les mains = wash $ hands :
    s'habiller = get dressed :
    s'amuser = have fun :  : home water out
    se préparer = get ready :
    """
  ).map { Event(line: $0, aspect: .lasting) }

  static let momentary = Table.lines(
    """
    inviter = invite : kin people
    remercier = thank : kin people
    appeler = call : kin people
    vendre = sell : vehicle furniture instrument
    choisir = choose : clothes gift : shops
    ouvrir = open : opening
    fermer = close : opening
    mettre = put ~on : clothes
    enlever = take ~off : clothes
    allumer = turn ~on : lamp
    éteindre = turn ~off : lamp
    cacher = hide : gift thing
    envoyer = send : document
    finir = finish : text written dish
    commander = order : dish drink : out
    louer = rent : driven
    """
  ).map { Event(line: $0, aspect: .momentary) }

  static let accidental = Table.lines(
    """
    perdre = lose : thing clothes : town water
    trouver = find : thing animal gift : water town
    oublier = forget : thing clothes
    casser = break : breakable : home
    rencontrer = meet : people kin : out town
    voir = see : kin people animal : town water
    recevoir = receive : document gift : office
    reconnaître = recognise : people kin : town
    """
  ).map { Event(line: $0, aspect: .accidental) }

  /// What is done with things that a sentence has named before.
  static let onNamedThings = direct.filter { event in
    let unnamed: Set<NounClass> = [
      .language, .subject, .event, .building, .document, .breakable, .drink, .sound,
    ]
    return unnamed.isDisjoint(with: event.objects)
  }

  /// What one does together.
  static let social = lasting.filter { event in
    [
      "dîner", "déjeuner", "jouer", "danser", "travailler", "bavarder", "promener", "amuser",
      "baigner",
    ]
    .contains(event.predicate.french.infinitive) && event.objects.isEmpty
  }

  /// What one does for pleasure or duty, without the bathroom.
  static let pastimes = withoutObject.filter { event in
    !event.settings.isEmpty && event.predicate.french.infinitive != "pleurer"
  }

  static func place(_ setting: Setting) -> [Phrase] {
    places[setting] ?? []
  }

  private static let places: [Setting: [Phrase]] = [
    .home: Table.phrases(
      """
      à la maison = at home
      dans la cuisine = in the kitchen
      dans le salon = in the living room
      dans le jardin = in the garden
      sur le balcon = on the balcony
      """),
    .out: Table.phrases(
      """
      au café = at the café
      dans le parc = in the park
      au club = at the club
      en ville = in town
      """),
    .study: Table.phrases(
      """
      à la bibliothèque = at the library
      à l'école = at school
      à l'université = at the university
      dans le train = on the train
      """),
    .office: Table.phrases(
      """
      au bureau = at the office
      au travail = at work
      """),
    .market: Table.phrases(
      """
      au marché = at the market
      au supermarché = at the supermarket
      """),
    .town: Table.phrases(
      """
      en ville = in town
      dans la rue = in the street
      à la gare = at the station
      près du port = near the harbour
      """),
    .shops: Table.phrases(
      """
      en ville = in town
      à Paris = in Paris
      dans ce magasin = in this shop
      au centre commercial = at the shopping centre
      """),
    .water: Table.phrases(
      """
      à la plage = at the beach
      dans la forêt = in the forest
      au bord du lac = by the lake
      au bord de la mer = by the sea
      le long de la rivière = along the river
      """),
  ]
}
