"""Writes train.conllu, valid.conllu and test.conllu beside this file: small English sentences with their tags.

A grammar of some templates writes them, so all of it is the project's own. Many words have several tags, which
the sentence tells apart: play, water and cook are verbs and nouns, fast and hard adjectives and adverbs, can is
also a thing, that and to have two uses each. A fifth of the open classes' words are in test.conllu alone; their
endings tell what they are.
"""
import random
from pathlib import Path

FOLDER = Path(__file__).parent
SIZES = {"train": 300, "valid": 60, "test": 60}
BOTH = "play water cook watch plant walk paint dream call answer help smile dance rest work".split()
NOUNS = """garden kitchen teacher painter farmer singer station question nation movement payment kindness
darkness village cottage passage friendship membership weather brother river builder driver leader
invention election agreement statement happiness illness""".split()
VERBS = """organise realise notice finish punish publish modify simplify admire prepare follow carry
remember discover consider deliver widen sharpen soften""".split()
ADJECTIVES = """careful useful hopeful famous nervous generous electric romantic musical natural useless
endless active massive readable lovable sunny cloudy""".split()
ADVERBS = "slowly quietly badly nearly suddenly gladly calmly rarely politely bravely".split()
NAMES = "Anna Bruno Clara David Emma Felix Greta Henry Ida Jonas".split()
PRONOUNS = "she he it they we you".split()


class Writer:
    """Sentences from words that a part of the corpus may have."""

    def __init__(self, part, seed):
        self.draw = random.Random(seed)
        kept = lambda words: words if part == "test" else [w for i, w in enumerate(words) if i % 5]
        self.nouns, self.verbs = kept(NOUNS) + BOTH, kept(VERBS) + BOTH
        self.adjectives, self.adverbs = kept(ADJECTIVES) + ["fast", "hard"], kept(ADVERBS) + ["fast", "hard"]

    def one(self, *choices):
        return self.draw.choice(choices)

    def noun(self):
        noun = self.draw.choice(self.nouns + ["can"])
        words = [(self.draw.choice(["the", "a", "this", "every", "that", "no"]), "DET")]
        if self.draw.random() < 0.4:
            words.append((self.draw.choice(self.adjectives), "ADJ"))
        return words + [(noun, "NOUN")]

    def subject(self):
        kind = self.draw.random()
        if kind < 0.35:
            return [(self.draw.choice(PRONOUNS), "PRON")]
        return [(self.draw.choice(NAMES), "PROPN")] if kind < 0.6 else self.noun()

    def verb(self):
        return (self.draw.choice(self.verbs), "VERB")

    def helper(self):
        if self.draw.random() < 0.25:  # One written word, two words of the syntax.
            return [self.one(("can't", ("ca", "AUX"), ("n't", "PART")),
                             ("won't", ("wo", "AUX"), ("n't", "PART")))]
        return [(self.one("can", "will", "must", "could"), "AUX")]

    def object(self):
        return self.noun() if self.draw.random() < 0.7 else [(self.one("him", "them", "that", "us"), "PRON")]

    def place(self):
        return [(self.one("in", "near", "behind", "to", "with"), "ADP")] + self.noun()

    def clause(self):
        words = self.subject() + self.helper() + [self.verb()] + self.object()
        if self.draw.random() < 0.4:
            words.append((self.draw.choice(self.adverbs), "ADV"))
        return words + (self.place() if self.draw.random() < 0.4 else [])

    def sentence(self):
        kind = self.draw.random()
        if kind < 0.4:
            words = self.clause()
        elif kind < 0.55:
            words = self.subject() + [(self.one("says", "knows", "hopes"), "VERB"), ("that", "SCONJ")] + self.clause()
        elif kind < 0.7:
            words = self.subject() + [(self.one("wants", "likes", "tries"), "VERB"), ("to", "PART"), self.verb()]
            words += self.object()
        elif kind < 0.8:
            words = [self.verb()] + self.object() + [(self.draw.choice(self.adverbs), "ADV")]
        elif kind < 0.9:
            words = self.clause() + [(self.one("and", "but"), "CCONJ")] + self.clause()
        else:
            number = str(self.draw.randint(2, 90))
            words = self.noun() + [("has", "VERB"), (number, "NUM"), (self.draw.choice(self.nouns) + "s", "NOUN")]
        return words + [(self.one(".", ".", ".", "!"), "PUNCT")]


def conllu(words):
    """A sentence's lines; the first letter is a capital."""
    first = words[0]
    words = [(first[0][0].upper() + first[0][1:],) + first[1:]] + words[1:]
    text = " ".join(word[0] for word in words)
    for mark in ".!":
        text = text.replace(" " + mark, mark)
    lines, number = [f"# text = {text}"], 1
    for index, word in enumerate(words):
        glued = "SpaceAfter=No" if index + 2 == len(words) else "_"
        if len(word) == 3:
            lines.append(f"{number}-{number + 1}\t{word[0]}" + "\t_" * 7 + f"\t{glued}")
            for form, tag in word[1:]:
                lines.append(f"{number}\t{form}\t_\t{tag}" + "\t_" * 6)
                number += 1
        else:
            lines.append(f"{number}\t{word[0]}\t_\t{word[1]}" + "\t_" * 5 + f"\t{glued}")
            number += 1
    return "\n".join(lines) + "\n\n"


for seed, (part, size) in enumerate(SIZES.items()):
    writer = Writer(part, seed)
    (FOLDER / f"{part}.conllu").write_text("".join(conllu(writer.sentence()) for _ in range(size)))
