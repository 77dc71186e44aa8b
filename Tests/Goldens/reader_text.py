"""Text to token ids and back, written from docs/token-ids.md alone: the half of reader.py that is text.

Needs PyICU with the ICU that s2s is linked with (72 or later gives the same words); for a model with codes or pieces
of other programs, subword-nmt or sentencepiece.
"""
import base64
import io
import re

import icu

from reader_forms import FORMS, Restorer, change

PAD, BOS, EOS, FIRST_BYTE, FIRST_CHARACTER = 0, 1, 2, 3, 259
UNKNOWN, FIRST_WORD, FIRST_PIECE = 3, 4, 3
LONGEST_WORD = 256  # symbols
LONGEST_ELISION = 24  # bytes
KINDS = ["url", "mail", "small", "num", "fig"]

# docs/token-ids.md, "Elided words".
FRENCH = {
    "elided": "c ç d j l m n s t qu jusqu lorsqu puisqu quoiqu presqu",
    "whole": "presqu'île presqu'îles presqu'ile presqu'iles m'sieur m'sieurs c'est-à-dire "
             "m'as-tu-vu qu'en-dira-t-on"}
ITALIAN = {
    "elided": "l un d c s m t v n ch gl gli dell all dall nell sull coll pell quell bell sant quest "
              "tutt mezz nessun ciascun qualcun buon anch cos com dov quand senz grand",
    "every": True, "joined": "o mc rock drum aujourd",
    "apocopated": "po mo be di fa va sta da to te ca pie vo fe de ne co a ve gua que su do ma ta so "
                  "mi e piu puo gia cosi perche poiche citta sara universita"}
CATALAN = {"elided": "d l m n s t"}
ELISIONS = {"fr": FRENCH, "it": ITALIAN, "ca": CATALAN}

LETTER, DIGIT = "A-Za-z", "0-9"
DOMAIN = rf"[{LETTER}{DIGIT}.-]"
# The characters of RFC 3986 without quotes, and U+00C0 to U+027F.
ADDRESS = r"!#-&(-;=?-\[\]_a-z~\u00c0-\u027f"
GROUP = "[ \u00a0\u202f\u2009]"
MARK = "[.,:']"


def address_end(text, start):
    """Where an address ends: at a bracket that it does not open, without the sentence's marks."""
    end, opened = start, 0
    while end < len(text) and re.match(f"[{ADDRESS}]", text[end]):
        if text[end] == "(":
            opened += 1
        elif text[end] == ")":
            if opened == 0:
                break
            opened -= 1
        end += 1
    while end > start and text[end - 1] in "!,.:;?*":
        end -= 1
    return end


def number_end(text, start):
    """Where the number at a digit ends, and whether it holds a space or a colon."""
    end = re.compile("[0-9]+").match(text, start).end()
    groups, joined = end - start <= 3, False
    while True:
        group = re.compile(GROUP + "([0-9]+)").match(text, end) if groups else None
        marked = re.compile(MARK + "[0-9]+").match(text, end)
        if group and len(group[1]) == 3:
            end, joined = group.end(), True
        elif marked:
            joined = joined or text[end] == ":"
            end, groups = marked.end(), False
        else:
            return end, joined


