"""What went over the wire, read from where our programs and tests write it down."""

import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

# Only the base differs between the environments and the simulator; the description knows this one.
HOST = "https://api.mobilepay.dk"
CERTIFICATION_PREFIX = "/pos-self-certification-api"


@dataclass
class Exchange:
    """One request and, where there is one to be judged, its answer."""

    where: str  # file:line, for messages
    method: str
    path: str
    query: list
    headers: list
    body: bytes
    status: int | None = None
    answer_headers: list | None = None
    answer_body: bytes = b""
    fault: str = ""


def _address(url):
    parts = urlsplit(url)
    path = parts.path.removeprefix(CERTIFICATION_PREFIX)
    return path, parse_qsl(parts.query, keep_blank_values=True)


def read_exchanges(file):
    """The lines of `mpsim --exchanges FILE`."""
    with open(file, encoding="utf-8") as lines:
        for number, text in enumerate(lines, 1):
            line = json.loads(text)
            path, query = _address(line["url"])
            yield Exchange(
                where=f"{file}:{number}",
                method=line["method"],
                path=path,
                query=query,
                headers=line["requestHeaders"],
                body=line["requestBody"].encode(),
                status=line.get("status"),
                answer_headers=line.get("responseHeaders", []),
                answer_body=line.get("responseBody", "").encode(),
                fault=line.get("fault", ""),
            )


def read_golden(file):
    """The frozen requests of tests/unit/wallet/wire: `=== name`, then the request as it stands."""
    with open(file, encoding="utf-8") as text:
        sections = re.split(r"^=== ", text.read(), flags=re.MULTILINE)[1:]
    for section in sections:
        name, request = section.split("\n", 1)
        head, _, body = request.partition("\n\n")
        first, *headers = head.split("\n")
        method, url = first.split(" ", 1)
        path, query = _address(url)
        yield Exchange(
            where=f"{file}: {name}",
            method=method,
            path=path,
            query=query,
            headers=[line.split(": ", 1) for line in headers],
            body=body.strip().encode(),
        )
