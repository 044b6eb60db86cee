package till;

import jpos.CAT;
import jpos.JposException;

/**
 * Leaving CAT async|sync: begins a sale that nobody answers and, when a line comes in, leaves the virtual
 * machine in the middle of it: from the thread that began it, or from another one while it waits.
 */
public final class Leaving {
    private Leaving() {
    }

    public static void main(String[] arguments) throws Exception {
        CAT cat = Robustness.enabled(arguments[0]);
        cat.setAsyncMode(arguments[1].equals("async"));
        Thread seller = new Thread(() -> {
            try {
                cat.authorizeSales(1, 1250000, 0, 60000);
            } catch (JposException ended) {
                System.out.println("ended " + ended.getErrorCode() + "/" + ended.getErrorCodeExtended());
            }
        });
        seller.start();
        System.out.println("selling");
        if (System.in.read() >= 0) {
            System.exit(3);
        }
    }
}