def protected_spans(text):
    """The spans (start, end, kind) that are one word each, in a part without spaces."""
    spans, index, floor = [], 0, 0
    while index < len(text):
        span, step = None, 1
        character = text[index]
        if character == ":" and text.startswith("//", index + 1):
            start = index
            while start > floor and index - start < 32 and re.match(
                    rf"[{LETTER}{DIGIT}+.-]", text[start - 1]):
                start -= 1
            while start < index and not re.match(f"[{LETTER}]", text[start]):
                start += 1
            end = address_end(text, index + 3)
            if start < index and end > index + 3:
                span = (start, end, "web")
        elif character == "@":
            start = index
            while start > floor and index - start < 64 and re.match(
                    rf"[{LETTER}{DIGIT}._%+-]", text[start - 1]):
                start -= 1
            while start < index and not re.match(f"[{LETTER}{DIGIT}]", text[start]):
                start += 1
            found = re.compile(DOMAIN + "+").match(text, index + 1)
            name = re.sub("[.-]+$", "", found[0]) if found else ""
            if start < index and re.fullmatch(rf"{DOMAIN}+\.[{LETTER}]{{2,}}", name):
                span = (start, index + 1 + len(name), "mail")
        elif character in "wW" and re.compile(
                rf"[wW]{{3}}\.[{LETTER}{DIGIT}]").match(text, index) and (
                    index == 0 or text[index - 1] in "([" or not re.match(
                        f"[{ADDRESS}]", text[index - 1]) or text[index - 1] >= "\u0080"):
            span = (index, address_end(text, index + 4), "web")
        elif "0" <= character <= "9":
            end, joined = number_end(text, index)
            step = end - index
            if joined:
                span = (index, end, "number")
        elif character == "\u202f" and not "\u1800" <= text[index + 1:index + 2] < "\u18c0":
            span = (index, index + 1, "space")
        if span:
            spans.append(span)
            floor = index = span[1]
        else:
            index += step
    return spans


class Segmenter:
    """Cuts a part without spaces into words."""

    def __init__(self, locale):
        self.breaks = icu.BreakIterator.createWordInstance(icu.Locale(locale))
        rules = ELISIONS.get(re.split("[-_]", locale)[0].lower(), {})
        self.every = rules.get("every", False)
        self.elided, self.joined, self.whole, self.apocopated = (
            set(rules.get(name, "").split()) for name in ["elided", "joined", "whole", "apocopated"])

    def words(self, part):
        """The words of a part; joined they are the part."""
        spans = protected_spans(part)
        ends = self.protect(part, self.boundaries(part), spans)
        if self.elided:
            ends = self.elide(part, ends, spans)
        return [part[start:end] for start, end in zip([0] + ends, ends)]

    def boundaries(self, part):
        self.breaks.setText(part)
        # ICU counts units of UTF-16.
        units = [0]
        for character in part:
            units.append(units[-1] + (2 if ord(character) > 0xffff else 1))
        place = {unit: index for index, unit in enumerate(units)}
        return [place[end] for end in self.breaks]

    def protect(self, part, ends, spans):
        """No boundary inside of a span; one at both ends of an address or a narrow space."""
        kept = {end for end in ends if not any(s < end < e for s, e, _ in spans)}
        for start, end, kind in spans:
            if kind != "number":
                kept |= {start, end}
        return sorted(kept - {0})

    def elide(self, part, ends, spans):
        fixed = {start: end for start, end, kind in spans if kind != "number"}
        result, start, index = [], 0, 0
        while index < len(ends):
            end = ends[index]
            index += 1
            whole = self.compound(part, start, ends, index)
            if any(s <= start < fixed[s] for s in fixed):
                result.append(end)
            elif whole is not None:
                index, end = whole + 1, ends[whole]
                result.append(end)
            elif index < len(ends) and part[end:ends[index]] in ("'", "\u2019") and (
                    self.keeps_apostrophe(part, start, end)):
                end = ends[index]
                index += 1
                result.append(end)
            else:
                result += self.split(part, start, end)
            start = end
        return result

    def compound(self, part, start, ends, index):
        """The place in `ends` of the end of the longest listed word with a hyphen."""
        if index >= len(ends) or part[ends[index - 1]] != "-":
            return None
        longest = None
        for last in range(index, len(ends)):
            if len(part[start:ends[last]].encode()) > LONGEST_ELISION:
                break
            if fold(part[start:ends[last]]) in self.whole:
                longest = last
        return longest

    def keeps_apostrophe(self, part, start, end):
        word = fold(part[start:end])
        quoted = start > 0 and part[start - 1] in "'\u2018\u2019"
        return not quoted and word in self.elided | self.apocopated

    def split(self, part, start, end):
        """The ends of every elided word at a word's beginning, then of the rest."""
        ends, index = [], start
        while index < end:
            if part[index] in "'\u2019":
                if index == start or index + 1 >= end or fold(part[start:end]) in self.whole or (
                        not self.ends_elision(fold(part[start:index]))):
                    break
                start = index + 1
                ends.append(start)
            index += 1
        return ends + [end]

    def ends_elision(self, word):
        return word in self.elided or (self.every and word not in self.joined)


