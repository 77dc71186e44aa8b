/// The tables of nouns; the notation is that of `Noun.init(line:classes:)`.
enum NounTables {
  /// Food, clothes, things of the house.
  static let household = [
    """
    fruit food shop
    pomme f = apple
    orange f = orange
    poire f = pear
    banane f = banana
    cerise f = cherry
    fraise f = strawberry
    pêche f = peach
    citron m = lemon
    melon m = melon
    """,
    """
    vegetable food shop
    carotte f = carrot
    tomate f = tomato/tomatoes
    pomme de terre/pommes de terre f = potato/potatoes
    oignon m = onion
    haricot m = bean
    champignon m = mushroom
    """,
    """
    food shop
    œuf m = egg
    croissant m = croissant
    biscuit m = biscuit
    yaourt m = yoghurt
    """,
    """
    food shop
    pain m* = bread
    fromage m* = cheese
    viande f* = meat
    poisson m* = fish
    riz m* = rice
    beurre m* = butter
    confiture f* = jam
    chocolat m* = chocolate
    jambon m* = ham
    miel m* = honey
    glace f* = ice cream
    """,
    """
    dish
    salade f = salad
    omelette f = omelette
    pizza f = pizza
    soupe f = soup
    gâteau m = cake
    sandwich/sandwichs m = sandwich
    tarte f = tart
    crêpe f = pancake
    """,
    """
    drink shop
    eau f* = water
    café m* = coffee
    thé m* = tea
    lait m* = milk
    vin m* = wine
    bière f* = beer
    jus d'orange m* = orange juice
    jus de pomme m* = apple juice
    chocolat chaud m* = hot chocolate
    """,
    """
    clothes shop gift
    chemise f = shirt
    chapeau m = hat
    cravate f = tie
    ceinture f = belt
    """,
    """
    clothes garment shop gift
    robe f = dress
    jupe f = skirt
    """,
    """
    clothes garment warm shop gift
    manteau m = coat
    écharpe f = scarf/scarves
    """,
    """
    clothes warm shop gift
    veste f = jacket
    pull m = jumper
    """,
    """
    clothes shop
    chaussures fp = shoes
    """,
    """
    clothes warm shop
    bottes fp = boots
    gants mp = gloves
    chaussettes fp = socks
    """,
    """
    thing
    clé f = key
    parapluie m = umbrella
    sac m = bag
    valise f = suitcase
    portefeuille m = wallet
    stylo m = pen
    crayon m = pencil
    billet m = ticket
    lampe f = lamp
    assiette f = plate
    couteau m = knife/knives
    bouteille f = bottle
    boîte f = box
    tasse f = cup
    couverture f = blanket
    """,
    """
    thing
    lunettes fp = glasses
    """,
    """
    gift shop
    bague f = ring
    bracelet m = bracelet
    parfum m = perfume
    poupée f = doll
    fleur f = flower
    sac à main/sacs à main m = handbag
    jouet m = toy
    ballon m = ball
    """,
    """
    device shop gift
    montre f = watch
    appareil photo/appareils photo m = camera
    ordinateur m = computer
    téléphone m = phone
    radio f = radio
    guitare électrique/guitares électriques f = electric guitar
    """,
    """
    machine
    ordinateur m = computer
    téléphone m = phone
    télévision f = television
    radio f = radio
    machine à laver/machines à laver f = washing machine
    ascenseur m = lift
    imprimante f = printer
    chauffage m = heating
    """,
    """
    furniture cosy
    chaise f = chair
    lit m = bed
    fauteuil m = armchair
    canapé m = sofa
    """,
    """
    furniture
    table f = table
    armoire f = wardrobe
    bureau m = desk
    miroir m = mirror
    tapis m = carpet
    étagère f = shelf/shelves
    """,
    """
    room cosy
    cuisine f = kitchen
    chambre f = bedroom
    salon m = living room
    """,
    """
    room
    salle de bains/salles de bains f = bathroom
    cave f = cellar
    garage m = garage
    """,
    """
    container
    tiroir m = drawer
    panier m = basket
    sac m = bag
    boîte f = box
    valise f = suitcase
    armoire f = wardrobe
    voiture f = car
    """,
  ]
}
