"""The normal forms of lines and their capitals, written from docs/token-ids.md alone; for reader_text.py.

Needs PyICU with the ICU that s2s is linked with, for Unicode's properties, form C and letters' cases.
"""
import html.entities
import re

import icu

LONGEST_RUN = 30  # marks
LONGEST_ENTITY = 10  # characters
LONGEST_CAPITAL = 64  # bytes

INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
JOINS = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\u2190-\u2bff\ufb50-\ufdff\ufe0f\ufe70-\ufefe"
    "\U00010e60-\U0001bfff\U0001f000-\U0001faff]")
# HTML 4, and of HTML 5 the first name, by the code point, of a tab, a line feed and ASCII's marks.
NAMES = html.entities.name2codepoint | {"apos": 0x27} | {name: ord(mark) for mark, name in zip(
    "\t\n!#$%()*+,./:;=?@[\\]^_`{|}",
    "Tab NewLine excl num dollar percnt lpar rpar ast plus comma period sol colon semi equals quest commat lsqb "
    "bsol rsqb Hat lowbar grave lcub verbar rcub".split(), strict=True)}

PLAIN = {
    "'": "`\u00b4\u02bb\u02bc\u02c8\u02ca\u02cb\u1fef\u1ffd\u2018\u2019\u201a\u201b\u2032\u2035\uff07"
         "\uff40",
    '"': "\u201c\u201d\u201e\u201f\u2033\u2036\u301d\u301e\u301f\uff02",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d",
    ";": "\u037e", ".": "\u2024", "..": "\u2025", "...": "\u2026\u22ef", "!!": "\u203c", "??": "\u2047",
    "?!": "\u2048", "!?": "\u2049", "OE": "\u0152", "oe": "\u0153", "ff": "\ufb00", "fi": "\ufb01",
    "fl": "\ufb02", "ffi": "\ufb03", "ffl": "\ufb04", "st": "\ufb05\ufb06"}
TYPED = {character: plain for plain, characters in PLAIN.items() for character in characters}
for wide in set(range(0xff01, 0xff5f)) - set(range(0xff10, 0xff1a)):
    TYPED.setdefault(chr(wide), chr(wide - 0xfee0))


def has(character, name):
    return icu.Char.hasBinaryProperty(character, getattr(icu.UProperty, name))


def is_letter(character):
    return has(character, "ALPHABETIC")


def is_digit(text, index):
    return 0 <= index < len(text) and (
        icu.Char.charType(text[index]) == icu.UCharCategory.DECIMAL_DIGIT_NUMBER)


def nfc(text):
    """Form C of a text whose runs of marks are cut."""
    result, run = [], 0
    for character in text:
        is_mark = icu.Char.getCombiningClass(character) != 0 or character in "\u0f73\u0f75\u0f81"
        run = run + 1 if is_mark else 0
        if run > LONGEST_RUN:
            result.append("\u034f")
            run = 1
        result.append(character)
    return icu.Normalizer2.getNFCInstance().normalize("".join(result))


def without_invisible(text):
    """A joiner stays after a letter or sign that it changes."""
    return "".join(
        character for index, character in enumerate(text)
        if not INVISIBLE.match(character) and not (
            character in "\u200c\u200d" and (index == 0 or not JOINS.match(text[index - 1]))))


def visible(text):
    return nfc(without_invisible(text))


# typed-1.

def is_space(text, index):
    between = is_digit(text, index - 1) and is_digit(text, index + 1)
    return has(text[index], "WHITE_SPACE") and not (text[index] in "\u00a0\u2009\u202f" and between)


def parts(text):
    """The parts between white space, each with whether white space stands before it."""
    start, spaced = 0, False
    for index in range(len(text) + 1):
        if index == len(text) or is_space(text, index):
            if index > start:
                yield text[start:index], spaced
                spaced = False
            spaced = spaced or index < len(text)
            start = index + 1
    if spaced:
        yield "", True


def is_address(part):
    _, colon, rest = part.partition(":")
    return "@" in part or part.startswith("www.") or (bool(colon) and rest.startswith("//"))


