extension NounTables {
  /// The family, people by what they are and do, animals.
  static let people = [
    """
    kin
    frère m = brother
    sœur f = sister
    père m = father
    mère f = mother
    oncle m = uncle
    tante f = aunt
    fils m = son
    fille f = daughter
    mari m = husband
    femme f = wife/wives
    cousin m = cousin
    grand-père/grands-pères m = grandfather
    grand-mère/grands-mères f = grandmother
    ami m = friend
    collègue m = colleague
    neveu m = nephew
    nièce f = niece
    """,
    """
    kin
    parents mp = parents
    enfants mp = children
    amis mp = friends
    collègues mp = colleagues
    """,
    """
    people
    médecin m = doctor
    professeur m = teacher
    infirmière f = nurse
    boulanger m = baker
    facteur m = postman/postmen
    directeur m = manager
    homme m = man/men
    femme f = woman/women
    avocat m = lawyer
    serveur m = waiter
    serveuse f = waitress
    voisin m = neighbour
    étudiant m = student
    policier m = policeman/policemen
    touriste m = tourist
    client m = customer
    acteur m = actor
    actrice f = actress
    chanteuse f = singer
    héros m = hero/heroes
    journaliste m = journalist
    élève m = pupil
    """,
    """
    child
    garçon m = boy
    fille f = girl
    enfant m = child/children
    """,
    """
    baby
    bébé m = baby/babies
    """,
    """
    animal
    chien m = dog
    chat m = cat
    cheval m = horse
    oiseau m = bird
    vache f = cow
    lapin m = rabbit
    souris f = mouse/mice
    canard m = duck
    hibou/hiboux m = owl
    mouton m = sheep/sheep
    """,
  ]
}
