/// Every construction of the grammar; the families are in files of their own.
enum Constructions {
  static let all: [Construction] =
    actions + questions + movements + descriptions + comparisons + modals + pronouns + giving
    + routines + conditions + subordinates + relatives + possession + quantities + numbers
    + smallTalk + commands + idioms + tastes + occupations + places + reports + emphasis
}
