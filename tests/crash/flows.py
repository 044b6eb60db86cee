"""The flows that are killed: what happens before, what is killed, and who does what meanwhile."""

import signal
from dataclasses import dataclass

HERE = "A"
ELSEWHERE = "B"  # another lane of the merchant, with a journal of its own


@dataclass(frozen=True)
class Weather:
    """What the shoppers and the wire do in one phase. Times in milliseconds; the server's clock goes
    on by `passes` before it."""

    deed: str = "approve"
    check_in: int = 0
    answer: int = 0
    phone: str = "+4520031804"  # the server tells his loyalty id and his receipt token
    faults: tuple = ()
    passes: int = 0
    refund: int = 5  # until a refund is reserved

    def ask(self, sim):
        if self.passes:
            sim.advance(self.passes)
        sim.rules(refundSettlesMs=self.refund)
        sim.shopper(self.deed, checkInAfterMs=self.check_in, answerAfterMs=self.answer,
                    phoneNumber=self.phone)
        sim.forget_faults()
        for fault in self.faults:
            sim.fault(**fault)


@dataclass(frozen=True)
class Step:
    """One command at one lane. `{reference}` stands for the first reference that a step of the flow
    printed, `{order}` for the order id beside it. `stop` is a signal sent once mpctl says `when`."""

    words: tuple
    lane: str = HERE
    stop: int = 0
    when: str = "The payment is made"


@dataclass(frozen=True)
class Flow:
    name: str
    victim: Step
    prepare: tuple = ()
    used: bool = True  # the lane has sold before, in good weather
    settings: tuple = ()  # of all its tills, beside the usual ones
    before: Weather = Weather()
    during: Weather = Weather()
    after: Weather = Weather()

    def wants_use(self):
        """Where a flow begins with a sale that ends at once, that one is use enough."""
        return self.used and not {SOLD, HELD} & set(self.prepare)


def fault(kind, method, path):
    """Hits every call of that kind while it stands."""
    return {"kind": kind, "method": method, "path": path, "times": 0}


FAST = Weather()
ABSENT = Weather("absent")
WALKS_AWAY = Weather("walk-away")
# A refund that exceeds what was captured may be luckier while an attempt of till or recovery is on its way.
MORE_THAN_AN_HOUR_LATER = Weather(passes=66 * 60_000)
IN_PARTS = Weather(phone="+4520031805")
NO_CAPTURE = Weather(faults=(fault("drop-before", "POST", "*/payments/*/capture"),))
UNHEARD_CAPTURE = Weather(faults=(fault("drop-after", "POST", "*/payments/*/capture"),))
UNHEARD_CREATE = Weather(faults=(fault("drop-after", "POST", "*/payments"),))
NO_CANCEL = Weather("walk-away", faults=(fault("drop-before", "POST", "*/payments/*/cancel"),))
UNHEARD_REFUND = Weather(faults=(fault("drop-after", "POST", "*/refunds"),))
NO_REFUND_CANCEL = Weather(refund=600_000,
                           faults=(fault("drop-before", "POST", "*/refunds/*/cancel"),))
UNHEARD_CANCEL = Weather(faults=(fault("drop-after", "POST", "*/payments/*/cancel"),))
SLOW_REFUND = Weather(refund=600_000)
NO_REFUND_CAPTURE = Weather(faults=(fault("drop-before", "POST", "*/refunds/*/capture"),))

USED = Step(("sale", "1.00"))
SOLD = Step(("sale", "50.00"))
HELD = Step(("presale", "30.00"))
SHORT = ("--timeout", "900ms")
# It is approved by recovery, and its till never hears of it.
DIED_DECIDED = Step(("sale", "27.00"), stop=signal.SIGKILL, when="Finishing")
UNDO = (("undelivered", "undo"),)

