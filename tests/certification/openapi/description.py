"""The official OpenAPI description as a judge of exchanges."""

from collections import Counter

from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.templating.paths.exceptions import PathError
from openapi_core.templating.paths.finders import APICallPathFinder
from werkzeug.datastructures import Headers, ImmutableMultiDict

from wire import HOST

# Not in the description: the token endpoint is another service's.
OUTSIDE = ("/integrator-authentication/connect/token", "/broker/token")
# Answers that the simulator was told to spoil; those of a planned error only when its status is none
# that the description knows.
SPOILT = {"malformed"}
PLANNED = {"error", "error-after"}

# Their 404 has no body in the description and the error 1004 in the documentation's pages.
REFUNDS = "/pos/v10/refunds/"


class _Request:
    def __init__(self, exchange):
        headers = Headers(exchange.headers)
        self.host_url = HOST
        self.path = exchange.path
        self.method = exchange.method.lower()
        self.content_type = (headers.get("Content-Type") or "").lower()
        self.body = exchange.body or None
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(exchange.query), header=headers
        )


class _Response:
    def __init__(self, exchange):
        self.headers = Headers(exchange.answer_headers)
        self.status_code = exchange.status
        self.content_type = (self.headers.get("Content-Type") or "").lower()
        self.data = exchange.answer_body or None


def _words(error):
    """An error with what lies below it: the schema's own words are the deepest."""
    words = [str(error).split("\n", 1)[0]]
    for below in getattr(error, "schema_errors", []):
        words.append(f"{'/'.join(map(str, below.absolute_path)) or 'body'}: {below.message}")
    if error.__cause__ is not None:
        words += _words(error.__cause__)
    return words


class Description:
    """Reads the file once; `findings` then judges exchange by exchange."""

    def __init__(self, file):
        self._api = OpenAPI.from_file_path(str(file))
        self.seen = Counter()  # by 'METHOD /path status' as the description writes them

    def findings(self, exchange, answer_only=False):
        """What is wrong with it, in words; empty: nothing. None: it is not to be judged.

        `answer_only` is for requests that are wrong on purpose; those to addresses that are not
        described have no answer that could be judged.
        """
        if exchange.path in OUTSIDE:
            return None
        request = _Request(exchange)
        found = list(self._api.iter_request_errors(request))
        if answer_only:
            if any(isinstance(error, PathError) for error in found):
                return None
            found = []
        if found:
            return ["request: " + ": ".join(_words(error)) for error in found]
        operation, path = self._operation(request)
        found = [] if answer_only else self._undescribed_parameters(operation, exchange)
        described = operation["responses"]
        spoilt = exchange.fault in SPOILT or (
            exchange.fault in PLANNED and str(exchange.status) not in described
        )
        if exchange.status is None or spoilt:
            self.seen[f"{exchange.method} {path} -"] += 1
            return found
        self.seen[f"{exchange.method} {path} {exchange.status}"] += 1
        response = _Response(exchange)
        errors = self._api.iter_response_errors(request, response)
        found += ["answer: " + ": ".join(_words(error)) for error in errors]
        own = described.get(str(exchange.status))
        silent = own is not None and "content" not in own
        documented = exchange.status == 404 and path.startswith(REFUNDS)
        if exchange.answer_body and silent and not documented:
            found.append(f"answer: a body with {exchange.status}, for which none is described")
        return found

    def unseen(self):
        """The operations of the description that no judged exchange asked for."""
        asked = {key.rsplit(" ", 1)[0] for key in self.seen}
        methods = {"get", "post", "put", "delete"}
        paths = self._contents()["paths"]
        every = {f"{m.upper()} {p}" for p, item in paths.items() for m in item if m in methods}
        return sorted(every - asked)

    def _contents(self):
        return self._api.spec.read_value()

    def _operation(self, request):
        found = APICallPathFinder(self._api.spec).find(request.method, HOST + request.path)
        path = found.path_result.pattern
        return self._contents()["paths"][path][request.method], path

    @staticmethod
    def _undescribed_parameters(operation, exchange):
        """A filter that the server does not know would be ignored there, silently."""
        known = {p["name"] for p in operation.get("parameters", []) if p["in"] == "query"}
        return [
            f"request: the query parameter {name} is not described"
            for name, _ in exchange.query
            if name not in known
        ]
