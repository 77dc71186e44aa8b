"""A Transformer of random weights in CTranslate2, for its speed; run with an interpreter that has it.

  build      write a model: three layers, width 256, four heads, feed-forward 1024, as users would
             size one for a small corpus; vocabulary as given
  translate  translate a file of ids to outputs of one length, and time it

Weights decide nothing about the time of a step, and the forced length decides the number of steps.
The files hold ids as `s2s tokenize --format ids` wrote them.
"""
import argparse
import json
import os
import time

import ctranslate2
import numpy
from ctranslate2.specs import transformer_spec

LAYERS, WIDTH, HEADS, INNER = 3, 256, 4, 1024
# The outputs of each linear layer, by the end of its name; its inputs follow from the one before.
SHAPES = {
    "self_attention/linear_0": (3 * WIDTH, WIDTH),
    "self_attention/linear_1": (WIDTH, WIDTH),
    "attention/linear_0": (WIDTH, WIDTH),
    "attention/linear_1": (2 * WIDTH, WIDTH),
    "attention/linear_2": (WIDTH, WIDTH),
    "ffn/linear_0": (INNER, WIDTH),
    "ffn/linear_1": (WIDTH, INNER),
}


def build(a):
    random = numpy.random.default_rng(1)
    spec = transformer_spec.TransformerSpec.from_config(LAYERS, HEADS)
    tokens = ["<unk>", "<s>", "</s>"] + [str(i) for i in range(a.size)]
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)

    def fill(part, name, value):
        layer, _, field = name.rpartition("/")
        if field == "gamma":
            part.gamma = numpy.ones(WIDTH, numpy.float32)
        elif field == "beta":
            part.beta = numpy.zeros(WIDTH, numpy.float32)
        elif field == "weight":
            shape = SHAPES.get("/".join(layer.split("/")[-2:]), (len(tokens), WIDTH))
            part.weight = random.normal(0, shape[1] ** -0.5, shape).astype(numpy.float32)
            if hasattr(part, "bias"):
                part.bias = numpy.zeros(shape[0], numpy.float32)

    spec._visit(fill)
    weights = [v for v in spec.variables().values() if isinstance(v, numpy.ndarray)]
    spec.validate()
    os.makedirs(a.output, exist_ok=True)
    spec.save(a.output)
    print(json.dumps(dict(version=ctranslate2.__version__, parameters=sum(w.size for w in weights))))


def translate(a):
    with open(a.input, encoding="utf-8") as file:
        sentences = [line.split() for line in file][:a.sentences]
    translator = ctranslate2.Translator(a.model, device="cpu", compute_type=a.type,
                                        inter_threads=a.workers, intra_threads=a.threads)
    options = dict(beam_size=a.beam, min_decoding_length=a.length, max_decoding_length=a.length)
    # What each worker sets up once is not timed: these batches are enough for all.
    translator.translate_batch(sentences[:64], max_batch_size=8, **options)
    start = time.perf_counter()
    results = translator.translate_batch(sentences, max_batch_size=a.batch, **options)
    seconds = time.perf_counter() - start
    tokens = sum(len(result.hypotheses[0]) for result in results)
    print(json.dumps(dict(sent_s=len(sentences) / seconds, tok_s=tokens / seconds)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("build")
    command.add_argument("--size", type=int, required=True)
    command.add_argument("--output", required=True)
    command = commands.add_parser("translate")
    command.add_argument("--model", required=True)
    command.add_argument("--input", required=True)
    command.add_argument("--sentences", type=int, help="the first ones only")
    command.add_argument("--type", default="int8")
    command.add_argument("--workers", type=int, default=1)
    command.add_argument("--threads", type=int, default=1)
    command.add_argument("--length", type=int, default=15)
    command.add_argument("--beam", type=int, default=1)
    command.add_argument("--batch", type=int, default=64)
    a = parser.parse_args()
    {"build": build, "translate": translate}[a.command](a)


if __name__ == "__main__":
    main()
