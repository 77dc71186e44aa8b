"""Pairs of system output and references for evaluation.py: real sentences, spoiled in many ways.

The real ones are read from the folder CORPORA, the others are written here; nothing is kept.
"""
import gzip
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Tests/Goldens"))
from metrics_text import SENTENCES, spoiled  # noqa: E402

# A few sentences a script, so that lines share words and characters.
SCRIPTS = """\
Η γάτα κάθισε στο χαλί, αλλά ο σκύλος όχι.
Πού πηγαίνεις; ρώτησε ο Οδυσσεύς· κανείς δεν απάντησε.
ΟΔΟΣ ΣΟΦΟΥ 12, ΑΘΗΝΑ: ΤΗΛ. 210-123.4567
Кошка сидела на ковре, но собака — нет.
В 2023–24 гг. население выросло на 3,14 % (около 12 млн).
«Куда ты идёшь?» — спросил он; никто не ответил…
Кішка сиділа на килимі, а пес бігав по подвір'ю.
جلست القطة على السجادة، لكن الكلب لم يجلس.
أين تذهب؟ سأل الرجل؛ لم يجب أحد.
في عام ٢٠٢٣ كان عدد السكان ١٢٫٥ مليون نسمة.
החתול ישב על השטיח, אבל הכלב לא.
"לאן אתה הולך?" שאל האיש; איש לא ענה.
צה"ל ודו"ח: 3,000 ש"ח בע"מ.
แมวนั่งบนเสื่อ แต่หมาไม่ได้นั่ง
คุณจะไปไหน เขาถาม ไม่มีใครตอบ
ราคา ๑๒๓ บาท หรือ 4.50 ดอลลาร์
猫坐在垫子上，但是狗没有。
“你去哪里？”他问；没有人回答……
2023年10月，人口约为1,234.5万（占3.14%）。
「貓在哪裡？」她說：GPU和CPU都很貴！
猫はマットの上に座ったが、犬は座らなかった。
「どこへ行くの？」と彼は聞いた。誰も答えなかった。
ｶﾀｶﾅと全角ＡＢＣ１２３、そして㍻㊗〒。
고양이는 매트 위에 앉았지만 개는 앉지 않았다.
"어디 가니?" 그가 물었다. 아무도 대답하지 않았다.
2023년 인구는 약 1,234.5만 명이다(3.14%).
बिल्ली चटाई पर बैठी, लेकिन कुत्ता नहीं बैठा।
"तुम कहाँ जा रहे हो?" उसने पूछा; किसी ने उत्तर नहीं दिया।
२०२३ में जनसंख्या १२.५ करोड़ थी॥
বিড়ালটি মাদুরে বসেছিল, কিন্তু কুকুরটি নয়।
பூனை பாயில் அமர்ந்தது, ஆனால் நாய் அமரவில்லை.
Կատուն նստեց գորգի վրա, իսկ շունը՝ ոչ։
კატა ხალიჩაზე იჯდა, ძაღლი კი არა.
ድመቷ ምንጣፉ ላይ ተቀመጠች፤ ውሻው ግን አልተቀመጠም።
😀 The 🐈‍⬛ sat on the 🧶; 👩🏽‍🚀🇫🇷 didn't 👍🏿❤️‍🔥!
Cafe\u0301 re\u0301sume\u0301 nai\u0308ve vs café résumé naïve; A\u030a Å \u212b
x\u00a0=\u00a05\u00a0€ «\u202foui\u202f» 10\u2009000\u200b000 a\u3000b\u2003c\u200d
İstanbul ıssız ǅ ß ẞ ﬁ ŉ ΰ ᾳ ﬃ \u212a Å ſ
½ ⅓ Ⅷ ² ₃ ① ٣٫١٤ ௧௨ 〇 一二三 𝟙𝟚 𐄇
℃ ™ © ® № § ¶ † ‡ • ‰ ′ ″ ‹a› „b“ ‚c‘ ¡d! ¿e?
𠀀𠮷 𝒜𝔅 𐍈 🀄 𓀀 ꙮ ⠓⠑⠇⠇⠕ ␀ \ue000 \ufdfa""".split("\n")