FLOWS = (
    Flow("first sale", Step(("sale", "12.50")), used=False),
    Flow("sale", Step(("sale", "12.50"))),
    Flow("sale, slow shopper", Step(("sale", "12.50")),
         during=Weather(check_in=30, answer=60)),
    Flow("declined", Step(("sale", "20.00")), during=Weather("decline")),
    Flow("timed out", Step(("sale", "21.00", *SHORT)), during=WALKS_AWAY),
    Flow("timed out, yes at the last moment", Step(("sale", "21.00", *SHORT)),
         during=Weather(check_in=100, answer=270)),
    Flow("timed out, no cancel gets through", Step(("sale", "21.00", *SHORT)),
         during=NO_CANCEL),
    Flow("aborted", Step(("sale", "22.00"), stop=signal.SIGINT), during=WALKS_AWAY),
    Flow("capture does not get through", Step(("sale", "23.00")), during=NO_CAPTURE),
    Flow("capture unheard", Step(("sale", "23.50")), during=UNHEARD_CAPTURE),
    Flow("create unheard", Step(("sale", "24.00", *SHORT)), during=UNHEARD_CREATE),
    Flow("pre-sale", Step(("presale", "30.00"))),
    Flow("completion", Step(("complete", "30.00", "{reference}")), (HELD,)),
    Flow("completion in part", Step(("complete", "20.00", "{reference}")), (HELD,),
         before=IN_PARTS),
    Flow("completion elsewhere", Step(("complete", "30.00", "{reference}"), ELSEWHERE), (HELD,)),
    Flow("void of a pre-sale", Step(("void", "30.00", "{reference}", "--presale")), (HELD,)),
    Flow("void before the capture", Step(("void", "50.00", "{reference}"), ELSEWHERE), (SOLD,),
         before=NO_CAPTURE, during=NO_CAPTURE),
    Flow("void after the capture", Step(("void", "50.00", "{reference}")), (SOLD,)),
    Flow("void elsewhere of what was taken in part", Step(("void", "20.00", "{reference}"), ELSEWHERE),
         (HELD, Step(("complete", "20.00", "{reference}"))), before=IN_PARTS),
    Flow("refund", Step(("refund", "20.00", "{reference}")), (SOLD,)),
    Flow("second refund", Step(("refund", "30.00", "{reference}")),
         (SOLD, Step(("refund", "20.00", "{reference}")))),
    Flow("one refund too many", Step(("refund", "30.01", "{reference}")),
         (SOLD, Step(("refund", "20.00", "{reference}"))), after=MORE_THAN_AN_HOUR_LATER),
    Flow("refund elsewhere", Step(("refund", "15.00", "{reference}"), ELSEWHERE), (SOLD,)),
    Flow("refund elsewhere, by order id", Step(("refund", "15.00", "{order}"), ELSEWHERE), (SOLD,)),
    Flow("refund unheard", Step(("refund", "15.00", "{reference}", *SHORT)), (SOLD,),
         during=UNHEARD_REFUND),
    Flow("refund timed out", Step(("refund", "15.00", "{reference}", *SHORT)), (SOLD,),
         during=SLOW_REFUND),
    Flow("refund timed out, no cancel through",
         Step(("refund", "15.00", "{reference}", *SHORT)), (SOLD,), during=NO_REFUND_CANCEL),
    Flow("refund aborted", Step(("refund", "15.00", "{reference}"), stop=signal.SIGINT), (SOLD,),
         during=SLOW_REFUND),
    Flow("void of a pre-sale, cancel unheard",
         Step(("void", "30.00", "{reference}", "--presale", *SHORT)), (HELD,),
         during=UNHEARD_CANCEL),
    Flow("recovery of a capture", Step(("recover",)), (SOLD,), before=NO_CAPTURE),
    Flow("recovery of an undecided sale", Step(("recover",)),
         (Step(("sale", "25.00"), stop=signal.SIGKILL),),
         before=Weather(check_in=80, answer=80)),
    Flow("recovery of an unheard create", Step(("recover",)),
         (Step(("sale", "24.00", *SHORT)),), before=UNHEARD_CREATE),
    Flow("recovery of a cancel", Step(("recover",)), (Step(("sale", "24.00", *SHORT)),),
         before=NO_CANCEL),
    Flow("recovery of a refund", Step(("recover",)), (SOLD, Step(("refund", "9.00", "{reference}"))),
         before=NO_REFUND_CAPTURE),
    Flow("recovery of a completion", Step(("recover",)),
         (HELD, Step(("complete", "30.00", "{reference}"))), before=NO_CAPTURE),
    Flow("recovery of a void", Step(("recover",)),
         (HELD, Step(("void", "30.00", "{reference}", "--presale", *SHORT))), before=UNHEARD_CANCEL),
    Flow("recovery of a void that pays back", Step(("recover",)),
         (SOLD, Step(("void", "50.00", "{reference}"))), before=NO_REFUND_CAPTURE),
    Flow("recovery of what nobody heard of", Step(("recover",)), (DIED_DECIDED,),
         before=NO_CAPTURE, settings=UNDO),
    Flow("next sale after a death", Step(("sale", "26.00")),
         (Step(("sale", "25.00"), stop=signal.SIGKILL),), before=WALKS_AWAY),
)
