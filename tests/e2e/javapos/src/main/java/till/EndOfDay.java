package till;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jpos.CAT;
import jpos.CATConst;
import jpos.JposException;

/**
 * The end of a day, each step a life of its own.
 * `open CAT`: two sales, a refund, a completed pre-sale and one that is left open; a report.
 * `blocked CAT`: a sale whose capture does not come through stands in the way of the settlement.
 * `close CAT`: the settlement, with everything the earlier lives did; nothing is left.
 */
public final class EndOfDay {
    private static final int TIMEOUT = 30000;
    private static final int TOTALS = 10;
    private static final int SETTLED_TOTALS = 12;
    private static int number = 300;

    private EndOfDay() {
    }

    public static void main(String[] arguments) throws Exception {
        CAT cat = Robustness.enabled(arguments[1]);
        switch (arguments[0]) {
            case "open":
                open(cat);
                break;
            case "blocked":
                blocked(cat);
                break;
            default:
                close(cat);
                break;
        }
        cat.close();
    }

    private static void open(CAT cat) throws Exception {
        Check.test("a day is reported as it went", () -> {
            String coffee = sale(cat, 350000);
            sale(cat, 485000);
            cat.setAdditionalSecurityInformation(coffee);
            cat.authorizeRefund(++number, 100000, 0, TIMEOUT);
            cat.authorizePreSales(++number, 8000000, 0, TIMEOUT);
            cat.setAdditionalSecurityInformation(cat.getTransactionNumber());
            cat.authorizeCompletion(++number, 8000000, 0, TIMEOUT);
            cat.authorizePreSales(++number, 9000000, 0, TIMEOUT);
            Check.equal(Arrays.asList("10", "10", "21", "40", "30", "40"), types(cat, CATConst.CAT_DL_REPORTING),
                    "TransactionTypes");
        });
    }

    private static void blocked(CAT cat) throws Exception {
        Check.test("what is not resolved stands in the way of a settlement and is named", () -> {
            String pending = sale(cat, 120000);
            Check.equal("APPROVED_CAPTURE_PENDING", cat.getCenterResultCode(), "CenterResultCode");
            JposException refusal = Check.refused(114, () -> types(cat, CATConst.CAT_DL_SETTLEMENT));
            Check.equal(CATConst.JPOS_ECAT_COMMUNICATIONERROR, refusal.getErrorCodeExtended(), "extended");
            Check.that(refusal.getMessage().contains(pending), refusal.getMessage());
        });
    }

    private static void close(CAT cat) throws Exception {
        Check.test("the settlement has what all lives of the day did, and closes it", () -> {
            List<String> types = Arrays.asList("10", "10", "21", "40", "30", "40", "10");
            Check.equal(types, types(cat, CATConst.CAT_DL_SETTLEMENT), "TransactionTypes");
            String totals = ask(cat, SETTLED_TOTALS);
            for (String total : new String[] {"kind=sale;currency=DKK;amount=95.50;count=3",
                "kind=refund;currency=DKK;amount=10.00;count=1", "kind=presale;currency=DKK;amount=1700.00;count=2",
                "kind=completion;currency=DKK;amount=800.00;count=1"}) {
                Check.that(totals.contains(total), total + " in " + totals);
            }
            Check.equal("", ask(cat, TOTALS), "totals of the new period");
            Check.equal(new ArrayList<String>(), types(cat, CATConst.CAT_DL_REPORTING), "the new period");
        });
    }

    private static String sale(CAT cat, long amount) throws JposException {
        cat.authorizeSales(++number, amount, 0, TIMEOUT);
        return cat.getTransactionNumber();
    }

    private static List<String> types(CAT cat, int type) throws JposException {
        cat.accessDailyLog(++number, type, TIMEOUT);
        List<String> types = new ArrayList<>();
        for (String line : cat.getDailyLog().split("\r\n")) {
            if (!line.isEmpty()) {
                types.add(line.split(",", -1)[1]);
            }
        }
        return types;
    }

    private static String ask(CAT cat, int command) throws JposException {
        String[] text = {""};
        cat.directIO(command, new int[1], text);
        return text[0];
    }
}
