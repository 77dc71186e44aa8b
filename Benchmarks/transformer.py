"""A small Transformer in PyTorch, as a careful user would write it: a peer of time_to_quality.py.

  train      train for a time, with validations by BLEU; see timed_training.py
  translate  translate a file, greedily or with a beam

  python Benchmarks/transformer.py train --spm MODEL --train train.en train.fr --valid valid.en valid.fr
      --save best.pt --history history.jsonl [--limit 1800] [--every 1] [--bf16]
  python Benchmarks/transformer.py translate --spm MODEL --model best.pt --input test.en --output test.out --beam 5

The defaults are those that published work trains on Multi30k: fairseq's transformer_tiny with 4 and 4
layers, width 128, 4 heads, feed-forward 256, layer norm after each sublayer, one matrix for all embeddings
and the output layer, dropout 0.3, label smoothing 0.1, Adam (0.9, 0.98) with a rate of 0.005 that warms up
over 2,000 updates and then falls with their inverse square root, batches of 4,096 tokens.
Positions are sinusoids. With --ids both sides are numbered apart, and the source has a matrix of its own.
"""
import math

import timed_training
from pytorch_twin import PAD


def build(torch, o):
    nn = torch.nn
    F = nn.functional
    width, heads = o["width"], o["heads"]

    def linear(inputs, outputs):
        layer = nn.Linear(inputs, outputs)
        nn.init.xavier_uniform_(layer.weight)
        nn.init.zeros_(layer.bias)
        return layer

    def split(x):
        return x.unflatten(-1, (heads, -1)).transpose(1, 2)  # [B, heads, T, width / heads]

    def positions(first, count):
        """Sinusoids, [count, width]."""
        place = torch.arange(first, first + count).unsqueeze(1)
        turns = torch.exp(torch.arange(0, width, 2) * (-math.log(10000) / width))
        return torch.cat([torch.sin(place * turns), torch.cos(place * turns)], -1)

    class Attention(nn.Module):
        def __init__(self):
            super().__init__()
            self.query, self.output = linear(width, width), linear(width, width)
            self.key_value = linear(width, 2 * width)

        def forward(self, x, keys_values, mask=None, causal=False):
            keys, values = keys_values.chunk(2, -1)
            found = F.scaled_dot_product_attention(
                split(self.query(x)), split(keys), split(values), attn_mask=mask, is_causal=causal)
            return self.output(found.transpose(1, 2).flatten(2))

    class Layer(nn.Module):
        """Sublayers, each with dropout, a residual connection and a layer norm after it."""

        def __init__(self, has_memory):
            super().__init__()
            self.own = Attention()
            self.cross = Attention() if has_memory else None
            self.inner, self.outer = linear(width, o["inner"]), linear(o["inner"], width)
            self.norms = nn.ModuleList([nn.LayerNorm(width) for _ in range(3 if has_memory else 2)])
            self.drop = nn.Dropout(o["dropout"])

        def add(self, number, x, change):
            return self.norms[number](x + self.drop(change))

        def forward(self, x, own, mask=None, memory=None, memory_mask=None, causal=False):
            x = self.add(0, x, self.own(x, own, mask, causal))
            if self.cross:
                x = self.add(1, x, self.cross(x, memory, memory_mask))
            return self.add(-1, x, self.outer(F.relu(self.inner(x))))

    class Transformer(nn.Module):
        """With the interface of the twin, whose beam search serves both."""

        def __init__(self):
            super().__init__()

            def embedding():
                made = nn.Embedding(o["vocab"], width, padding_idx=PAD)
                nn.init.normal_(made.weight, std=width ** -0.5)
                return made
            self.target = embedding()
            self.source = embedding() if o["ids"] else self.target
            self.out = nn.Linear(width, o["vocab"], bias=False)
            self.out.weight = self.target.weight
            self.encoder = nn.ModuleList([Layer(False) for _ in range(o["layers"])])
            self.decoder = nn.ModuleList([Layer(True) for _ in range(o["layers"])])
            self.drop = nn.Dropout(o["dropout"])

        def embed(self, table, ids, first=0):
            return self.drop(table(ids) * width ** 0.5 + positions(first, ids.size(1)))

        def encode(self, src, lengths, packed):
            """No context, the empty state, and of each decoder layer the memory's keys and values."""
            mask = (src != PAD)[:, None, None]  # [B, 1, 1, S]
            x = self.embed(self.source, src)
            for layer in self.encoder:
                x = layer(x, layer.own.key_value(x), mask)
            memory = torch.stack([layer.cross.key_value(x) for layer in self.decoder], 1)  # [B, layers, S, 2 width]
            state = x.new_zeros(len(self.decoder), src.size(0), 0, 2 * width)
            return None, (state,), memory, None, mask

        def decode(self, tgt, state, context, memory, keys, mask, feed=None):
            """The state holds the keys and values of earlier tokens, [layers, B, T, 2 width]."""
            earlier = state[0].size(2)
            x = self.embed(self.target, tgt, earlier)
            grown = []
            for number, layer in enumerate(self.decoder):
                own = layer.own.key_value(x)
                own = torch.cat([state[0][number], own], 1) if earlier else own
                grown.append(own)
                x = layer(x, own, None, memory[:, number], mask, causal=tgt.size(1) > 1)
            return x, (torch.stack(grown),), None

    return Transformer()


def main():
    parser, train = timed_training.parser(
        __doc__, learning_rate=0.005, schedule="inverse-sqrt", warmup=2000, dropout=0.3, adam_beta2=0.98)
    train.add_argument("--layers", type=int, default=4, help="of the encoder, and of the decoder")
    train.add_argument("--width", type=int, default=128)
    train.add_argument("--heads", type=int, default=4)
    train.add_argument("--inner", type=int, default=256, help="the width of the feed-forward layers")
    timed_training.main(parser, build)


if __name__ == "__main__":
    main()
