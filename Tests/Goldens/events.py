"""Makes Tests/S2STrainingTests/Goldens/events.tfevents, and reads what s2s writes for TensorBoard.

    python3 Tests/Goldens/events.py                     the golden
    python3 Tests/Goldens/events.py read DIR [DIR ...]  every scalar of a run: tag, step, value

Reference: tensorboard 2.21.0, its protocol buffers and its EventAccumulator. TensorBoard's own writer
frames the records, so lengths and checksums are its own, too.
"""

import sys
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event, SessionLog
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

GOLDEN = Path(__file__).parent.parent / "S2STrainingTests" / "Goldens" / "events.tfevents"


def scalars(**values):
    return Summary(
        value=[
            Summary.Value(tag=tag.replace("__", "/"), simple_value=value)
            for tag, value in values.items()
        ]
    )


def events():
    """What EventLogTests makes of the same numbers."""
    yield Event(wall_time=1700000000.25, file_version="brain.Event:2")
    yield Event(wall_time=1700000001.5, step=301, session_log=SessionLog(status=SessionLog.START))
    yield Event(
        wall_time=1700000002.0,
        step=400,
        summary=scalars(
            loss__training=2.5,
            perplexity__training=12.182493960703473,
            learning_rate=0.001,
            gradient_norm=1e30,
            tokens_per_second=12345.678,
            loss__validation=3.0,
            perplexity__validation=20.085536923187668,
            score__bleu=31.25,
            epoch=1.5,
        ),
    )
    yield Event(
        wall_time=1700000003.0,
        step=5000000000,
        summary=scalars(loss__training=0.0, perplexity__training=float("inf"), epoch=0.0),
    )


def make():
    with open(GOLDEN, "wb") as file:
        writer = RecordWriter(file)
        for event in events():
            writer.write(event.SerializeToString())
    print(f"{GOLDEN.name}: {GOLDEN.stat().st_size} bytes")


def read(directory):
    accumulator = EventAccumulator(directory, size_guidance={"scalars": 0})
    accumulator.Reload()
    for tag in accumulator.Tags()["scalars"]:
        for event in accumulator.Scalars(tag):
            print(f"{directory}\t{tag}\t{event.step}\t{event.value:.9g}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["read"]:
        for directory in sys.argv[2:]:
            read(directory)
    else:
        make()
