/// Phrases that say where, by what is found there.
enum Whereabouts {
  /// Where food is kept.
  static let larder = Table.phrases(
    """
    dans la cuisine = in the kitchen
    dans le frigo = in the fridge
    sur la table = on the table
    au marché = at the market
    dans le panier = in the basket
    """)

  /// Where small things lie.
  static let storage = Table.phrases(
    """
    dans le tiroir = in the drawer
    sur la table = on the table
    sous le lit = under the bed
    dans ma valise = in my suitcase
    dans l'armoire = in the wardrobe
    sur la chaise = on the chair
    derrière la porte = behind the door
    à côté de l'ordinateur = next to the computer
    """)

  /// Where people stand.
  static let publicPlaces = Table.phrases(
    """
    dans la rue = in the street
    devant l'hôtel = in front of the hotel
    dans la salle = in the room
    dans le train = on the train
    à la gare = at the station
    à la plage = at the beach
    """)

  /// Where animals live.
  static let countryside = Table.phrases(
    """
    dans le jardin = in the garden
    près de la rivière = near the river
    dans la forêt = in the forest
    dans ce village = in this village
    derrière la maison = behind the house
    """)

  /// Where shops and stations are.
  static let neighbourhoods = Table.phrases(
    """
    près d'ici = near here
    dans cette rue = in this street
    dans le quartier = in the neighbourhood
    dans cette ville = in this town
    en face de la gare = opposite the station
    """)

  /// Where one building is from another.
  static let sides = Table.phrases(
    """
    en face de = opposite
    à côté de = next to
    derrière = behind
    devant = in front of
    près de = near
    loin de = far from
    """)

  /// Left and right.
  static let turns = Table.phrases(
    """
    à gauche = left
    à droite = right
    """)

  /// Among whom somebody is the tallest.
  static let groups = Table.phrases(
    """
    de la classe = in the class
    de la famille = in the family
    de l'équipe = in the team
    de nous tous = of us all
    du village = in the village
    """)

  /// Where animals eat and sleep.
  static let animalHaunts = Table.phrases(
    """
    dans le jardin = in the garden
    sous la table = under the table
    sous un arbre = under a tree
    derrière la maison = behind the house
    près de la rivière = near the river
    devant la porte = in front of the door
    dans l'herbe = in the grass
    """)
}

/// Phrases that go with one construction.
enum Particulars {
  /// Words that ask, for any clause.
  static let questionWords = Table.phrases(
    """
    pourquoi = why
    quand = when
    où = where
    à quelle heure = what time
    """)

  /// When somebody gets older.
  static let birthdays = Table.phrases(
    """
    l'année prochaine = next year
    demain = tomorrow
    la semaine prochaine = next week
    bientôt = soon
    """)

  /// When somebody was younger.
  static let formerTimes = Table.phrases(
    """
    à cette époque = at that time
    l'année dernière = last year
    """)

  /// How well a language is spoken.
  static let fluency = Table.phrases(
    """
    couramment = fluently
    bien = well
    très bien = very well
    mal = badly
    """)

  /// How much somebody is missed.
  static let intensely = Table.phrases(
    """
    beaucoup = a lot
    terriblement = terribly
    """)
}
