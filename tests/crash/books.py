"""Compares the server's ledger, the journals and what the tills were told. Empty: they agree."""

from collections import defaultdict
from decimal import Decimal

APPROVED = ("approved", "approvedCapturePending")
ACTIVE = ("Prepared", "Paired", "Initiated", "IssuedToUser", "Reserved")
CREATES = ("sale", "preSale")
TAKING = (*CREATES, "completion", "refund")  # told unknown, they end as if they had not been asked for
PAID = ("Captured", "ExpiredAndCaptured")


class Ledger:
    """The server's side, by what a point can look up."""

    def __init__(self, ledger):
        self.payments = defaultdict(list)  # by lane
        self.refunds = defaultdict(list)  # by payment
        for payment in ledger["payments"]:
            self.payments[payment["merchantPosId"]].append(payment)
        for refund in ledger["refunds"]:
            self.refunds[refund["paymentId"]].append(refund)


class Books:
    """All lanes of one point."""

    def __init__(self, ledger, lanes, rows, heard, undo=False):
        self._ledger = ledger
        self._payments = [p for lane in lanes for p in ledger.payments[lane]]
        self._by_order = {p["orderId"]: p for p in self._payments}
        self._by_id = {p["paymentId"]: p for p in self._payments}
        self._rows = rows
        self._heard = heard
        self._undo = undo  # what no till heard of is to be voided
        self.wrong = []

    def compare(self):
        for row in self._rows:
            self._row(row)
        for payment in self._payments:
            self._payment(payment)
        for one in self._heard:
            if "verdict" in one.answer:
                self._told(one)
        self._not_more_than_asked()
        return self.wrong

    def _say(self, text):
        self.wrong.append(text)

    def _row(self, row):
        name = f"{row['operation']} {row['orderId']}"
        if row["outcome"] == "open":
            return self._say(f"{name} is still open after recovery, decision {row['decision']}")
        if row["operation"] not in CREATES:
            return None
        if self._undo and row["outcome"] == "approved" and row["handedOver"] == "false":
            self._say(f"{name} was never heard of, and is not undone")
        payment = self._by_order.get(row["orderId"])
        if payment is None and row["outcome"] == "approved":
            return self._say(f"{name} is approved, but the server knows no such payment")
        return None

    def _rows_of(self, payment):
        return [row for row in self._rows if row["payment"] == payment["paymentId"]
                or row["orderId"] == payment["orderId"]]

    def _payment(self, payment):
        name = f"payment of order {payment['orderId']} ({payment['state']})"
        rows = self._rows_of(payment)
        makers = [row for row in rows if row["operation"] in CREATES]
        if len(makers) != 1:
            return self._say(f"{name} was promised {len(makers)} times")
        good = [row for row in rows if row["outcome"] == "approved"]
        takers = [row for row in good if row["operation"] in ("sale", "completion")]
        voids = [row for row in good if row["operation"] in ("voidSale", "voidPreSale")]
        state = payment["state"]
        captured = payment.get("captured") or Decimal(0)
        refunded = payment.get("refunded") or Decimal(0)
        if len(takers) > 1:
            self._say(f"{name} was taken {len(takers)} times by the journal")
        if state == "Captured":
            if not takers:
                self._say(f"{name} is captured, but no row of the journal says so: "
                          f"{[row['outcome'] for row in rows]}")
            elif captured != Decimal(takers[0]["amount"]):
                self._say(f"{name}: {captured} captured, but promised {takers[0]['amount']}")
        elif takers and not voids:
            self._say(f"{name} was promised as taken, but is {state}")
        if state in ACTIVE:
            held = makers[0]["operation"] == "preSale" and makers[0]["outcome"] == "approved"
            if not held or state != "Reserved" or takers or voids:
                self._say(f"{name} is left in the air; rows: "
                          f"{[(row['operation'], row['outcome']) for row in rows]}")
        elif state != "Captured" and good and not voids:
            self._say(f"{name}: approved, but nothing is held")
        if voids and state == "Captured" and refunded != captured:
            self._say(f"{name} was voided, but {refunded} of {captured} is paid back")
        return self._refunds(name, payment, captured, refunded, good)

    def _refunds(self, name, payment, captured, refunded, good):
        if refunded > captured:
            self._say(f"{name}: {refunded} refunded of {captured}")
        paid = Decimal(0)
        for refund in self._ledger.refunds[payment["paymentId"]]:
            if refund["state"] in PAID:
                paid += refund["amount"]
            elif refund["state"] in ("Initiated", "Reserved", "Requested"):
                self._say(f"{name}: refund {refund['refundId']} is left {refund['state']}")
        promised = sum((Decimal(row["amount"]) for row in good if row["operation"] == "refund"
                        or row["operation"] == "voidSale" and row["refund"]), Decimal(0))
        if paid != promised or paid != refunded:
            self._say(f"{name}: {promised} promised as refunded, the server paid {paid} "
                      f"and counts {refunded}")

    def _told(self, heard):
        answer = heard.answer
        name = f"{' '.join(heard.words)} was told {answer['verdict']}"
        rows = [row for row in self._rows if row["orderId"] == answer["orderId"]]
        if answer["verdict"] in APPROVED:
            voided = any(row["payment"] == answer["payment"] and row["outcome"] == "approved" and
                         row["operation"] == "voidSale" for row in self._rows)
            if not rows:
                self._say(f"{name}, but the journal has no such row")
            elif rows[0]["outcome"] != "approved" and not voided:
                self._say(f"{name}, but the journal says {rows[0]['outcome']}")
        elif rows and rows[0]["outcome"] == "approved" and answer["verdict"] != "unknown":
            self._say(f"{name}, but the journal says approved")
        elif rows and rows[0]["outcome"] == "approved" and rows[0]["operation"] in TAKING:
            self._say(f"{name}, but was taken later")

    def _not_more_than_asked(self):
        asked = sum(1 for one in self._heard if one.words[0] in ("sale", "presale"))
        if len(self._payments) > asked:
            self._say(f"{asked} sales were asked for, the server has {len(self._payments)}")
