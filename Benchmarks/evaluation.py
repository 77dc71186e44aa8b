"""`s2s eval` beside the references: equal numbers, time and memory.

  CORPORA=DIR python Benchmarks/evaluation.py [--only equality|speed] [--output FILE]

DIR has multi30k/, europarl-fr-en/, tatoeba-fr-en/, tatoeba-de-en/ and tatoeba-es-en/, see
README.md here. Needs the packages of Tests/Goldens/requirements.txt, and Java for METEOR.
Ends with 1 if any number differs.
"""
import argparse
import datetime
import importlib.metadata
import os
import pathlib
import random
import shutil
import sys
import tempfile

import evaluation_equality as equality
import evaluation_pairs as pairs
import evaluation_speed as speed

HERE = pathlib.Path(__file__).resolve().parent
S2S = HERE.parent / ".build" / "release" / "s2s"
LINES = 100_000


def machine():
    """What the figures depend on."""
    names = ["sacrebleu", "rouge-score", "pycocoevalcap", "numpy"]
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                if line.startswith("model name")), "unknown processor")
    return (f"{datetime.date.today()}, {cpu}, {os.cpu_count()} processors, "
            f"Python {sys.version.split()[0]}, {versions}.")


def equality_part(corpora, folder):
    """The section on equal numbers, and whether all are."""
    hypotheses, references = pairs.pairs(corpora)
    chance = random.Random(9)
    other = [pairs.line(pairs.spoiled(chance, text)) for text in hypotheses]
    table = equality.all_comparisons(
        equality.Command(S2S), hypotheses, references, other, folder)
    empty = sum(not text for text in hypotheses)
    lines = [
        "## Equal numbers", "",
        f"{len(hypotheses):,} pairs: sentences of Multi30k, Europarl and Tatoeba in five languages, "
        "and sentences of our own in Greek, Cyrillic, Arabic, Hebrew, Thai, Chinese, Japanese, "
        "Korean, Indian and other scripts, with emoji, combining marks and every kind of space; "
        "words lost, moved, doubled, replaced, changed in case and cut apart; "
        f"{empty} empty hypotheses. Each option is compared as a corpus and sentence by sentence, at "
        f"{equality.DIGITS} digits after the point; a score of 50 has 14 of them in 64 bits.", "",
        *table.lines(), ""]
    if table.flaws:
        lines += [f"{len(table.flaws)} comparisons differ:", ""]
        lines += [f"- `{flaw}`" for flaw in table.flaws[:100]]
    else:
        lines.append(f"No number differs by more than {equality.TOLERANCE}, and no text at all.")
    return [*lines, ""], not table.flaws


def speed_part(corpora, folder, rounds):
    """The section on time and memory, and whether the numbers of those runs are equal."""
    for seed, name in [(1, "a"), (2, "b")]:
        hypotheses, references = pairs.large_corpus(corpora, LINES, seed)
        (folder / f"{name}.txt").write_text("\n".join(hypotheses) + "\n", encoding="utf-8")
    (folder / "ref.txt").write_text("\n".join(references) + "\n", encoding="utf-8")
    rows = list(speed.table(S2S, folder, rounds))
    lines = [
        "## Time and memory", "",
        f"Whole processes on {LINES:,} lines of Europarl and the same with words lost, moved, "
        f"doubled and replaced. The programs take turns; medians of {rounds} runs of s2s and of up "
        "to 3 of the reference. The paired bootstrap compares two systems by 1,000 resamples.", "",
        *rows, ""]
    return lines, not any("| NO |" in row for row in rows)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["equality", "speed"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output")
    arguments = parser.parse_args()
    corpora = os.environ.get("CORPORA") or sys.exit(
        "CORPORA is not set; let it name the folder of the corpora, see Benchmarks/README.md.")
    if not shutil.which("java"):
        sys.exit("METEOR needs Java: apt-get install --no-install-recommends openjdk-17-jre-headless")
    lines, is_equal = ["# Evaluation beside the references", "", machine(), ""], True
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if arguments.only != "speed":
            part, is_right = equality_part(corpora, folder / "equality")
            lines, is_equal = lines + part, is_equal and is_right
        if arguments.only != "equality":
            part, is_right = speed_part(corpora, folder, arguments.rounds)
            lines, is_equal = lines + part, is_equal and is_right
    text = "\n".join(lines)
    print(text)
    if arguments.output:
        pathlib.Path(arguments.output).write_text(text, encoding="utf-8")
    sys.exit(0 if is_equal else 1)


if __name__ == "__main__":
    main()
