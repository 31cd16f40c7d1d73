"""The process of one system: ``python -m benchmarks.peers.worker SYSTEM MODEL DIRECTORY``.

Standard input and output carry a JSON value a line. With ``build`` as a fourth argument the texts
come first and the seconds go back; otherwise queries come, and rows and milliseconds go back. A
null ends either, answered by the most memory the process has held, in MiB.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

from benchmarks.peers.system import load_system


def main() -> None:
    name, model, directory = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    # What a library prints must not come between the lines of the protocol.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(value: object) -> None:
        out.write(json.dumps(value) + "\n")
        out.flush()

    if sys.argv[4:] == ["build"]:
        texts = json.loads(sys.stdin.readline())
        system = load_system(name)
        begin = time.perf_counter()
        system.build(texts, model, directory)
        say(time.perf_counter() - begin)
    else:
        system = load_system(name)
        system.open(model, directory)
    for line in sys.stdin:
        question = json.loads(line)
        if question is None:
            break
        query, k = question
        begin = time.perf_counter()
        rows = system.search(query, k)
        say([rows, 1000 * (time.perf_counter() - begin)])
    say(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