def fold(word):
    return word.lower().replace("\u2019", "'")


def make_text(fields):
    """One side's tokenizer: the JSON of `source_text` or `target_text`."""
    kinds = {"words": WordText, "spaces": SpacedText, "pieces": PieceText}
    return kinds[fields["cut"]](fields) if "cut" in fields else Text(fields)


class Text:
    """A tokenizer of subwords of s2s."""

    lone_space, space_before = FIRST_BYTE + 0x20, FIRST_CHARACTER

    def __init__(self, fields):
        self.locale = fields["locale"]
        self.segmenter = Segmenter(self.locale)
        self.normalize = FORMS[fields.get("normalization")]
        self.restorer = Restorer(fields, self.segmenter)
        self.read(fields)
        self.placeholders = fields.get("placeholders", "").split()
        self.size = len(self.outputs) + len(self.placeholders)

    def read(self, fields):
        characters = fields["characters"]
        self.spellings = [b""] * FIRST_BYTE + [bytes([byte]) for byte in range(256)]
        self.spellings += [b" "] + [character.encode() for character in characters[1:]]
        self.character = {character: FIRST_CHARACTER + n for n, character in enumerate(characters)}
        self.parents, self.ranks, by_spelling = {}, {}, {}
        for token in range(FIRST_CHARACTER, len(self.spellings)):
            by_spelling[self.spellings[token]] = token
        for rank, (left, right) in enumerate(fields["merges"]):
            spelling = self.spellings[left] + self.spellings[right]
            token = by_spelling.get(spelling)
            if token is None:
                token = by_spelling[spelling] = len(self.spellings)
                self.spellings.append(spelling)
                self.parents[token] = (left, right)
            self.ranks[left, right] = (rank, token)
        subset = fields.get("tokens", range(FIRST_CHARACTER, len(self.spellings)))
        self.own = {token: token for token in range(FIRST_CHARACTER)}
        self.own |= {token: FIRST_CHARACTER + n for n, token in enumerate(subset)}
        self.outputs = self.spellings[:FIRST_CHARACTER] + [self.spellings[t] for t in subset]

    def placeholder(self, name):
        return len(self.outputs) + self.placeholders.index(name)

    # Text to ids.

    def encode(self, text, substitutes=()):
        """The ids of a text in its form; `substitutes` are (start, end, name of a placeholder)."""
        if not text:
            return []
        ids, start = [], 0
        while start <= len(text):
            end = next_space(text, start)
            own = [s for s in substitutes if start <= s[0] < end]
            while own and own[-1][1] > end:  # a number with spaces
                end = next_space(text, own[-1][1])
                own = [s for s in substitutes if start <= s[0] < end]
            if start == end:
                ids.append(self.lone_space)
            else:
                ids += self.part(
                    text[start:end], [(s - start, e - start, name) for s, e, name in own])
            start = end + 1
        return ids

    def part(self, part, substitutes):
        ids, start, space = [], 0, "\u2581"
        for begin, end, name in substitutes + [(len(part), len(part), None)]:
            words = self.segmenter.words(part[start:begin]) if begin > start else []
            if space and not words and name:
                ids.append(self.space_before)
            for word in words:
                ids += self.word(word, bool(space))
                space = ""
            space = ""
            if name:
                ids.append(self.placeholder(name))
            start = end
        return ids

    def word(self, word, has_space):
        symbols = [[FIRST_CHARACTER]] if has_space else []
        for character in word:
            token = self.character.get(character) if character != "\u2581" else None
            symbols.append([token] if token else [FIRST_BYTE + b for b in character.encode()])
        ids, chunk = [], []
        for symbol in symbols:
            chunk += symbol
            if len(chunk) >= LONGEST_WORD:
                ids, chunk = ids + self.merge(chunk), []
        return ids + self.merge(chunk)

    def merge(self, ids):
        none = (len(self.ranks), None)
        while len(ids) > 1:
            pairs = [self.ranks.get(pair, none) for pair in zip(ids, ids[1:])]
            best = min(range(len(pairs)), key=lambda n: pairs[n][0])
            if pairs[best] == none:
                break
            ids = ids[:best] + [pairs[best][1]] + ids[best + 2:]
        return [own for token in ids for own in self.renumber(token)]

    def renumber(self, token):
        if token in self.own:
            return [self.own[token]]
        if token in self.parents:
            left, right = self.parents[token]
            return self.renumber(left) + self.renumber(right)
        return [FIRST_BYTE + byte for byte in self.spellings[token]]

    # Ids to text.

    def decode(self, ids, values, is_shouted=False):
        spelled = b"".join(
            self.outputs[token] if token < len(self.outputs)
            else values.get(self.placeholders[token - len(self.outputs)], "").encode()
            for token in ids)
        text = spelled.removeprefix(b" ").decode(errors="replace")
        text = re.sub("[\r\n]", " ", text)
        return change(text, self.locale, True) if is_shouted else text


