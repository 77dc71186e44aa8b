"""Makes the gettext catalogues of Tests/S2SCorporaTests/Goldens and what they hold.

Reference: msgfmt of GNU gettext 0.21 (Debian's package gettext), and the module gettext of
Python 3.11, which reads what msgfmt wrote.
  python Tests/Goldens/catalogues.py

messages.po holds every way to write a message; little.mo and big.mo are the same, compiled in both
byte orders; system.mo has messages that depend on the system (minor revision 1), which Python does
not read and which are left out. messages.json has the pairs, sorted: white space is one space, the
first form goes with the singular and the others with the plural.
"""
import gettext
import json
import subprocess
from pathlib import Path

GOLDENS = Path(__file__).parent.parent / "S2SCorporaTests/Goldens"

MESSAGES = r'''# Notes of a translator: "quotes", msgid and \escapes mean nothing here.
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: test 1\n"
"Language: fr_FR\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

#: window.c:12
#. A note by the programmer.
msgid "&Open the file"
msgstr "&Ouvrir le fichier"

#, c-format
msgid "%s: cannot open %d\n"
msgstr "%s : impossible d'ouvrir %d\n"

msgid ""
"A text over "
"three lines,\n"
"with a line end"
msgstr ""
"Un texte sur trois "
"lignes,\n"
"avec une fin de ligne"

msgid "Say \"yes\"\tor \\ no" msgstr "Dites \"oui\"\tou \\ non"

msgid "caf\303\251 \x41\a"
msgstr "caf\303\251 \x41\a"

msgctxt "menu"
msgid "Close"
msgstr "Fermer"

msgctxt "near"
msgid "Close"
msgstr "Proche"

#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fichier"
msgstr[1] "%d fichiers"

msgid "one" "and" "one"
msgstr"unetun"

msgid "not translated"
msgstr ""

#, c-format, fuzzy
#| msgid "an older text"
msgid "fuzzy"
msgstr "flou"

  msgid   "indented"
	msgstr   "en retrait"

msgid "Emoji \U"
msgstr "Émoji 😀 — «fin»"
'''.replace(r"\U", "😀")

OBSOLETE = r'''
#~ msgid "old"
#~ msgid_plural "olds"
#~ msgstr[0] "vieux"
#~ msgstr[1] "vieux"

#, fuzzy
#~| msgid "older"
#~ msgid "older still"
#~ msgstr "plus vieux"

msgid "last"
msgstr "dernier"
'''

SYSTEM = r'''
msgid ""
msgstr ""
"Language: fr\n"
"Content-Type: text/plain; charset=UTF-8\n"

#, c-format
msgid "%<PRId64> bytes"
msgstr "%<PRId64> octets"

msgid "plain"
msgstr "simple"
'''


def compile_catalogue(name, text, *options):
    """Compiles a catalogue into a golden."""
    subprocess.run(
        ["msgfmt", "--output-file", GOLDENS / name, *options, "-"],
        input=text.encode(), check=True)


def plain(text):
    """A text on one line."""
    return " ".join(piece for piece in text.replace("\t", " ").replace("\r", " ")
                    .replace("\n", " ").split(" ") if piece)


def pairs(path):
    """The pairs of a compiled catalogue."""
    with open(path, "rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    plurals = {"%d file": "%d files"}
    for key, translation in catalogue.items():
        message, form = key if isinstance(key, tuple) else (key, 0)
        message = message.split("\4")[-1]
        if message:
            yield [plain(plurals[message] if form else message), plain(translation)]


def main():
    GOLDENS.mkdir(exist_ok=True)
    (GOLDENS / "messages.po").write_text(MESSAGES + OBSOLETE, encoding="utf-8")
    compile_catalogue("little.mo", MESSAGES + OBSOLETE, "--endianness=little")
    compile_catalogue("big.mo", MESSAGES + OBSOLETE, "--endianness=big", "--no-hash")
    compile_catalogue("system.mo", SYSTEM)
    found = sorted(pairs(GOLDENS / "little.mo"))
    assert found == sorted(pairs(GOLDENS / "big.mo"))
    lines = ",\n".join(json.dumps(pair, ensure_ascii=False) for pair in found)
    (GOLDENS / "messages.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


main()
