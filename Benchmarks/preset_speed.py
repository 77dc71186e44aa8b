"""How fast the preset's model translates beside the peers, by the processor's instructions; runs in turn.

  python Benchmarks/preset_speed.py --model MODEL --source FILE --references FILE [--levels avx512 avx2]
      [--marian PYTHON] [--ctranslate2 PYTHON] [--rounds 3] [--output FILE]

MODEL is a trained model of s2s (hidden 768 where the preset trained Multi30k), FILE some text of both sides.

| system | what it is |
|---|---|
| s2s | the model, weights of 32 and of 8 bits, batches of 64 |
| CTranslate2 | a Transformer, see ctranslate2_transformer.py: 3+3 layers, width 256; two workers of one thread |
| Marian, tiny | Marian's tiny student shape: 6 layers of a Transformer, 2 of SSRU with attention, width 256, |
| | feed-forward 1,536; of random weights, products of 8 bits (`--gemm-type packed8`), batches of 64 |

CTranslate2 and s2s have two threads, Marian and the last rows of s2s one. Peers' outputs get the references' length by force,
s2s ends its sentences where it wants to; so words count, not sentences. s2s is timed as a whole process, the peers
with their model loaded. A level limits all of them to its instructions: s2s by --kernels, CTranslate2 by
CT2_FORCE_CPU_ISA and ONEDNN_MAX_CPU_ISA (its products of 8 bits on other processors than Intel's), Marian by --gemm-type and MKL_ENABLE_INSTRUCTIONS.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import peers
import translation
from rounds import S2S, Measurement, cpu, publish, run, table, take_turns
from throughput import vocabulary_size

BATCH = 64
TINY = ["--type", "transformer", "--transformer-decoder-autoreg", "rnn", "--dec-cell", "ssru", "--enc-depth", "6",
        "--dec-depth", "2", "--dim-emb", "256", "--transformer-dim-ffn", "1536", "--transformer-heads", "8",
        "--transformer-ffn-activation", "relu", "--tied-embeddings-all"]
LEVELS = {
    "avx512": {},
    "avx2": {
        "CT2_FORCE_CPU_ISA": "AVX2", "MKL_ENABLE_INSTRUCTIONS": "AVX2", "ONEDNN_MAX_CPU_ISA": "AVX2"},
}
LABEL = "instructions, beam"


class TinyMarian(peers.Marian):
    """Marian's tiny shape with random weights, whose sentences never end of themselves."""

    threads = 1

    def make(self):
        self.call("train", *TINY, "--train-sets", *[self.work / "test.fr.ids"] * 2, "--model",
                  self.folder / "marian.npz", "--overwrite", "--no-reload", "--mini-batch", "64", "--after", "1u",
                  "--cost-type", "ce-mean-words", "--save-freq", "100000u", "--seed", "1")
        endless = peers.ENDLESS.replace("logit_l2_b", "logit_out_b")
        run([sys.executable, "-c", endless, self.folder / "marian.npz", self.folder / "endless.npz"])


def limited(level, measure):
    """A measurement under the limits of a level."""
    def under():
        os.environ.update(LEVELS[level])
        try:
            return measure()
        finally:
            for name in LEVELS[level]:
                del os.environ[name]
    return under


def systems(a, models, ctranslate2, marian, level, beam):
    """What is measured with the instructions of one level."""
    setting, kernels = (beam, BATCH), ["--kernels", level]
    found = {}
    for name, model in models.items():
        found[f"s2s, {name}"] = lambda m=model: translation.s2s(m, a.source, setting, *kernels)
    if ctranslate2:
        for precision in ("float32", "int8"):
            found[f"CTranslate2, {precision}"] = lambda p=precision: ctranslate2.translate(setting, a.mean, p, 2)
    if marian:
        found["s2s, 8 bits, one thread"] = lambda: translation.s2s(
            models["8 bits"], a.source, setting, *kernels, "--threads", "1")
        found["Marian, tiny, one thread"] = lambda: marian.translate(
            setting, a.mean, "--gemm-type", "packed8" + level)
    return {name: limited(level, measure) for name, measure in found.items()}


def ids(model, side, text, output):
    """Writes a text's tokens as numbers; returns their mean, an end mark counted."""
    with open(text, encoding="utf-8") as lines, open(output, "w", encoding="utf-8") as numbers:
        subprocess.run([S2S, "tokenize", "--model", model, "--side", side, "--format", "ids"], stdin=lines,
                       stdout=numbers, check=True)
    written = pathlib.Path(output).read_text(encoding="utf-8")
    return len(written.split()) / written.count("\n") + 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--source", type=pathlib.Path, required=True)
    parser.add_argument("--references", type=pathlib.Path, required=True)
    parser.add_argument("--levels", nargs="+", choices=LEVELS, default=list(LEVELS))
    parser.add_argument("--marian", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--ctranslate2", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--output", type=pathlib.Path)
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        models = {"32 bits": a.model, "8 bits": folder / "int8"}
        run([S2S, "quantize", a.model, "--output", models["8 bits"]])
        # The peers look for their texts by these names.
        ids(a.model, "source", a.source, folder / "test.fr.ids")
        a.mean = ids(a.model, "target", a.references, folder / "test.en.ids")
        size = vocabulary_size(a.model)
        ctranslate2 = peers.version("ctranslate2", a.ctranslate2) and peers.CTranslate2(
            a.ctranslate2, folder, size, folder)
        marian = peers.version("pymarian", a.marian) and TinyMarian(a.marian, folder, size, folder)
        for peer in filter(None, [ctranslate2, marian]):
            peer.make()
        groups = {f"{level}, {beam}": take_turns(systems(a, models, ctranslate2, marian, level, beam), a.rounds)
                  for level in a.levels for beam in (1, 5)}
    ours = ["s2s, 32 bits", "s2s, 8 bits"] + ["s2s, 8 bits, one thread"] * bool(marian)
    publish([f"{cpu()}, batches of {BATCH}, {a.rounds} rounds; references have {a.mean:.1f} tokens. Medians [range].", "",
             *table(groups, translation.UNITS, ours, LABEL)], a.output)


if __name__ == "__main__":
    main()
