package till;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jpos.CAT;
import jpos.CATConst;
import jpos.ElectronicValueRW;
import jpos.JposConst;
import jpos.JposException;

/**
 * Shop CAT-DEVICE VALUE-DEVICE: a small retail program that knows UnifiedPOS and nothing of MobilePay.
 * It keeps what a sale says of itself, and hands it back for a void or a refund.
 */
public final class Shop {
    private static final int TIMEOUT = 30000;
    private static int number = 100;

    private Shop() {
    }

    public static void main(String[] arguments) throws Exception {
        CAT cat = new CAT();
        cat.open(arguments[0]);
        cat.claim(1000);
        cat.setDeviceEnabled(true);
        String coffee = sale(cat, 35_00);
        String cake = sale(cat, 48_50);
        undo(cat, coffee, 35_00);
        refund(cat, cake, 20_00);
        asynchronously(cat, 99_95);
        hotel(cat);
        System.out.println("DAILY LOG");
        cat.accessDailyLog(++number, CATConst.CAT_DL_REPORTING, TIMEOUT);
        System.out.print(cat.getDailyLog());
        cat.close();
        value(arguments[1]);
        System.out.println("ok - the shop");
    }

    private static String sale(CAT cat, long cents) throws JposException {
        cat.authorizeSales(++number, cents * 100, 0, TIMEOUT);
        receipt("SALE", cat, cents);
        return cat.getTransactionNumber();
    }

    private static void undo(CAT cat, String reference, long cents) throws JposException {
        cat.setAdditionalSecurityInformation(reference);
        cat.authorizeVoid(++number, cents * 100, 0, TIMEOUT);
        receipt("VOID", cat, cents);
    }

    private static void refund(CAT cat, String reference, long cents) throws JposException {
        cat.setAdditionalSecurityInformation(reference);
        cat.authorizeRefund(++number, cents * 100, 0, TIMEOUT);
        receipt("REFUND", cat, cents);
    }

    private static void hotel(CAT cat) throws JposException {
        cat.authorizePreSales(++number, 800_00 * 100, 0, TIMEOUT);
        receipt("RESERVATION", cat, 800_00);
        cat.setAdditionalSecurityInformation(cat.getTransactionNumber());
        cat.authorizeCompletion(++number, 800_00 * 100, 0, TIMEOUT);
        receipt("COMPLETION", cat, 800_00);
    }

    private static void asynchronously(CAT cat, long cents) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        cat.addOutputCompleteListener(event -> done.countDown());
        cat.addErrorListener(event -> {
            event.setErrorResponse(JposConst.JPOS_ER_CLEAR);
            done.countDown();
        });
        cat.setAsyncMode(true);
        cat.authorizeSales(++number, cents * 100, 0, TIMEOUT);
        System.out.println("(the till goes on while the shopper decides)");
        Check.that(done.await(TIMEOUT, TimeUnit.MILLISECONDS), "an event");
        Check.equal(number, cat.getSequenceNumber(), "SequenceNumber");
        receipt("SALE", cat, cents);
        cat.setAsyncMode(false);
    }

    private static void value(String device) throws JposException {
        ElectronicValueRW rw = new ElectronicValueRW();
        rw.open(device);
        rw.claim(1000);
        rw.setDeviceEnabled(true);
        rw.setAmount(15_00 * 100);
        rw.subtractValue(++number, TIMEOUT);
        System.out.printf(Locale.ROOT, "VALUE  %s  %.2f%n", rw.getTransactionNumber(), rw.getSettledAmount() / 10000.0);
        rw.setAdditionalSecurityInformation(rw.getTransactionNumber());
        rw.cancelValue(++number, TIMEOUT);
        System.out.println("VALUE CANCELLED  " + rw.getTransactionNumber());
        rw.close();
    }

    private static void receipt(String what, CAT cat, long cents) throws JposException {
        System.out.printf(Locale.ROOT, "%-11s no. %d  %d.%02d  approval %s  transaction %s  slip %s%n", what,
                cat.getSequenceNumber(), cents / 100, cents % 100, cat.getApprovalCode(), cat.getTransactionNumber(),
                cat.getSlipNumber());
    }
}
