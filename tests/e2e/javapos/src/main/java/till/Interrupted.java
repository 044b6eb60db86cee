package till;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jpos.CAT;
import jpos.ElectronicValueRW;

/**
 * Tills that die, and what their next life can learn by standard calls.
 * `begin CAT`: sells to a shopper who does not answer, and stays until it is killed.
 * `unheard CAT`: sells, and halts before it can have heard.
 * `after CAT VALUE COUNT`: waits until nothing is unresolved; that many results are not handed over.
 * `refund CAT REFERENCE AMOUNT`: refunds a sale of another machine.
 */
public final class Interrupted {
    private static final int UNRESOLVED = 9;
    private static final int UNDELIVERED = 8;
    private static final long AMOUNT = 1250000;

    private Interrupted() {
    }

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "begin":
                begin(arguments[1]);
                break;
            case "unheard":
                Robustness.enabled(arguments[1]).authorizeSales(1, AMOUNT, 0, 30000);
                System.out.println("sold");
                Runtime.getRuntime().halt(0);
                break;
            case "after":
                after(arguments[1], arguments[2], Integer.parseInt(arguments[3]));
                break;
            default:
                refund(arguments[1], arguments[2], Long.parseLong(arguments[3]));
                break;
        }
    }

    private static void begin(String device) throws Exception {
        CAT cat = Robustness.enabled(device);
        cat.setAsyncMode(true);
        cat.authorizeSales(1, AMOUNT, 0, 60000);
        Thread.sleep(1500);
        System.out.println("selling");
        Thread.sleep(120000);
    }

    private static void after(String device, String value, int undelivered) throws Exception {
        CAT cat = new CAT();
        BlockingQueue<Integer> announced = new LinkedBlockingQueue<>();
        cat.addDirectIOListener(event -> announced.add(event.getData()));
        cat.open(device);
        cat.claim(5000);
        cat.setDeviceEnabled(true);
        Check.test("recovery leaves nothing unresolved", () -> {
            int[] count = {1};
            for (int i = 0; i < 600 && count[0] > 0; ++i) {
                cat.directIO(UNRESOLVED, count, new String[] {""});
                Thread.sleep(50);
            }
            Check.equal(0, count[0], "unresolved");
        });
        Check.test(undelivered + " results that nobody heard of are listed", () -> {
            if (undelivered > 0) {
                Check.equal(undelivered, announced.poll(5, TimeUnit.SECONDS), "DirectIOEvent");
            }
            int[] count = {0};
            String[] rows = {""};
            cat.directIO(UNDELIVERED, count, rows);
            Check.equal(undelivered, count[0], "not handed over: " + rows[0]);
            cat.getTransactionNumber();
            cat.directIO(UNDELIVERED, count, rows);
            Check.equal(0, count[0], "after the next call");
        });
        Check.test("the till sells again", () -> cat.authorizeSales(2, AMOUNT, 0, 30000));
        String sale = cat.getTransactionNumber();
        cat.close();
        Check.test("the last success can be recalled by standard calls", () -> {
            ElectronicValueRW rw = new ElectronicValueRW();
            rw.open(value);
            rw.claim(5000);
            rw.setDeviceEnabled(true);
            rw.queryLastSuccessfulTransactionResult();
            Check.equal(sale, rw.getTransactionNumber(), "TransactionNumber");
            Check.equal(AMOUNT, rw.getSettledAmount(), "SettledAmount");
            rw.close();
        });
    }

    private static void refund(String device, String reference, long amount) throws Exception {
        CAT cat = Robustness.enabled(device);
        Check.test("a reference alone refunds a sale of another machine", () -> {
            cat.setAdditionalSecurityInformation(reference);
            cat.authorizeRefund(1, amount, 0, 30000);
            Check.equal("21", cat.getTransactionType(), "TransactionType");
        });
        cat.close();
    }
}
