/// Words that say when, by the time that they ask of the verb.
enum TimePhrases {
  static let past = Table.phrases(
    """
    hier = yesterday
    hier soir = yesterday evening
    avant-hier = the day before yesterday
    ce matin = this morning
    la semaine dernière = last week
    le mois dernier = last month
    l'année dernière = last year
    l'été dernier = last summer
    la nuit dernière = last night
    samedi dernier = last Saturday
    """)

  static let future = Table.phrases(
    """
    demain = tomorrow
    demain matin = tomorrow morning
    demain soir = tomorrow evening
    après-demain = the day after tomorrow
    ce soir = this evening
    bientôt = soon
    plus tard = later
    la semaine prochaine = next week
    le mois prochain = next month
    l'année prochaine = next year
    l'été prochain = next summer
    dimanche prochain = next Sunday
    """)

  static let soon = Table.phrases(
    """
    demain = tomorrow
    demain matin = tomorrow morning
    demain soir = tomorrow evening
    ce soir = this evening
    plus tard = later
    cet après-midi = this afternoon
    """)

  static let habit = Table.phrases(
    """
    tous les jours = every day
    tous les matins = every morning
    tous les soirs = every evening
    le samedi = on Saturdays
    le dimanche = on Sundays
    le week-end = at the weekend
    chaque semaine = every week
    chaque été = every summer
    le soir = in the evening
    le matin = in the morning
    pendant les vacances = during the holidays
    de temps en temps = from time to time
    deux fois par semaine = twice a week
    une fois par mois = once a month
    """)

  static let now = Table.phrases(
    """
    maintenant = now
    en ce moment = at the moment
    cet après-midi = this afternoon
    aujourd'hui = today
    """)

  /// Beside the verb.
  static let frequency = Table.phrases(
    """
    souvent = often
    toujours = always
    rarement = rarely
    parfois = sometimes
    d'habitude = usually
    """)

  static let weekdays = Table.phrases(
    """
    lundi = Monday
    mardi = Tuesday
    mercredi = Wednesday
    jeudi = Thursday
    vendredi = Friday
    samedi = Saturday
    dimanche = Sunday
    """)

  static let months = Table.phrases(
    """
    janvier = January
    février = February
    mars = March
    avril = April
    mai = May
    juin = June
    juillet = July
    août = August
    septembre = September
    octobre = October
    novembre = November
    décembre = December
    """)

  static let durations = Table.phrases(
    """
    deux ans = two years
    trois ans = three years
    dix ans = ten years
    six mois = six months
    deux heures = two hours
    une heure = an hour
    trois semaines = three weeks
    longtemps = a long time
    quelques jours = a few days
    quinze jours = a fortnight
    """)

  /// The time of day in words: `neuf heures moins le quart = a quarter to nine`.
  static func clock(_ dice: inout Dice, hours: ClosedRange<Int> = 1...12) -> Phrase {
    let minutes = dice.pick([0, 0, 0, 5, 10, 15, 20, 25, 30, 30, 35, 40, 45, 50, 55])
    return clock(hour: dice.number(hours), minutes: minutes)
  }

  /// The time of day with its half of the day, where that is sure.
  static func clockOfDay(_ dice: inout Dice) -> Phrase {
    let (hours, part): (ClosedRange<Int>, Phrase) = dice.pick([
      (1...11, .empty), (1...4, Phrase("de +le après-midi", "in the afternoon")),
      (5...10, Phrase("du matin", "in the morning")), (6...8, Phrase("du soir", "in the evening")),
    ])
    return clock(&dice, hours: hours) + part
  }

  /// - Parameters:
  ///   - hour: in `1...12`, where 12 is noon.
  ///   - minutes: a multiple of five below sixty.
  static func clock(hour: Int, minutes: Int) -> Phrase {
    let later = minutes > 30
    let named = later ? (hour % 12) + 1 : hour
    let french =
      named == 12
      ? "midi" : FrenchNumber.words(named, .feminine) + (named == 1 ? " heure" : " heures")
    let english = named == 12 ? "noon" : EnglishNumber.words(named)
    let hourInEnglish = named == 12 ? (minutes == 0 ? "noon" : "twelve") : english
    switch minutes {
    case 0: return Phrase(french, named == 12 ? english : "\(english) o'clock")
    case 15: return Phrase("\(french) et quart", "a quarter past \(hourInEnglish)")
    case 30:
      return Phrase("\(french) et demi\(named == 12 ? "" : "e")", "half past \(hourInEnglish)")
    case 45: return Phrase("\(french) moins le quart", "a quarter to \(hourInEnglish)")
    case 1..<30:
      return Phrase(
        "\(french) \(FrenchNumber.words(minutes))",
        "\(EnglishNumber.words(minutes)) past \(hourInEnglish)")
    default:
      return Phrase(
        "\(french) moins \(FrenchNumber.words(60 - minutes))",
        "\(EnglishNumber.words(60 - minutes)) to \(hourInEnglish)")
    }
  }
}
