"""The checker finds what is wrong: every kind of corruption of a good exchange is named."""

import copy
import io
import json
import os
import tempfile
import unittest
from contextlib import redirect_stdout
from unittest import mock

import check
from description import Description
from wire import read_exchanges

PAYMENT = "3974eae6-e36f-4148-b5ee-22689e528c75"
GOOD = {
    "at": "2026-11-23T12:00:00Z",
    "method": "POST",
    "url": "/pos/v10/payments",
    "requestHeaders": [
        ["Authorization", "Bearer ***"],
        ["X-MobilePay-Client-System-Version", "1.0.0"],
        ["X-MobilePay-Idempotency-Key", "key-1"],
        ["Content-Type", "application/json"],
    ],
    "requestBody": json.dumps(
        {
            "posId": "c85916b1-8e17-4275-a388-551e16aa6293",
            "orderId": "till1-1",
            "amount": 12.50,
            "currencyCode": "DKK",
            "plannedCaptureDelay": "None",
        }
    ),
    "status": 200,
    "responseHeaders": [["Content-Type", "application/json; charset=utf-8"]],
    "responseBody": json.dumps({"paymentId": PAYMENT}),
}
POLL = GOOD | {
    "method": "GET",
    "url": f"/pos/v10/payments/{PAYMENT}",
    "requestHeaders": GOOD["requestHeaders"][:2],
    "requestBody": "",
    "responseBody": json.dumps(
        {
            "paymentId": PAYMENT,
            "posId": "c85916b1-8e17-4275-a388-551e16aa6293",
            "orderId": "till1-1",
            "status": "Reserved",
            "pollDelayInMs": 1000,
            "merchantPaymentLabel": None,
            "paymentExpiresAt": "2026-11-30T12:00:00Z",
        }
    ),
}


def changed(line, body="requestBody", **fields):
    """The line with members of a body set, or taken out (...)."""
    line = copy.deepcopy(line)
    value = json.loads(line[body])
    for name, new in fields.items():
        if new is ...:
            del value[name]
        else:
            value[name] = new
    line[body] = json.dumps(value)
    return line


