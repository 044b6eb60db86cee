"""The engine behind both doors, driven by mpctl: every way a payment can go, over real HTTPS."""

from decimal import Decimal

from world import Failed, kill, wait_until


def words_of_payment(payment):
    text = f"{payment['state']} {payment['authorized']} {payment['currencyCode']}"
    if payment["captured"] and payment["captured"] != payment["authorized"]:
        text += f", captured {payment['captured']}"
    if payment["refunded"]:
        text += f", refunded {payment['refunded']}"
    return text


def words_of_rows(rows):
    """Every row in a few words: `sale 12.50 approved`."""
    return "; ".join(f"{row['operation']} {row['amount']} " +
                     (f"open ({row['decision']})" if row["outcome"] == "open" else row["outcome"])
                     for row in rows) or "nothing"


def words_of_answer(answer):
    if "verdict" not in answer:
        return f"{answer.get('error', answer)} (exit code {answer['exitCode']})"
    code = answer["code"]
    text = answer["verdict"] + (f", {code}" if code and code.lower() != answer["verdict"] else "")
    return f"{text} (exit code {answer['exitCode']})"


class Engine:
    TITLE = "The engine, by mpctl"

    def __init__(self, sim, new_till, lines):
        self._sim = sim
        self._new_till = new_till
        self._till = new_till("TILL1")
        self._lines = lines

    def run(self):
        self._lines.section(self.TITLE)
        self.sale()
        self.declined()
        self.timed_out()
        self.pre_sale_completed_in_part()
        self.void_before_capture()
        self.void_after_capture()
        reference = self.two_partial_refunds()
        self.one_refund_too_many(reference)
        self.refund_at_another_lane()
        self.capture_pending_while_the_server_is_down()
        self.killed_in_the_middle_of_a_sale()
        self.books_agree()
        self.manners()

    # ---- what is done ----

    def sale(self):
        self._sim.shopper("approve")
        answer = self._till.run("sale", "12.50")
        self._expect("Sale of 12.50", answer, "approved", "Captured", ["approved"],
                     captured="12.50")

    def declined(self):
        self._sim.shopper("decline")
        answer = self._till.run("sale", "20.00")
        self._expect("Sale of 20.00, the shopper says no", answer, "declined", "CancelledByUser",
                     ["declined"], captured="0")

    def timed_out(self):
        self._sim.shopper("absent")
        answer = self._till.run("sale", "21.00", "--timeout", "3s")
        self._expect("Sale of 21.00, nobody comes within 3 s", answer, "timedOut",
                     "CancelledByClient", ["timedOut"], captured="0")

    def pre_sale_completed_in_part(self):
        # The test user whose payments can be captured in part.
        self._sim.shopper("approve", phoneNumber="+4520031805")
        held = self._till.run("presale", "100.00")
        self._expect("Pre-sale of 100.00", held, "approved", "Reserved", ["approved"],
                     captured="0")
        self._sim.let_poll_delay_pass()
        answer = self._till.run("complete", "80.00", held["reference"])
        self._expect("Its completion with 80.00", answer, "approved", "Captured",
                     ["approved", "approved"], captured="80.00")

    def void_before_capture(self):
        self._sim.shopper("approve")
        held = self._till.run("presale", "30.00")
        self._sim.let_poll_delay_pass()
        answer = self._till.run("void", "30.00", held["reference"], "--presale")
        self._expect("Void of a pre-sale of 30.00, before any capture", answer, "approved",
                     "CancelledByClient", ["approved", "approved"], captured="0")

    def void_after_capture(self):
        sold = self._till.run("sale", "31.00")
        answer = self._till.run("void", "31.00", sold["reference"])
        self._expect("Void of a sale of 31.00, after its capture", answer, "approved", "Captured",
                     ["approved", "approved"], captured="31.00", refunded="31.00")

    def two_partial_refunds(self):
        sold = self._till.run("sale", "50.00")
        for amount, refunded in (("20.00", "20.00"), ("25.00", "45.00")):
            answer = self._till.run("refund", amount, sold["reference"])
            rows = ["approved"] * (2 if refunded == "20.00" else 3)
            self._expect(f"Refund of {amount} from a sale of 50.00", answer, "approved", "Captured",
                         rows, captured="50.00", refunded=refunded)
        return sold["reference"]

    def one_refund_too_many(self, reference):
        answer = self._till.run("refund", "10.00", reference)
        self._expect("A third refund, of 10.00: more than is left", answer, "refused", "Captured",
                     ["approved"] * 3 + ["refused"], captured="50.00", refunded="45.00")

    def refund_at_another_lane(self):
        sold = self._till.run("sale", "40.00")
        other = self._new_till("TILL2")
        answer = other.run("refund", "15.00", sold["reference"])
        self._expect("Refund of 15.00 of a sale of 40.00 at a second lane with an empty journal",
                     answer, "approved", "Captured", ["approved"], till=other, captured="40.00",
                     refunded="15.00")

    def capture_pending_while_the_server_is_down(self):
        self._sim.fault(kind="drop-before", method="POST", path="*/payments/*/capture", times=0)
        answer = self._till.run("sale", "60.00")
        self._expect("Sale of 60.00 whose capture does not get through", answer,
                     "approvedCapturePending", "Reserved", ["open"], captured="0")
        self._sim.stop()
        recovered = self._till.run("recover")
        rows = self._till.journal(answer["reference"])
        wrong = self._differences(
            [("exit code", recovered["exitCode"], 4), ("open rows", len(self._till.open_rows()), 1)])
        self._lines.add("Recovery while the server is down", "still open (exit code 4)",
                        "(down)", words_of_rows(rows), wrong)
        self._sim.start()
        recovered = self._till.run("recover")
        self._settled("Recovery once the server is back", recovered, answer["payment"], "Captured",
                      ["approved"], captured="60.00")

    def killed_in_the_middle_of_a_sale(self):
        self._sim.shopper("absent")
        known = {p["paymentId"] for p in self._sim.payments_of("TILL1")}
        process = self._till.begin("sale", "70.00")

        def begun():
            if process.poll() is not None:
                raise Failed(f"the sale ended by itself with {process.returncode}")
            fresh = [p for p in self._sim.payments_of("TILL1") if p["paymentId"] not in known]
            return fresh[0] if fresh else None

        try:
            payment = wait_until("the sale reaches the server", begun)
        finally:
            kill(process)
        # The till may have died before it knew the payment's id: its order id is always there.
        rows = self._till.journal(payment["orderId"])
        wrong = self._differences([("server", payment["state"], "Initiated"),
                                   ("journal", [row["outcome"] for row in rows], ["open"])])
        self._lines.add("Sale of 70.00; kill -9 while it waits for the shopper", "nothing",
                        words_of_payment(payment), words_of_rows(rows), wrong)
        recovered = self._till.run("recover")
        self._settled("Recovery after the restart", recovered, payment["paymentId"],
                      "CancelledByClient", ["undone"], captured="0", order=payment["orderId"])
        self._sim.shopper("approve")
        answer = self._till.run("sale", "71.00")
        self._expect("The next sale, of 71.00, at the same lane", answer, "approved", "Captured",
                     ["approved"], captured="71.00")

    # ---- what has to be true of all of it ----

    def books_agree(self):
        """Money at the server and in the journals is the same, to the øre."""
        ledger = self._sim.ledger()
        captured = sum((p["captured"] for p in ledger["payments"]), Decimal(0))
        refunded = sum((p["refunded"] for p in ledger["payments"]), Decimal(0))
        active = [p for p in ledger["payments"]
                  if p["state"] in ("Prepared", "Paired", "Initiated", "IssuedToUser", "Reserved")]
        rows = self._till.run("journal", "list")["rows"]
        rows += self._new_till("TILL2").run("journal", "list")["rows"]
        approved = [row for row in rows if row["outcome"] == "approved"]

        def total(*kinds):
            return sum((Decimal(r["amount"]) for r in approved if r["operation"] in kinds),
                       Decimal(0))

        # A void of a captured sale pays it back by a refund of its own.
        paid_back = total("refund") + sum(
            (Decimal(r["amount"]) for r in approved
             if r["operation"] == "voidSale" and r["refund"]), Decimal(0))
        wrong = self._differences([
            ("captured", total("sale", "completion"), captured), ("refunded", paid_back, refunded),
            ("open at the server", len(active), 0),
            ("open in the journals", len(self._till.open_rows()), 0)])
        self._lines.add("All of it, added up", "",
                        f"captured {captured}, refunded {refunded}, {len(active)} open",
                        f"captured {total('sale', 'completion')}, refunded {paid_back}, "
                        f"{len(self._till.open_rows())} open", wrong)

    def manners(self):
        early = self._sim.early_polls()
        wrong = [f"{poll['path']} came {poll['earlyByMs']} ms early, at {poll['at']}"
                 for poll in early]
        self._lines.add("No poll came before its time", "", f"{len(early)} came early", "", wrong)

    # ---- checks ----

    @staticmethod
    def _differences(expectations):
        return [f"{name}: {is_now}, has to be {wanted}"
                for name, is_now, wanted in expectations if is_now != wanted]

    def _expect(self, done, answer, verdict, state, outcomes, till=None, captured="0",
                refunded="0"):
        if "verdict" not in answer:
            self._lines.add(done, words_of_answer(answer), "", "", ["mpctl did not do it"])
            return
        payment = self._sim.payment(answer["payment"])
        # By the payment the journal finds the sale and all that followed; where the server never
        # said its id, the row is known by the order id.
        rows = (till or self._till).journal(answer["payment"] or answer["orderId"])
        self._lines.add(done, words_of_answer(answer), words_of_payment(payment),
                        words_of_rows(rows),
                        self._differences([("verdict", answer["verdict"], verdict)]) +
                        self._books(payment, rows, state, outcomes, captured, refunded))

    def _settled(self, done, recovered, payment_id, state, outcomes, captured, order=None):
        payment = self._sim.payment(payment_id)
        rows = self._till.journal(order or payment_id)
        text = recovered["lanes"][0]["text"]
        self._lines.add(done, f"{text} (exit code {recovered['exitCode']})",
                        words_of_payment(payment), words_of_rows(rows),
                        self._differences([("exit code", recovered["exitCode"], 0)]) +
                        self._books(payment, rows, state, outcomes, captured, "0"))

    def _books(self, payment, rows, state, outcomes, captured, refunded):
        return self._differences([
            ("server", payment["state"], state),
            ("captured", payment["captured"] or Decimal(0), Decimal(captured)),
            ("refunded", payment["refunded"] or Decimal(0), Decimal(refunded)),
            ("journal", [row["outcome"] for row in rows], outcomes)])
