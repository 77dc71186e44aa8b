"""Text for metrics.py: sentences of our own, and ways to spoil them."""
import random

SENTENCES = """\
The cat sat on the mat, but the dog didn't.
She sold 1,234.5 shares for $5.00 each (about 3.14% of all).
"Where are you going?" he asked; nobody answered...
In 2023-24, the U.S. team won 10-2, didn't it?
Please e-mail john.doe@example.org or visit https://example.org/a?b=c&d=e.
It's the well-known state-of-the-art system, isn't it?
The committee discussed the organization of the conference.
Running quickly, the happier children were playing with their puppies.
A man in a blue shirt is standing on a ladder cleaning a window.
Two young men are jumping over a small river near the bridge.
Nobody knows; nobody cares!
Yes.
No, thank you.
The generalization of relational databases conditionally simplifies searching.
He agreed that the hopping, falling and filing were troubling.
Their national rationality and sensitivity were electrical.
I saw 3 dogs, 4 cats and 1 parrot at 12:30 p.m.
Le chat s'est assis sur le tapis, mais pas le chien.
L'été dernier, nous avons visité « Notre-Dame » à Paris.
Aujourd'hui, c'est l'anniversaire de ma sœur : elle a 21,5 ans !
Où est-ce que tu vas ? demanda-t-il.
Das Mädchen läuft schnell über die Straße.
Größe: 1.234,50 €; Gewicht: 75 kg.
¿Dónde está la biblioteca? ¡Qué sorpresa!
O cão não está aqui, está lá fora.
Příliš žluťoučký kůň úpěl ďábelské ódy.
Привет, как дела? Всё хорошо.
Москва — столица России; население 12,6 млн.
Γειά σου Κόσμε; ΟΔΥΣΣΕΥΣ ΚΑΙ ΣΟΦΟΣ.
你好，世界！今天天气很好。
我们在2023年5月10日见面。
日本語の文章です。「はい」と言った。
안녕하세요, 세계! 잘 지내세요?
สวัสดีครับ ยินดีที่ได้รู้จัก
مرحبا، كيف حالك؟ ١٢٣
שלום עולם, מה שלומך?
नमस्ते दुनिया। आप कैसे हैं?
Xin chào thế giới, bạn khỏe không?
😀😃 An emoji 👍🏽 test ❤️ is fun 🇩🇪.
“Curly” ‘quotes’ – dashes — and an ellipsis…
x + y = z, 5 < 6 && 7 > 3, ~50% #1 @home *star* ^caret_ `tick` |pipe| \\back/
First line of a summary.\nThe second line is longer than the first.\nThe end.
One two three four five six seven eight nine ten.
The the the the the the.
a b c d e f g""".replace("\\n", "\n").split("\n")
SENTENCES = [s for s in SENTENCES if s] + [
    "First line of a summary.\nThe second line is longer than the first.\nThe end of it.",
    "the police killed the gunman\nthe gunman was shot down by police\n\nhe died",
]
MARKS = list(".,!?;:-'\"()%&<>/$€«»…—") + ["...", ".,", "--", "’s", "?!"]
NUMBERS = ["1,234.5", "3.14", "10-20", "5%", "$5.00", "2nd", "1.", ".5", "a.b", "x,y", "٣٫١٤",
           "½", "Ⅷ", "²", "7-", "-7", "1.2.3"]
ENTITIES = ["&quot;", "&amp;", "&lt;b&gt;", "&amp;lt;", "<skipped>", "&apos;", "a&b",
            "<skip<skipped>ped>", "-\n", "\n", "foo-\nbar"]
SPACES = list("\u00a0\u3000\u0085\u200b\u2028\x1c\x0b\t\r\ufeff\u1680\u205f\u202f")
WORDS = ["😀", "👩‍👩‍👧", "🇫🇷", "日本語。", "你好，世界！", "ΌΔΟΣ", "ΣΑΣ", "Σ", "ΑΣ.", "ΑΣ'Α", "İstanbul",
         "\u212a", "5\u212aelvin", "שלום", "مرحبا،", "हिन्दी।", "Å", "ǅ", "ß", "ẞ", "ﬁ", "e\u0301"]


def spoiled(random, text):
    """Drops, swaps, repeats and changes words at random."""
    words = text.split(" ")
    for _ in range(random.randint(0, 3)):
        words = words or [""]
        place = random.randrange(len(words))
        kind = random.randrange(13)
        if kind == 0:
            del words[place]
        elif kind == 1:
            other = random.randrange(len(words))
            words[place], words[other] = words[other], words[place]
        elif kind == 2:
            words.insert(place, words[place])
        elif kind == 3:
            words[place] = random.choice([str.upper, str.capitalize])(words[place])
        elif kind == 4:
            words[place] += random.choice(MARKS)
        elif kind == 5:
            words[place] = random.choice(MARKS) + words[place]
        elif kind == 6:
            words.insert(place, random.choice(NUMBERS))
        elif kind == 7:
            words.insert(place, random.choice(ENTITIES))
        elif kind == 8:
            words[place] += random.choice(SPACES) + words[place][:3]
        elif kind == 9:
            words.insert(place, random.choice(WORDS))
        elif kind == 10:
            words = words[:random.randint(0, len(words))]
        elif kind == 11:
            words += [" "] * random.randint(0, 3) + random.choice([[], ["."], ["\u00a0"]])
        elif kind == 12 and random.random() < 0.3:
            words = random.choice([[], ["", ""], ["".join(words)]])
    return " ".join(words)


def corpus(count, seed):
    """Hypotheses and three streams of references; the third lacks some."""
    chance = random.Random(seed)
    hypotheses, references = [], [[], [], []]
    for index in range(count):
        text = SENTENCES[index % len(SENTENCES)]
        hypotheses.append(spoiled(chance, text))
        references[0].append(text if chance.random() < 0.6 else spoiled(chance, text))
        references[1].append(spoiled(chance, text))
        references[2].append(None if chance.random() < 0.3 else spoiled(chance, text))
    return hypotheses, references