class WordText(Text):
    """The most frequent words, each with the space before it."""

    lone_space = space_before = FIRST_WORD

    def read(self, fields):
        words = fields["words"].split(" ")
        self.ids = {word: FIRST_WORD + n for n, word in enumerate(words)}
        self.outputs = [b""] * UNKNOWN + [b" <unk>"] + [
            (" " + word[1:] if word.startswith("\u2581") else word).encode() for word in words]

    def word(self, word, has_space):
        return [self.ids.get("\u2581" + word if has_space else word, UNKNOWN)]


class SpacedText(Text):
    """What stands between spaces, or the subwords that codes make of it."""

    def read(self, fields):
        words = fields["words"].split(" ")
        self.normalize = self.restorer.form = str  # as it comes
        self.ids = {word: FIRST_WORD + n for n, word in enumerate(words)}
        self.outputs = [""] * UNKNOWN + ["<unk>"] + words
        self.join, self.codes = fields["join"], None
        if "codes" in fields:
            from subword_nmt.apply_bpe import BPE
            self.codes = BPE(io.StringIO(fields["codes"]), vocab=set(words))

    def encode(self, text, substitutes=()):
        words = [word for word in text.split(" ") if word]
        if self.codes:
            words = [piece for word in words for piece in self.codes.segment_tokens([word])]
        return [self.ids.get(word, UNKNOWN) for word in words]

    def decode(self, ids, values, is_shouted=False):
        tokens = [self.outputs[token] for token in ids if token >= UNKNOWN]
        if self.join == "sentencepiece":
            return "".join(tokens).replace("\u2581", " ").removeprefix(" ")
        text = " ".join(tokens)
        return re.sub("@@( |$)", "", text) if self.join == "subword-nmt" else text


class PieceText(Text):
    """A model of SentencePiece."""

    def read(self, fields):
        import sentencepiece
        self.normalize = self.restorer.form = str  # as it comes
        self.model = sentencepiece.SentencePieceProcessor(
            model_proto=base64.b64decode(fields["model"]))
        self.outputs = [b""] * (FIRST_PIECE + len(self.model))

    def encode(self, text, substitutes=()):
        return [FIRST_PIECE + piece for piece in self.model.encode(text)]

    def decode(self, ids, values, is_shouted=False):
        text = self.model.decode([token - FIRST_PIECE for token in ids if token >= FIRST_PIECE])
        return re.sub("[\r\n]", " ", text)


def next_space(text, start):
    found = text.find(" ", start)
    return found if found >= 0 else len(text)


def copyable_parts(text):
    """The parts between spaces that group no digits."""
    start = 0
    for space in [match.start() for match in re.finditer(" ", text)] + [len(text)]:
        before, after = text[max(0, space - 4):space], text[space + 1:space + 5]
        if not (space < len(text) and re.search("(^|[^0-9])[0-9]{1,3}$", before)
                and re.match("[0-9]{3}([^0-9]|$)", after)):
            yield text[start:space]
            start = space + 1


