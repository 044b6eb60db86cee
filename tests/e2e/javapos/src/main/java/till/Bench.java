package till;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import jpos.CAT;
import jpos.JposException;

/** What a call through the control costs. */
public final class Bench {
    private static final int WARM_UP = 20000;

    private Bench() {
    }

    private interface Call {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("bench");
        new Devices().addTraining("MobilePay", "CAT", "TILL1", folder).install(folder);
        CAT bare = new CAT();
        CAT cat = Robustness.enabled("MobilePay");
        measure("bare control: getState, closed", 1_000_000, bare::getState);
        measure("property get: number", 1_000_000, cat::getSequenceNumber);
        measure("property get: text", 1_000_000, cat::getApprovalCode);
        measure("bare control: refused call, closed", 100_000, () -> refused(bare));
        measure("refused call", 100_000, () -> refused(cat));
        Semaphore heard = new Semaphore(0);
        cat.addOutputCompleteListener(event -> heard.release());
        cat.setAsyncMode(true);
        measure("asynchronous daily log until its event", 2000, () -> {
            cat.accessDailyLog(1, 1, 1000);
            heard.acquire();
        });
        cat.close();
        measure("open, claim, enable, close", 100, () -> Robustness.enabled("MobilePay").close());
    }

    private static void refused(CAT cat) {
        try {
            cat.authorizeSales(1, 0, 0, 0);
        } catch (JposException asItShould) {
            // refused
        }
    }

    private static void measure(String what, int times, Call call) throws Exception {
        for (int i = 0; i < Math.min(times / 10, WARM_UP); ++i) {
            call.run();
        }
        long begin = System.nanoTime();
        for (int i = 0; i < times; ++i) {
            call.run();
        }
        long each = (System.nanoTime() - begin) / times;
        System.out.printf(Locale.ROOT, "%-45s %,12d ns%n", what, each);
    }
}
