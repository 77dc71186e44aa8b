"""METEOR 1.5, the program in Java that pycocoevalcap 1.2 comes with, for evaluation.py."""
import pathlib
import subprocess

import pycocoevalcap

JAR = pathlib.Path(pycocoevalcap.__path__[0]) / "meteor/meteor-1.5.jar"
JAVA = ["java", "-Xmx1G", "-Dfile.encoding=UTF-8", "-jar", str(JAR)]
STEMMED = ["en", "fr", "de", "es"]
FUNCTION_WORDS = ("the a of to in is and that it , . le la les de des et der die das und ist el "
                  "los en es y un").split()


def usable(hypotheses, references):
    """The lines that METEOR's protocol can carry: no bars, which end its fields."""
    return [index for index, (hypothesis, row) in enumerate(zip(hypotheses, references))
            if "|" not in hypothesis and all(text and "|" not in text for text in row)]


def meteor(language, functions, lines):
    """The score of all lines, and of each: 0 to 1."""
    modules = "exact stem" if language in STEMMED else "exact"
    command = [*JAVA, "-", "-", "-stdio", "-l", language, "-m", modules, "-s", str(functions)]

    def run(text):
        result = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True)
        return result.stdout.decode().splitlines()

    # METEOR takes no empty last field.
    statistics = run("".join(
        " ||| ".join(["SCORE", *references, hypothesis + " "]) + "\n"
        for hypothesis, references in lines))
    if len(statistics) != len(lines):
        raise SystemExit(f"METEOR answered {len(statistics)} of {len(lines)} lines.")
    scores = run("EVAL ||| " + " ||| ".join(statistics) + "\n")
    return float(scores[-1]), list(map(float, scores[:-1]))