def open_text(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(
        path, encoding="utf-8")


def lines_of(folder, stem):
    """The lines of a file, plain or gzip."""
    paths = [p for p in (folder / stem, folder / (stem + ".gz")) if p.exists()]
    if not paths:
        sys.exit(f"{folder / stem} is missing; CORPORA names the folder that has it.")
    with open_text(paths[0]) as text:
        return [line.rstrip("\n") for line in text]


def real_sentences(corpora):
    """Lists of sentences by corpus and language."""
    corpora = pathlib.Path(corpora)
    for language in ["en", "fr", "de", "cs"]:
        yield lines_of(corpora / "multi30k", f"test_2016_flickr.{language}")
    for language in ["en", "fr"]:
        yield lines_of(corpora / "europarl-fr-en", f"test.{language}")
    for folder, stem in [("tatoeba-fr-en", "dev.en-fr.tsv"), ("tatoeba-de-en", "deu.txt"),
                         ("tatoeba-es-en", "spa.txt")]:
        pairs = [line.split("\t") for line in lines_of(corpora / folder, stem)]
        yield [pair[1] for pair in pairs]
    yield [pair[0] for pair in pairs]


def ruined(chance, text, others):
    """Changes that leave little of a sentence, or nothing."""
    words = text.split(" ")
    kind = chance.randrange(10)
    if kind == 0:
        chance.shuffle(words)
    elif kind == 1:
        middle = chance.randint(0, len(words))
        words = words[middle:] + words[:middle]
    elif kind == 2:
        words = [word for word in words if chance.random() < 0.6]
    elif kind == 3:
        words = [word for word in words for _ in range(1 + (chance.random() < 0.2))]
    elif kind == 4:
        other = chance.choice(others).split(" ")
        words = [chance.choice(other) if chance.random() < 0.3 else word for word in words]
    elif kind == 5:
        return chance.choice([text.upper(), text.lower(), text.swapcase(), text.title()])
    elif kind == 6:
        return "".join(c for c in text if c.isalnum() or c == " ")
    elif kind == 7:
        return chance.choice(others)
    elif kind == 8:
        letters = list(text)
        for _ in range(len(letters) // 8):
            place = chance.randrange(len(letters))
            letters[place] = chance.choice(["", letters[place] * 2, chance.choice(text)])
        return "".join(letters)
    else:
        return chance.choice(["", " ", "\u3000", ".", "\u00a0 \t", text + text, text + " ."])
    return " ".join(words)


def line(text):
    """What a line of a file can hold, as the command line of sacreBLEU reads it."""
    return text.replace("\n", " ").rstrip()


def pairs(corpora, a_corpus=230, a_script=10, seed=4):
    """Hypotheses, and three streams of references of which the third lacks some."""
    chance = random.Random(seed)
    groups = list(real_sentences(corpora))
    picked = [(text, group) for group in groups for text in chance.sample(group, a_corpus)]
    picked += [(text, SCRIPTS) for text in SCRIPTS for _ in range(a_script)]
    picked += [(text, SENTENCES) for text in SENTENCES for _ in range(3)]
    chance.shuffle(picked)

    def changed(text, group, copies):
        draw = chance.random()
        if draw < copies:
            return text
        if draw < copies + 0.15:
            return ruined(chance, text, group)
        return spoiled(chance, text)

    hypotheses, references = [], [[], [], []]
    for text, group in picked:
        hypotheses.append(line(changed(text, group, 0.05)))
        references[0].append(line(changed(text, group, 0.7)))
        references[1].append(line(changed(text, group, 0.2)))
        references[2].append(
            None if chance.random() < 0.3 else line(changed(text, group, 0.2)))
    # Both sides empty, one side empty, and equal sides, wherever the draw went.
    for place, (hypothesis, reference) in enumerate([("", ""), ("", "a b c d"), ("a b", "")]):
        hypotheses[place] = hypothesis
        for stream in references:
            stream[place] = reference
    return hypotheses, references


def large_corpus(corpora, count, seed):
    """Lines of Europarl, and a system's output for them: words lost, moved, doubled, replaced."""
    chance = random.Random(seed)
    with open_text(pathlib.Path(corpora) / "europarl-fr-en/train.en.gz") as text:
        references = [next(text).rstrip("\n") for _ in range(count)]
    frequent = [word for reference in references[:500] for word in reference.split()]
    hypotheses = []
    for reference in references:
        words = reference.split()
        for _ in range(chance.randint(0, 2 + len(words) // 3)):
            place = chance.randrange(len(words))
            kind = chance.randrange(4)
            if kind == 0 and len(words) > 1:
                del words[place]
            elif kind == 1:
                words.insert(chance.randrange(len(words)), words.pop(place))
            elif kind == 2:
                words.insert(place, words[place])
            else:
                words[place] = chance.choice(frequent)
        hypotheses.append(" ".join(words))
    return hypotheses, references