def copyable_spans(text):
    """(start, end, kind) of what a placeholder may stand for, from left to right."""
    spans, offset = [], 0
    for part in copyable_parts(text):
        start = 0
        for begin, end, kind in protected_spans(part) + [(len(part), len(part), "end")]:
            index = start
            while index < begin:
                if "0" <= part[index] <= "9":
                    stop, _ = number_end(part[:begin], index)
                    add_number(spans, part, offset, index, stop)
                    index = stop
                else:
                    index += 1
            if kind in ("web", "mail"):
                spans.append((offset + begin, offset + end, "url" if kind == "web" else "mail"))
            elif kind == "number":
                add_number(spans, part, offset, begin, end)
            start = end
        offset += len(part) + 1
    return spans


def add_number(spans, part, offset, start, end):
    """A number, or the numbers of a list with ordinary spaces between them."""
    for first, last in list_numbers(part, start, end):
        add_one_number(spans, part, offset, first, last)


def list_numbers(part, start, end):
    pieces, index = [], start
    for piece in part[start:end].split(" "):
        pieces.append((index, index + len(piece)))
        index += len(piece) + 1
    digits = [re.match("[0-9]+", part[a:b])[0] for a, b in pieces]
    values = [int(d) for d in digits]
    is_series = len(pieces) > 2 and all(value % 5 == 0 for value in values) and all(
        a < b for a, b in zip(values, values[1:]))
    if len(pieces) > 1 and (is_series or any(c > "\x7f" for c in part[start:end])):
        return pieces
    groups = "".join("0" if d == "000" else "x" for d in digits)
    if len(digits[0]) != 3 or re.fullmatch("x+0+", groups):
        return [(start, end)]
    return [(pieces[m.start()][0], pieces[m.end() - 1][1]) for m in re.finditer("^00*|x0*", groups)]


def add_one_number(spans, part, offset, start, end):
    """A number of two digits or more that no letter touches."""
    digits = sum("0" <= c <= "9" for c in part[start:end])
    if digits < 2 or any(is_letter(c) for c in part[max(0, start - 1):start] + part[end:end + 1]):
        return
    kind = "fig" if digits < end - start else "num" if digits > 2 else "small"
    spans.append((offset + start, offset + end, kind))


def is_letter(character):
    """Letters of scripts that put spaces around numbers."""
    return character == "_" or (
        ord(character) < 0x2e80 and icu.Char.hasBinaryProperty(character, icu.UProperty.ALPHABETIC))


class Values:
    """What the placeholders of one text stand for."""

    def __init__(self, names):
        self.names, self.known = names, {}

    def assign(self, value, kind):
        """The placeholder of a value: its own, or the next of its kind; None if there is none."""
        for name, known in self.known.items():
            if known == value and name.strip("<>0123456789") == kind:
                return name
        count = sum(name.strip("<>0123456789") == kind for name in self.known)
        name = f"<{kind}{count + 1}>"
        if name not in self.names:
            return None
        self.known[name] = value
        return name


def encode_source(text, side):
    """The ids of a line to translate, the values of its placeholders, and whether it is shouted."""
    text, is_shouted = side.restorer.restore(text)
    values = Values(side.placeholders)
    substitutes = [(s, e, values.assign(text[s:e], kind)) for s, e, kind in copyable_spans(text)]
    return side.encode(text, [s for s in substitutes if s[2]]), values.known, is_shouted


def encode_prefix(text, values, side):
    """The ids that a translation begins with; known values become their placeholders."""
    text = side.normalize(text.strip())
    names = {(name.strip("<>0123456789"), value): name for name, value in values.items()}
    spans = [(s, e, names.get((kind, text[s:e]))) for s, e, kind in copyable_spans(text)]
    return side.encode(text, [s for s in spans if s[2]])


def encode_pair(source, target, sides):
    """The ids of both sides of a pair: only what stands on both becomes a placeholder."""
    texts = [side.normalize(text) for side, text in zip(sides, [source, target])]
    values = Values(sides[0].placeholders)
    spans = [[(s, e, kind, text[s:e]) for s, e, kind in copyable_spans(text)] for text in texts]
    both = {span[2:] for span in spans[0]} & {span[2:] for span in spans[1]}
    substitutes = [[(s, e, values.assign(value, kind)) for s, e, kind, value in side
                    if (kind, value) in both] for side in spans]
    return [side.encode(text, [s for s in own if s[2]])
            for side, text, own in zip(sides, texts, substitutes)]
