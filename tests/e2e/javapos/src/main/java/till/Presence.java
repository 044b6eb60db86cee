package till;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jpos.ElectronicValueRW;
import jpos.ElectronicValueRWConst;
import jpos.JposConst;

/**
 * Presence VALUE: waits for a shopper to check in, says `detecting` when somebody may do so, takes his
 * payment while TransitionEvents tell how it goes on, and reads who the next one is.
 */
public final class Presence {
    private static final int TIMEOUT = 30000;

    private Presence() {
    }

    public static void main(String[] arguments) throws Exception {
        ElectronicValueRW value = new ElectronicValueRW();
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        List<Integer> transitions = Collections.synchronizedList(new ArrayList<>());
        value.addStatusUpdateListener(event -> events.add("status " + event.getStatus()));
        value.addOutputCompleteListener(event -> events.add("complete"));
        value.addDataListener(event -> events.add("data " + event.getStatus()));
        value.addErrorListener(event -> events.add("error " + event.getErrorCode() + " " + event.getErrorLocus()));
        value.addTransitionListener(event -> transitions.add(event.getEventNumber()));
        value.open(arguments[0]);
        value.claim(1000);
        value.setDeviceEnabled(true);

        Check.test("nobody is there yet", () -> {
            Check.refused(JposConst.JPOS_E_ILLEGAL,
                    () -> value.beginDetection(ElectronicValueRWConst.EVRW_BD_ANY, 500));
            value.setDetectionControl(true);
            Check.refused(JposConst.JPOS_E_TIMEOUT,
                    () -> value.beginDetection(ElectronicValueRWConst.EVRW_BD_ANY, 500));
            Check.equal(ElectronicValueRWConst.EVRW_DS_NOCARD, value.getDetectionStatus(), "DetectionStatus");
        });
        Check.test("a shopper who checks in is detected", () -> {
            say("detecting");
            value.beginDetection(ElectronicValueRWConst.EVRW_BD_ANY, TIMEOUT);
            Check.equal(ElectronicValueRWConst.EVRW_DS_DETECTED, value.getDetectionStatus(), "DetectionStatus");
            Check.equal("status 22", events.poll(5, TimeUnit.SECONDS), "event");
        });
        Check.test("his payment is told by transitions", () -> {
            value.setAsyncMode(true);
            value.setAmount(485000);
            value.subtractValue(1, TIMEOUT);
            Check.equal("complete", events.poll(TIMEOUT, TimeUnit.MILLISECONDS), "event");
            Check.equal(485000L, value.getSettledAmount(), "SettledAmount");
            Check.equal(Arrays.asList(ElectronicValueRWConst.EVRW_TE_NOTIFY_CENTER_CHECK,
                    ElectronicValueRWConst.EVRW_TE_NOTIFY_CENTER_CHECK_COMPLETE,
                    ElectronicValueRWConst.EVRW_TE_NOTIFY_COMPLETE),
                    transitions.subList(Math.max(0, transitions.size() - 3), transitions.size()),
                    "the last of " + transitions);
            value.setAsyncMode(false);
        });
        Check.test("the end of the detection is told", () -> {
            value.endDetection();
            Check.equal(ElectronicValueRWConst.EVRW_DS_NOCARD, value.getDetectionStatus(), "DetectionStatus");
            Check.equal("status 21", events.poll(5, TimeUnit.SECONDS), "event");
        });
        Check.test("what is read of the next one comes as data, when data is enabled", () -> {
            value.readValue(2, TIMEOUT);
            say("reading");
            Check.equal(null, events.poll(2, TimeUnit.SECONDS), "an event before DataEventEnabled");
            value.setDataEventEnabled(true);
            Check.equal("data 0", events.poll(TIMEOUT, TimeUnit.MILLISECONDS), "event");
            Check.equal(2, value.getSequenceNumber(), "SequenceNumber");
            Check.that(value.getAccountNumber().startsWith("****"), "AccountNumber " + value.getAccountNumber());
            Check.that(!value.getDataEventEnabled(), "DataEventEnabled is used up");
        });
        Check.test("a check of the card asks who is there", () -> {
            value.checkCard(3, TIMEOUT);
            Check.equal(3, value.getSequenceNumber(), "SequenceNumber");
            Check.equal(ElectronicValueRWConst.EVRW_TRANSACTION_CHECKCARD, value.getTransactionType(),
                    "TransactionType");
            Check.that(value.getAccountNumber().startsWith("****"), "AccountNumber " + value.getAccountNumber());
        });
        value.close();
    }

    private static void say(String what) {
        System.out.println(what);
        System.out.flush();
    }
}
