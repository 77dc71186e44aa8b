"""What transformer.py and timed_twin.py share: training against the clock, and translating.

The loop trains for --limit seconds, --epochs at most. Every --every minutes of training, or after each
epoch, it stops the clock, translates the validation set greedily, and appends a line to --history:

  seconds            of training so far: making batches and updates, nothing else
  wall_seconds       since the first update, validations and saving included
  epoch, step        the epochs, with the fraction of the one under way, and the updates so far
  bleu               sacreBLEU's (13a, cased) of the detokenised translations
  validation_loss    nats per target token, without label smoothing
  training_loss      what training minimised since the last validation: with dropout and label smoothing
  tokens_per_second  target tokens per second of training since the last validation, end marks included

The model of the best BLEU is saved. The subwords are a sentencepiece model's (--spm), or files of ids as
pytorch_twin.py reads them (--ids), which need the --reference and the command that makes text of ids:

  --ids 8000 --reference valid.fr --detokenize "s2s detokenize --model MODEL --side target"

A model has the interface of the twin's: encode, decode and out. Batches, translation and beam search are
the twin's too.
"""
import argparse
import copy
import json
import os
import random
import shlex
import subprocess
import sys
import time

import pytorch_twin as twin
from pytorch_twin import PAD

SCHEDULES = ["constant", "inverse-sqrt", "linear", "plateau"]
TRANSLATION_BATCH = 64  # sentences


def parser(description, **defaults):
    """The options; those of the model are for the caller to add to the first subparser."""
    found = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = found.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train")
    train.add_argument("--train", nargs=2, required=True, metavar=("SRC", "TGT"))
    train.add_argument("--valid", nargs=2, required=True, metavar=("SRC", "TGT"))
    train.add_argument("--reference", help="the validation targets as plain text (default: the TGT of --valid)")
    train.add_argument("--save", required=True, help="the file of the best model")
    train.add_argument("--history", required=True)
    train.add_argument("--limit", type=float, default=1800, help="seconds of training")
    train.add_argument("--every", type=float, default=0, help="minutes between validations (default: one epoch)")
    train.add_argument("--epochs", type=int, default=1000)
    train.add_argument("--batch-tokens", type=int, default=4096,
                       help="tokens per batch, padding included, on the longer side")
    train.add_argument("--batch-sentences", type=int, help="sentences per batch, instead of tokens")
    train.add_argument("--exact-buckets", action="store_true", help="one source length per batch")
    train.add_argument("--maximum-length", type=int, default=100)
    train.add_argument("--learning-rate", type=float)
    train.add_argument("--schedule", choices=SCHEDULES)
    train.add_argument("--warmup", type=int, default=0, help="updates of linear warm-up")
    train.add_argument("--label-smoothing", type=float, default=0.1)
    train.add_argument("--dropout", type=float)
    train.add_argument("--adam-beta2", type=float, default=0.999)
    train.add_argument("--clip", type=float, default=0.0, help="0 for no clipping")
    train.add_argument("--ema", type=float, default=0.0, help="validate and save a moving average of the weights")
    train.add_argument("--bf16", action="store_true", help="products of bfloat16, by autocast")
    train.add_argument("--seed", type=int, default=1)
    train.set_defaults(**defaults)
    translate = commands.add_parser("translate")
    translate.add_argument("--model", required=True)
    translate.add_argument("--input", required=True)
    translate.add_argument("--output", required=True)
    translate.add_argument("--beam", type=int, default=1)
    for command in (train, translate):
        command.add_argument("--spm")
        command.add_argument("--ids", type=int, metavar="VOCABULARY_SIZE", help="the files hold token ids")
        command.add_argument("--detokenize", metavar="COMMAND", help="makes text of lines of ids")
        command.add_argument("--threads", type=int, default=2)
    return found, train


def main(found, build):
    """Runs the command; `build` makes a model of PyTorch and a configuration, which it gets from options."""
    a = found.parse_args()
    if bool(a.spm) == bool(a.ids):
        found.error("give either --spm or --ids")
    if a.ids and not (a.detokenize and (a.command == "translate" or a.reference)):
        found.error("--ids needs --detokenize, and --reference to train")
    files = [a.spm, *([a.model, a.input] if a.command == "translate" else [*a.train, *a.valid, a.reference])]
    for path in filter(None, files):
        if not os.path.exists(path):
            sys.exit(f"there is no {path}")
    try:
        torch = twin.setup(a)
        if a.command == "train":
            Training(torch, a, build).run()
        else:
            translate(torch, a, build)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"failed: {error}")


