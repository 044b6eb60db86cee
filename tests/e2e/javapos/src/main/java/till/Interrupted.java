package till;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jpos.CAT;
import jpos.CATConst;
import jpos.ElectronicValueRW;
import jpos.JposConst;

/**
 * Tills that die, and what their next life can learn by standard calls.
 * `begin CAT`: sells, and stays until it is killed.
 * `unheard CAT`: sells, and halts before it can have heard.
 * `after CAT VALUE COUNT TRANSACTION`: waits until nothing is unresolved; that many results are not
 * handed over, and that transaction, or `none`, is the one that went through.
 * `refund CAT REFERENCE AMOUNT`: refunds a sale of another machine.
 */
public final class Interrupted {
    private static final int UNRESOLVED = 9;
    private static final int UNDELIVERED = 8;
    private static final long AMOUNT = 1250000;
    private static final long NEXT_AMOUNT = 500000;
    private static final String NONE = "none";

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
                after(arguments[1], arguments[2], Integer.parseInt(arguments[3]), arguments[4]);
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
        System.out.println("selling");
        Thread.sleep(120000);
    }

    private static void after(String device, String value, int undelivered, String sale) throws Exception {
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
            Check.that(sale.equals(NONE) || rows[0].contains(sale), sale + " in " + rows[0]);
            cat.getTransactionNumber();
            cat.directIO(UNDELIVERED, count, rows);
            Check.equal(0, count[0], "after the next call");
        });
        Check.test("the daily log has the sale if it went through, and only then", () -> {
            cat.accessDailyLog(2, CATConst.CAT_DL_REPORTING, 30000);
            String[] lines = cat.getDailyLog().split("\r\n");
            Check.equal(1, lines.length, "lines of " + cat.getDailyLog());
            Check.that(sale.equals(NONE) ? lines[0].isEmpty() : lines[0].contains("," + sale + ","), lines[0]);
        });
        cat.close();
        Check.test("the last success is the sale if it went through, and only then", () -> recall(value, sale, AMOUNT));
        Check.test("the till sells again, and that is the last success then", () -> {
            CAT again = Robustness.enabled(device);
            again.authorizeSales(3, NEXT_AMOUNT, 0, 30000);
            String next = again.getTransactionNumber();
            again.close();
            recall(value, next, NEXT_AMOUNT);
        });
    }

    /** What a till without a memory of its own asks after it was started again. */
    private static void recall(String device, String transaction, long amount) throws Exception {
        ElectronicValueRW rw = new ElectronicValueRW();
        rw.open(device);
        rw.claim(5000);
        rw.setDeviceEnabled(true);
        if (transaction.equals(NONE)) {
            Check.refused(JposConst.JPOS_E_ILLEGAL, rw::queryLastSuccessfulTransactionResult);
        } else {
            rw.queryLastSuccessfulTransactionResult();
            Check.equal(transaction, rw.getTransactionNumber(), "TransactionNumber");
            Check.equal(amount, rw.getSettledAmount(), "SettledAmount");
            Check.equal("10", rw.getTransactionType() + "", "TransactionType");
        }
        rw.close();
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
