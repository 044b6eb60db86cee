package till;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import jpos.CAT;

/**
 * Together CAT CAT: one sale on each of two devices, at the same time. `Together CAT CAT apart`: each in
 * a class loader of its own, as a container has one for each application.
 */
public final class Together {
    private Together() {
    }

    public static void main(String[] arguments) throws Exception {
        BlockingQueue<String> faults = new LinkedBlockingQueue<>();
        boolean apart = arguments.length > 2;
        Thread[] tills = new Thread[2];
        for (int i = 0; i < tills.length; ++i) {
            String device = arguments[i];
            tills[i] = new Thread(() -> {
                try {
                    if (apart) {
                        Island.run("till.Together", "sell", device);
                    } else {
                        sell(device);
                    }
                } catch (Exception | AssertionError fault) {
                    faults.add(device + ": " + fault);
                }
            });
            tills[i].start();
        }
        for (Thread till : tills) {
            till.join();
        }
        Check.test("two devices sold" + (apart ? " in two class loaders" : ""),
                () -> Check.that(faults.isEmpty(), faults.toString()));
    }

    /** Also called by name. */
    public static void sell(String device) throws Exception {
        CAT cat = Robustness.enabled(device);
        cat.authorizeSales(1, 1250000, 0, 60000);
        Check.equal(1250000L, cat.getSettledAmount(), device + " SettledAmount");
        cat.close();
    }
}