def text(a, translations):
    """Plain text of what the vocabulary decoded."""
    if not a.detokenize:
        return translations
    said = subprocess.run(shlex.split(a.detokenize), input="".join(f"{line}\n" for line in translations),
                          capture_output=True, text=True, check=True).stdout
    return said.split("\n")[:-1]


def batches(pairs, a, rng=None):
    """Lists of indices, in random order. Sentences of similar lengths come together."""
    if a.batch_sentences:
        return twin.batches(pairs, a.batch_sentences, rng, a.exact_buckets)
    order = list(range(len(pairs)))
    if rng:
        rng.shuffle(order)
    order.sort(key=lambda i: (len(pairs[i][0]), len(pairs[i][1])))
    found, batch, width = [], [], 0
    for i in order:
        wider = max(width, len(pairs[i][0]), len(pairs[i][1]) + 1)
        other = a.exact_buckets and batch and len(pairs[i][0]) != len(pairs[batch[0]][0])
        if batch and (other or wider * (len(batch) + 1) > a.batch_tokens):
            found.append(batch)
            batch, wider = [], max(len(pairs[i][0]), len(pairs[i][1]) + 1)
        batch.append(i)
        width = wider
    if batch:
        found.append(batch)
    if rng:
        rng.shuffle(found)
    return found


def loss(torch, model, pairs, ids, smoothing):
    """The sum over target tokens, and their number; padding costs no logits."""
    x, lengths, inputs, outputs, _, tokens = twin.collate(torch, pairs, ids)
    context, state, memory, keys, mask = model.encode(x, lengths, bool((lengths != lengths[0]).any()))
    decoded, _, _ = model.decode(inputs, state, context, memory, keys, mask)
    kept = outputs != PAD
    logits = model.out(decoded[kept]).float()
    return torch.nn.functional.cross_entropy(
        logits, outputs[kept], label_smoothing=smoothing, reduction="sum"), tokens


def rate(a, step, share):
    """The learning rate of an update, when a share of the time is over."""
    warm = min(1, step / a.warmup) if a.warmup else 1
    if a.schedule == "inverse-sqrt":
        return a.learning_rate * warm * min(1, (max(a.warmup, 1) / step) ** 0.5)
    if a.schedule == "linear":
        return a.learning_rate * warm * max(0, 1 - share)
    return a.learning_rate * warm


class Validation:
    """The validations of a run: their history, and the best model."""

    def __init__(self, torch, a, vocabulary, config):
        import sacrebleu
        self.torch, self.a, self.vocabulary, self.config = torch, a, vocabulary, config
        self.bleu = sacrebleu.metrics.BLEU()
        self.pairs = twin.load_pairs(vocabulary, *a.valid, False, sys.maxsize)
        self.sources = twin.lines(a.valid[0])
        self.references = twin.lines(a.reference or a.valid[1])
        if len(self.sources) != len(self.references):
            sys.exit(f"failed: {a.valid[0]} has {len(self.sources)} lines but its reference {len(self.references)}")
        self.best = -1.0
        open(a.history, "w", encoding="utf-8").close()

    def measure(self, model, record):
        """Completes and writes the record; returns the loss."""
        model.eval()
        total = tokens = 0
        with self.torch.inference_mode():
            for ids in batches(self.pairs, self.a):
                value, count = loss(self.torch, model, self.pairs, ids, 0.0)
                total, tokens = total + float(value), tokens + count
        said = translations(self.torch, self.a, model, self.vocabulary, self.sources, self.config, 1)
        record["bleu"] = self.bleu.corpus_score(said, [self.references]).score
        record["validation_loss"] = total / tokens
        line = json.dumps(record)
        print(line, flush=True)
        with open(self.a.history, "a", encoding="utf-8") as history:
            history.write(line + "\n")
        if record["bleu"] > self.best:
            self.best = record["bleu"]
            self.torch.save(dict(config=self.config, state=model.state_dict()), self.a.save)
        return record["validation_loss"]


