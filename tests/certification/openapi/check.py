"""Validates what went over the wire against the official OpenAPI description.

Exit code 0: everything is as described; 1: something is not; 2: nothing was there to be judged.
"""

import argparse
import sys

from description import Description
from wire import read_exchanges, read_golden


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--openapi", required=True, help="the official description, YAML")
    parser.add_argument("--exchanges", action="append", default=[], help="of mpsim --exchanges")
    parser.add_argument("--answers", action="append", default=[],
                        help="the same, whose requests may be wrong on purpose")
    parser.add_argument("--golden", action="append", default=[], help="of tests/unit/wallet/wire")
    arguments = parser.parse_args()

    description = Description(arguments.openapi)
    judged = outside = bad = 0  # outside: the token endpoint, or no described address
    sources = [(file, read_exchanges, False) for file in arguments.exchanges]
    sources += [(file, read_exchanges, True) for file in arguments.answers]
    sources += [(file, read_golden, False) for file in arguments.golden]
    for file, read, answer_only in sources:
        before = judged
        for exchange in read(file):
            findings = description.findings(exchange, answer_only)
            if findings is None:
                outside += 1
                continue
            judged += 1
            bad += bool(findings)
            for finding in findings:
                print(f"{exchange.where}: {exchange.method} {exchange.path}: {finding}")
        if judged == before:
            print(f"{file}: no exchange that could be judged")
            return 2
    for key, count in sorted(description.seen.items()):
        print(f"{count:6}  {key}")
    for operation in description.unseen():
        print(f"     -  {operation}")
    print(f"{judged} exchanges judged, {bad} not as described, {outside} of something else left out")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
