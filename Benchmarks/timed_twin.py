"""The twin of pytorch_twin.py with attention, trained against the clock: a peer of time_to_quality.py.

  train      train for a time, with validations by BLEU; see timed_training.py
  translate  translate a file, greedily or with a beam

The network is pytorch_twin.py's: a bidirectional LSTM encoder, an LSTM decoder, Luong's attention, one rate
of dropout, and no tied embeddings. It learns by what the loop adds to it: label smoothing, schedules, and a
moving average of the weights.
"""
import pytorch_twin as twin
import timed_training


def build(torch, o):
    return twin.build(torch, dict(o, cell="lstm", emb=o["embedding"], bidirectional=True, attention="luong",
                                  input_feeding=False, feed_context=False, step_loop=False))


def main():
    parser, train = timed_training.parser(__doc__, learning_rate=0.001, schedule="constant", dropout=0.3, clip=5.0)
    train.add_argument("--hidden", type=int, default=512)
    train.add_argument("--embedding", type=int, default=256)
    train.add_argument("--layers", type=int, default=1)
    timed_training.main(parser, build)


if __name__ == "__main__":
    main()