class Training:
    """A run: its clock, its updates and its validations."""

    def __init__(self, torch, a, build):
        vocabulary = twin.vocabulary(a)
        self.torch, self.a = torch, a
        self.pairs = twin.load_pairs(vocabulary, *a.train, False, a.maximum_length)
        if not self.pairs:
            sys.exit(f"failed: {a.train[0]} has no sentence of at most {a.maximum_length} tokens")
        config = dict(vars(a), vocab=vocabulary.get_piece_size(), reverse_source=False)
        self.model = build(torch, config)
        self.averaged = copy.deepcopy(self.model) if a.ema else self.model
        self.validation = Validation(torch, a, vocabulary, config)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=a.learning_rate, betas=(0.9, a.adam_beta2),
                                          eps=1e-9, fused=True)
        self.step, self.factor, self.lowest = 0, 1.0, float("inf")
        self.start, self.paused = time.perf_counter(), 0.0
        self.begin()

    def seconds(self):
        """The time of training."""
        return time.perf_counter() - self.start - self.paused

    def begin(self):
        """Sums start anew after a validation."""
        self.since, self.tokens, self.loss = self.seconds(), 0, 0.0

    def run(self):
        a, rng = self.a, random.Random(self.a.seed)
        print(json.dumps(dict(torch=self.torch.__version__, sentences=len(self.pairs),
                              parameters=sum(p.numel() for p in self.model.parameters()))), flush=True)
        self.model.train()
        self.start = time.perf_counter()
        self.begin()
        for epoch in range(a.epochs):
            order = batches(self.pairs, a, rng)
            for number, ids in enumerate(order, 1):
                self.update(ids)
                now, last = self.seconds(), number == len(order)
                over = now >= a.limit
                due = now - self.since >= 60 * a.every if a.every else last
                if over or due or (last and epoch + 1 == a.epochs):
                    self.validate(epoch + number / len(order))
                if over:
                    return

    def update(self, ids):
        a, torch = self.a, self.torch
        self.step += 1
        for group in self.optimizer.param_groups:
            group["lr"] = self.factor * rate(a, self.step, self.seconds() / a.limit)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=a.bf16):
            value, tokens = loss(torch, self.model, self.pairs, ids, a.label_smoothing)
        self.optimizer.zero_grad(set_to_none=True)
        (value / tokens).backward()
        if a.clip:
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), a.clip)
        self.optimizer.step()
        if a.ema:
            # The average of few updates forgets its beginning sooner.
            keep = min(a.ema, (1 + self.step) / (10 + self.step))
            with torch.no_grad():
                for old, new in zip(self.averaged.parameters(), self.model.parameters()):
                    old.lerp_(new, 1 - keep)
        self.tokens += tokens
        self.loss += float(value.detach())

    def validate(self, epoch):
        now, stopped = self.seconds(), time.perf_counter()
        found = self.validation.measure(self.averaged, dict(
            seconds=round(now, 3), wall_seconds=round(stopped - self.start, 3), epoch=round(epoch, 4),
            step=self.step, training_loss=self.loss / self.tokens,
            tokens_per_second=self.tokens / (now - self.since)))
        if self.a.schedule == "plateau" and found >= self.lowest:
            self.factor /= 2
        self.lowest = min(self.lowest, found)
        self.model.train()
        self.paused += time.perf_counter() - stopped
        self.begin()


def translations(torch, a, model, vocabulary, sources, config, beam):
    found, _, _ = twin.translate_all(torch, model, vocabulary, sources, config, beam, TRANSLATION_BATCH)
    return text(a, found)


def translate(torch, a, build):
    vocabulary = twin.vocabulary(a)
    saved = torch.load(a.model)
    try:
        model = build(torch, saved["config"])
    except KeyError as option:
        sys.exit(f"{a.model} has no option {option}: another script trained it")
    model.load_state_dict(saved["state"])
    said = translations(torch, a, model, vocabulary, twin.lines(a.input), saved["config"], a.beam)
    with open(a.output, "w", encoding="utf-8") as output:
        output.writelines(f"{line}\n" for line in said)
