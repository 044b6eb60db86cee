package till;

import jpos.CAT;
import jpos.JposException;

/**
 * OldHabits DEVICE: a suite of the old school. Before every call it writes back what it read, it never
 * hands over a reference, and it voids and refunds by the number of the sale
 * (`reference.rule = sequence`).
 */
public final class OldHabits {
    private static final int TIMEOUT = 30000;

    private OldHabits() {
    }

    private interface Call {
        void run() throws JposException;
    }

    public static void main(String[] arguments) throws Exception {
        CAT cat = new CAT();
        cat.open(arguments[0]);
        cat.claim(0);
        cat.setDeviceEnabled(true);
        Check.test("a suite that sets no reference sells, voids and refunds", () -> {
            withHabits(cat, () -> cat.authorizeSales(201, 100000, 0, TIMEOUT));
            withHabits(cat, () -> cat.authorizeSales(202, 200000, 0, TIMEOUT));
            withHabits(cat, () -> cat.authorizeSales(203, 300000, 0, TIMEOUT));
            withHabits(cat, () -> cat.authorizeVoid(201, 100000, 0, TIMEOUT));
            Check.equal("20", cat.getTransactionType(), "TransactionType");
            withHabits(cat, () -> cat.authorizeRefund(202, 50000, 0, TIMEOUT));
            Check.equal("21", cat.getTransactionType(), "TransactionType");
        });
        Check.test("a number and an amount that disagree are refused, and nothing is sent", () -> {
            JposException refusal = Check.refused(106,
                    () -> withHabits(cat, () -> cat.authorizeVoid(203, 999900, 0, TIMEOUT)));
            Check.that(refusal.getMessage().contains("203"), refusal.getMessage());
        });
        cat.close();
    }

    private static void withHabits(CAT cat, Call call) throws JposException {
        cat.setAdditionalSecurityInformation(cat.getAdditionalSecurityInformation());
        cat.setPaymentMedia(cat.getPaymentMedia());
        call.run();
    }
}
