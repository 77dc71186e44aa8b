extension NounTables {
  /// Places, vehicles, texts, nature, what one studies and plays.
  static let world = [
    """
    place
    gare f = station
    banque f = bank
    musée m = museum
    hôtel m = hotel
    restaurant m = restaurant
    pharmacie f = chemist's
    supermarché m = supermarket
    bibliothèque f = library
    marché m = market
    aéroport m = airport
    théâtre m = theatre
    cinéma m = cinema
    piscine f = swimming pool
    plage f = beach
    boulangerie f = bakery
    château m = castle
    parc m = park
    bureau de poste/bureaux de poste m = post office
    stade m = stadium
    hôpital m = hospital
    mairie f = town hall
    """,
    """
    vehicle driven
    voiture f = car
    camion m = lorry
    """,
    """
    vehicle
    vélo m = bicycle
    bateau m = boat
    moto f = motorbike
    """,
    """
    transit
    train m = train
    avion m = plane
    bus m = bus
    """,
    """
    text shop gift
    livre m = book
    roman m = novel
    dictionnaire m = dictionary
    magazine m = magazine
    """,
    """
    text
    journal m = newspaper
    lettre f = letter
    poème m = poem
    article m = article
    histoire f = story
    """,
    """
    document
    lettre f = letter
    carte postale/cartes postales f = postcard
    message m = message
    rapport m = report
    poème m = poem
    """,
    """
    instrument
    piano m = piano
    guitare f = guitar
    violon m = violin
    flûte f = flute
    harpe f = harp
    """,
    """
    sport
    football m* = football
    tennis m* = tennis
    basket m* = basketball
    rugby m* = rugby
    hockey m* = hockey
    """,
    """
    language
    français m* = French
    anglais m* = English
    espagnol m* = Spanish
    allemand m* = German
    italien m* = Italian
    chinois m* = Chinese
    arabe m* = Arabic
    japonais m* = Japanese
    """,
    """
    subject
    histoire f* = history
    musique f* = music
    physique f* = physics
    chimie f* = chemistry
    géographie f* = geography
    droit m* = law
    biologie f* = biology
    """,
    """
    event
    film m = film
    concert m = concert
    match m = match
    spectacle m = show
    émission f = programme
    """,
    """
    work
    exercice m = exercise
    question f = question
    règle f = rule
    leçon f = lesson
    problème m = problem
    mot m = word
    phrase f = sentence
    proverbe m = proverb
    """,
    """
    written
    exercice m = exercise
    texte m = text
    rapport m = report
    traduction f = translation
    """,
    """
    nature
    arbre m = tree
    rivière f = river
    forêt f = forest
    montagne f = mountain
    lac m = lake
    île f = island
    jardin m = garden
    étoile f = star
    """,
    """
    pain
    dos m = back
    gorge f = throat
    genou/genoux m = knee
    bras m = arm
    jambe f = leg
    épaule f = shoulder
    cheville f = ankle
    pied m = foot/feet
    main f = hand
    oreille f = ear
    hanche f = hip
    """,
    """
    body
    yeux mp = eyes
    cheveux mp = hair
    """,
    """
    sight
    musée m = museum
    château m = castle
    cathédrale f = cathedral
    village m = village
    exposition f = exhibition
    île f = island
    usine f = factory
    zoo m = zoo
    """,
    """
    opening
    porte f = door
    fenêtre f = window
    boîte f = box
    valise f = suitcase
    tiroir m = drawer
    """,
    """
    driven
    taxi m = taxi
    tracteur m = tractor
    """,
    """
    sound
    musique f* = music
    chanson f = song
    disque m = record
    """,
    """
    breakable
    verre m = glass
    assiette f = plate
    vase m = vase
    tasse f = cup
    bouteille f = bottle
    miroir m = mirror
    lampe f = lamp
    """,
    """
    lamp
    lampe f = lamp
    radio f = radio
    télévision f = television
    ordinateur m = computer
    chauffage m = heating
    """,
    """
    building
    maison f = house
    pont m = bridge
    mur m = wall
    école f = school
    tour f = tower
    cabane f = hut
    """,
  ]
}
