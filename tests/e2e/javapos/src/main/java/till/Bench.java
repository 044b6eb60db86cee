package till;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import jpos.CAT;
import jpos.JposConst;
import jpos.JposException;

/**
 * What a call through the control costs, beside the same control with a service that does nothing, and
 * how many times as much that is. MobilePay's device here is a lane of the training wallet: what is
 * measured is the driver, its journal included, without a network.
 */
public final class Bench {
    private static final int WARM_UP = 20000;

    private Bench() {
    }

    private interface Call {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("bench");
        new Devices().addTraining("MobilePay", "CAT", "TILL1", folder)
                .addOf("till.EmptyServiceFactory", "Empty").install(folder);
        System.out.printf(Locale.ROOT, "%-36s %15s %15s %8s%n", "", "empty service", "MobilePay", "ratio");
        CAT empty = Robustness.enabled("Empty");
        CAT cat = Robustness.enabled("MobilePay");
        compare("property get: number", 500_000, empty::getSequenceNumber, cat::getSequenceNumber);
        compare("property get: text", 500_000, empty::getApprovalCode, cat::getApprovalCode);
        compare("refused call", 50_000, () -> refused(empty), () -> refused(cat));
        compare("request until its event", 2000, logOf(empty), logOf(cat));
        compareEvents(1000, empty, cat);
        empty.close();
        cat.close();
        compare("open, claim, enable, close", 100, () -> Robustness.enabled("Empty").close(),
                () -> Robustness.enabled("MobilePay").close());
    }

    /** An event that waits, from its thaw until the application has heard it. */
    private static void compareEvents(int times, CAT bare, CAT ours) throws Exception {
        print("event alone", eventOf(times, bare), eventOf(times, ours));
    }

    private static long eventOf(int times, CAT cat) throws Exception {
        Semaphore heard = new Semaphore(0);
        cat.addOutputCompleteListener(event -> heard.release());
        cat.setAsyncMode(true);
        long sum = 0;
        for (int i = -times / 10; i < times; ++i) {
            cat.setFreezeEvents(true);
            cat.accessDailyLog(1, 1, 1000);
            while (cat.getState() == JposConst.JPOS_S_BUSY) {
                Thread.yield();
            }
            long begin = System.nanoTime();
            cat.setFreezeEvents(false);
            heard.acquire();
            sum += i < 0 ? 0 : System.nanoTime() - begin;
        }
        return sum / times;
    }

    /** An asynchronous report of the daily log, and its OutputCompleteEvent. */
    private static Call logOf(CAT cat) throws JposException {
        Semaphore heard = new Semaphore(0);
        cat.addOutputCompleteListener(event -> heard.release());
        cat.setAsyncMode(true);
        return () -> {
            cat.accessDailyLog(1, 1, 1000);
            heard.acquire();
        };
    }

    private static void compare(String what, int times, Call bare, Call ours) throws Exception {
        print(what, measure(times, bare), measure(times, ours));
    }

    private static void print(String what, long empty, long mobilePay) {
        System.out.printf(Locale.ROOT, "%-36s %,12d ns %,12d ns %,8.1f%n", what, empty, mobilePay,
                mobilePay / (double) Math.max(1, empty));
    }

    private static void refused(CAT cat) {
        try {
            cat.authorizeSales(1, 0, 0, 0);
        } catch (JposException asItShould) {
            // refused
        }
    }

    private static long measure(int times, Call call) throws Exception {
        for (int i = 0; i < Math.min(times / 10, WARM_UP); ++i) {
            call.run();
        }
        long begin = System.nanoTime();
        for (int i = 0; i < times; ++i) {
            call.run();
        }
        return (System.nanoTime() - begin) / times;
    }
}
