package till;

import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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
        asynchronously(cat);
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

    /** What a till asks for while it goes on. */
    private interface Request {
        void make() throws JposException;
    }

    private static void asynchronously(CAT cat) throws Exception {
        BlockingQueue<Integer> outcomes = new LinkedBlockingQueue<>();
        cat.addOutputCompleteListener(event -> outcomes.add(JposConst.JPOS_SUCCESS));
        cat.addErrorListener(event -> {
            event.setErrorResponse(JposConst.JPOS_ER_CLEAR);
            outcomes.add(event.getErrorCode());
        });
        cat.setAsyncMode(true);
        later(outcomes, () -> cat.authorizeSales(++number, 99_95 * 100, 0, TIMEOUT));
        receipt("SALE", cat, 99_95);
        cat.setAdditionalSecurityInformation(cat.getTransactionNumber());
        later(outcomes, () -> cat.authorizeRefund(++number, 9_95 * 100, 0, TIMEOUT));
        receipt("REFUND", cat, 9_95);
        later(outcomes, () -> cat.authorizeSales(++number, 12_00 * 100, 0, TIMEOUT));
        cat.setAdditionalSecurityInformation(cat.getTransactionNumber());
        later(outcomes, () -> cat.authorizeVoid(++number, 12_00 * 100, 0, TIMEOUT));
        receipt("VOID", cat, 12_00);
        cat.setAsyncMode(false);
        Check.equal(number, cat.getSequenceNumber(), "SequenceNumber");
    }

    private static void later(BlockingQueue<Integer> outcomes, Request request) throws Exception {
        request.make();
        System.out.println("(the till goes on meanwhile)");
        Integer outcome = outcomes.poll(TIMEOUT, TimeUnit.MILLISECONDS);
        Check.that(outcome != null, "an event");
        Check.equal(JposConst.JPOS_SUCCESS, outcome, "what the event says");
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