def entity(name):
    """The character of an entity, or None."""
    if not name.startswith("#"):
        return chr(NAMES[name]) if name in NAMES else None
    if re.fullmatch("#[xX][0-9A-Fa-f]+", name):
        number = int(name[2:], 16)
    elif re.fullmatch("#[0-9]+", name):
        number = int(name[1:])
    else:
        return None
    if number < 0x20 and number not in (9, 10, 12, 13):
        return None
    if 0xd800 <= number < 0xe000 or number > 0x10ffff:
        return None
    if 0x80 <= number < 0xa0:
        try:
            return bytes([number]).decode("cp1252")
        except UnicodeDecodeError:
            return chr(number)
    return chr(number)


def resolved(part):
    """Entities from left to right; an ampersand that comes out of one may begin the next."""
    result, index, held = [], 0, ""
    while held or index < len(part):
        character = held or part[index]
        index += not held
        held = ""
        end = part.find(";", index, index + LONGEST_ENTITY + 1) if character == "&" else -1
        found = entity(part[index:end]) if end >= 0 else None
        if found is None:
            result.append(character)
        else:
            index = end + 1
            held = found if found == "&" else ""
            result.append("" if held else found)
    return "".join(result)


class Typed:
    def __init__(self, text):
        self.output, self.spaced, self.opened = [], False, False
        for part, spaced in parts(text):
            self.spaced |= spaced
            if is_address(part):
                self.emit(without_invisible(part))
                continue
            for own, inner in parts(without_invisible(resolved(part))):
                self.spaced |= inner
                self.part(own)

    def emit(self, text):
        if text:
            if self.spaced and not self.opened and self.output:
                self.output.append(" ")
            self.spaced = self.opened = False
            self.output.append(text)

    def part(self, part):
        if is_address(part):
            return self.emit(part)
        if part and all(set(TYPED.get(c, c)) <= set("?!:;.,") for c in part):
            self.spaced = False
        for index, character in enumerate(part):
            if character in "\u00ab\u2039":
                first = self.spaced or not self.output
                self.emit('"')
                self.opened = first
            elif character in "\u00bb\u203a":
                if not is_letter(part[index + 1:index + 2] or " "):
                    self.spaced = False
                self.emit('"')
            elif is_digit(part, index + 1) and (index == 0 or not is_letter(part[index - 1])):
                self.emit(character)
            else:
                self.emit(TYPED.get(character, character))


def typed(text):
    return nfc("".join(Typed(text).output))


FORMS = {None: nfc, "visible-1": visible, "typed-1": typed}


# Capitals.

def change(text, locale, upper):
    """A text in one case, but for its addresses."""
    def changed(part):
        string = icu.UnicodeString(part)
        own = icu.Locale(locale)
        return part if is_address(part) else str(string.toUpper(own) if upper else string.toLower(own))
    return " ".join(changed(part) for part in text.split(" "))


def cases(text):
    letters = "".join(part for part in text.split(" ") if not is_address(part))
    return {name for name in ["UPPERCASE", "LOWERCASE"] if any(has(c, name) for c in letters)}


class Restorer:
    """Gives lines the capitals of a tokenizer's training text."""

    def __init__(self, fields, segmenter):
        self.locale, self.segmenter = fields["locale"], segmenter
        self.form = FORMS[fields.get("normalization")]
        self.knows_lines = "sentences" in fields
        self.begins = fields.get("initial") == "upper"
        words = fields.get("capitals", "").split()
        self.capitals = {nfc(change(word, self.locale, False)): word for word in words}

    def restore(self, line):
        """The line with capitals, and whether its translation is to have capitals alone."""
        line = self.form(line)
        found = cases(line)
        if not self.knows_lines or not found:
            return line, False
        if len(found) == 2:
            return nfc(self.begun(line)), False
        restored = nfc(self.begun(" ".join(
            "".join(self.word(word) for word in self.segmenter.words(part)) if part else ""
            for part in change(line, self.locale, False).split(" "))))
        return restored, found == {"UPPERCASE"} and restored != line

    def word(self, word):
        return self.capitals.get(nfc(word), word) if len(word.encode()) <= LONGEST_CAPITAL else word

    def begun(self, line):
        first = line.split(" ")[0]
        index = next((i for i, c in enumerate(first) if is_letter(c) or (
            icu.Char.getIntPropertyValue(c, icu.UProperty.NUMERIC_TYPE) > 0)), None)
        if not self.begins or index is None or is_address(first) or not has(first[index], "LOWERCASE"):
            return line
        for character in first[index:]:
            if not is_letter(character):
                break
            if has(character, "UPPERCASE"):
                return line
        return line[:index] + change(line[index], self.locale, True) + line[index + 1:]
