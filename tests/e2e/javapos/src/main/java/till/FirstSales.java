package till;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jpos.CAT;
import jpos.CATConst;
import jpos.JposConst;
import jpos.JposException;

/** The narrow way through all layers: a control, a sale each way, and a change of mind. */
public final class FirstSales {
    private static final long AMOUNT = 1250000;
    /** The training wallet's shopper never answers amounts that end so. */
    private static final long NOBODY_ANSWERS = 105200;

    private FirstSales() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("first-sales");
        new Devices().addTraining("MobilePay", "CAT", "TILL1", folder).install(folder);
        CAT cat = new CAT();
        BlockingQueue<Integer> completions = new LinkedBlockingQueue<>();
        cat.addOutputCompleteListener(event -> completions.add(event.getOutputID()));

        Check.test("open, claim and enable", () -> {
            cat.open("MobilePay");
            cat.claim(0);
            cat.setDeviceEnabled(true);
        });
        Check.test("a synchronous sale", () -> {
            cat.authorizeSales(1, AMOUNT, 0, 30000);
            Check.equal(1, cat.getSequenceNumber(), "SequenceNumber");
            Check.equal("10", cat.getTransactionType(), "TransactionType");
            Check.equal(AMOUNT, cat.getSettledAmount(), "SettledAmount");
            Check.that(!cat.getTransactionNumber().isEmpty(), "a TransactionNumber");
        });
        Check.test("an asynchronous sale completes with an event", () -> {
            cat.setAsyncMode(true);
            cat.authorizeSales(2, AMOUNT, 0, 30000);
            int id = cat.getOutputID();
            Check.equal(id, completions.poll(10, TimeUnit.SECONDS), "OutputID");
            Check.equal(2, cat.getSequenceNumber(), "SequenceNumber");
            Check.equal(JposConst.JPOS_S_IDLE, cat.getState(), "State");
        });
        Check.test("clearOutput from a second thread ends an asynchronous sale", () -> {
            cat.authorizeSales(3, NOBODY_ANSWERS, 0, 30000);
            Check.equal(JposConst.JPOS_S_BUSY, cat.getState(), "State");
            Thread second = new Thread(() -> quietly(cat));
            second.start();
            second.join();
            Check.equal(JposConst.JPOS_S_IDLE, cat.getState(), "State");
            Check.that(completions.isEmpty(), "no event");
        });
        Check.test("clearOutput from a second thread ends a synchronous sale", () -> {
            cat.setAsyncMode(false);
            Thread second = new Thread(() -> {
                sleep(300);
                quietly(cat);
            });
            second.start();
            JposException stopped = Check.refused(JposConst.JPOS_E_EXTENDED,
                    () -> cat.authorizeSales(4, NOBODY_ANSWERS, 0, 30000));
            Check.equal(CATConst.JPOS_ECAT_RESET, stopped.getErrorCodeExtended(), "extended");
            second.join();
        });
        Check.test("release and close", () -> {
            cat.setDeviceEnabled(false);
            cat.release();
            cat.close();
            Check.equal(JposConst.JPOS_S_CLOSED, cat.getState(), "State");
        });
    }

    private static void quietly(CAT cat) {
        try {
            cat.clearOutput();
        } catch (JposException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