class Checker(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.file = os.environ["MOBILEPAY_OPENAPI"]
        cls.description = Description(cls.file)

    def findings(self, line, answer_only=False):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
            out.write(json.dumps(line) + "\n")
            out.flush()
            return self.description.findings(next(read_exchanges(out.name)), answer_only)

    def assertFinds(self, line, *words):
        text = " ".join(self.findings(line))
        for word in words:
            self.assertIn(word, text)

    def test_good_exchanges_are_passed(self):
        for line in (GOOD, POLL):
            self.assertEqual(self.findings(line), [])

    def test_the_prefix_of_the_self_certification_is_no_other_path(self):
        self.assertEqual(
            self.findings(GOOD | {"url": "/pos-self-certification-api/pos/v10/payments"}), []
        )

    def test_an_address_that_is_not_described_is_found(self):
        self.assertFinds(GOOD | {"url": "/pos/v10/purchases"}, "request", "purchases")
        self.assertFinds(GOOD | {"method": "PUT"}, "request", "put")

    def test_an_id_in_the_path_that_is_no_guid_is_found(self):
        self.assertFinds(POLL | {"url": "/pos/v10/payments/17"}, "request", "paymentid")

    def test_a_filter_that_the_server_does_not_know_is_found(self):
        line = POLL | {
            "url": f"/pos/v10/payments?order={PAYMENT}",
            "responseBody": json.dumps({"paymentIds": []}),
        }
        self.assertFinds(line, "query parameter order")

    def test_a_missing_header_is_found(self):
        for missing in ("Authorization", "X-MobilePay-Client-System-Version", "X-MobilePay-Idempotency-Key"):
            headers = [header for header in GOOD["requestHeaders"] if header[0] != missing]
            self.assertFinds(GOOD | {"requestHeaders": headers}, "request", missing)

    def test_a_body_of_another_type_is_found(self):
        headers = GOOD["requestHeaders"][:3] + [["Content-Type", "text/plain"]]
        self.assertFinds(GOOD | {"requestHeaders": headers}, "request", "text/plain")

    def test_a_broken_field_of_a_request_is_found(self):
        self.assertFinds(changed(GOOD, amount=...), "request", "amount")
        self.assertFinds(changed(GOOD, amount="12.50"), "request", "amount")
        self.assertFinds(changed(GOOD, posId="till 1"), "request", "posId", "uuid")
        self.assertFinds(changed(GOOD, currencyCode="SEK"), "request", "SEK")
        self.assertFinds(changed(GOOD, tip=1), "request", "tip")
        self.assertFinds(changed(GOOD, orderId=None), "request", "orderId")
        self.assertFinds(GOOD | {"requestBody": "{"}, "request")
        self.assertFinds(GOOD | {"requestBody": ""}, "request")

    def test_a_broken_field_of_an_answer_is_found(self):
        def answer(**fields):
            return changed(POLL, body="responseBody", **fields)

        self.assertFinds(answer(status="Asleep"), "answer", "Asleep")
        self.assertFinds(answer(pollDelayInMs=...), "answer", "pollDelayInMs")
        self.assertFinds(answer(pollDelayInMs=2**31), "answer")
        self.assertFinds(answer(pollDelayInMs=0.5), "answer")
        self.assertFinds(answer(paymentExpiresAt="tomorrow"), "answer", "date-time")
        self.assertFinds(answer(paymentExpiresAt=None), "answer", "paymentExpiresAt")
        self.assertFinds(answer(mood="good"), "answer", "mood")
        self.assertFinds(POLL | {"responseBody": "[]"}, "answer")
        self.assertFinds(POLL | {"responseBody": ""}, "answer")

    def test_a_status_or_body_that_is_not_described_is_found(self):
        self.assertFinds(GOOD | {"status": 418}, "answer", "418")
        self.assertFinds(GOOD | {"status": 401}, "a body with 401")

    def test_an_answer_that_was_spoilt_on_purpose_is_left_out_but_not_its_request(self):
        self.assertEqual(self.findings(GOOD | {"responseBody": "{", "fault": "malformed"}), [])
        self.assertEqual(self.findings(GOOD | {"status": 503, "fault": "error"}), [])
        self.assertFinds(changed(GOOD, tip=1) | {"fault": "malformed"}, "request", "tip")
        self.assertFinds(GOOD | {"status": 500, "responseBody": "[]", "fault": "error"}, "answer")
        self.assertFinds(GOOD | {"responseBody": "{", "fault": "delay"}, "answer")

    def test_of_a_request_that_is_wrong_on_purpose_the_answer_is_judged(self):
        bad = changed(GOOD, amount=...)
        self.assertEqual(self.findings(bad, answer_only=True), [])
        self.assertIn("418", " ".join(self.findings(bad | {"status": 418}, answer_only=True)))
        self.assertIsNone(self.findings(GOOD | {"url": "/nowhere"}, answer_only=True))

    def test_the_token_endpoint_is_not_judged(self):
        self.assertIsNone(
            self.findings(GOOD | {"url": "/integrator-authentication/connect/token"})
        )


class Program(unittest.TestCase):
    def run_on(self, *lines):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)
            file.flush()
            arguments = ["check.py", "--openapi", os.environ["MOBILEPAY_OPENAPI"]]
            with mock.patch("sys.argv", arguments + ["--exchanges", file.name]):
                out = io.StringIO()
                with redirect_stdout(out):
                    return check.main(), out.getvalue()

    def test_it_ends_with_0_when_all_is_well(self):
        code, text = self.run_on(GOOD, POLL)
        self.assertEqual(code, 0)
        self.assertIn("2 exchanges judged, 0 not as described", text)

    def test_it_ends_with_1_and_names_the_line_when_one_is_corrupted(self):
        code, text = self.run_on(GOOD, changed(GOOD, amount=...))
        self.assertEqual(code, 1)
        self.assertRegex(text, r"jsonl:2: POST /pos/v10/payments: request: .*amount")

    def test_nothing_to_judge_is_no_success(self):
        self.assertEqual(self.run_on()[0], 2)


if __name__ == "__main__":
    unittest.main()
