package till;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jpos.CAT;
import jpos.ElectronicValueRW;
import jpos.JposConst;
import jpos.JposException;

/**
 * Payments [CAT VALUE]: every kind of payment by the calls that JavaPOS has had since 1.14, so that it
 * runs in suites of all releases. Without names the devices are lanes of the training wallet.
 */
public final class Payments {
    private static final int TIMEOUT = 30000;
    private static final long AMOUNT = 1250000;
    private static final long PART = 250000;
    private static int number;

    private Payments() {
    }

    public static void main(String[] arguments) throws Exception {
        String[] devices = arguments;
        if (devices.length == 0) {
            devices = new String[] {"MobilePayCAT", "MobilePayValue"};
            Path folder = Files.createTempDirectory("payments");
            new Devices().addTraining(devices[0], "CAT", "TILL1", folder)
                    .addTraining(devices[1], "ElectronicValueRW", "TILL2", folder).install(folder);
        }
        CAT cat = Robustness.enabled(devices[0]);
        Check.test("CAT: a sale and its void", () -> {
            String sale = pay(cat, "10", () -> cat.authorizeSales(++number, AMOUNT, 0, TIMEOUT));
            cat.setAdditionalSecurityInformation(sale);
            pay(cat, "20", () -> cat.authorizeVoid(++number, AMOUNT, 0, TIMEOUT));
        });
        Check.test("CAT: a sale and refunds of parts of it", () -> {
            String sale = pay(cat, "10", () -> cat.authorizeSales(++number, AMOUNT, 0, TIMEOUT));
            for (int i = 0; i < 2; ++i) {
                cat.setAdditionalSecurityInformation(sale);
                pay(cat, "21", () -> cat.authorizeRefund(++number, PART, 0, TIMEOUT));
                Check.equal(PART, cat.getSettledAmount(), "SettledAmount");
            }
        });
        Check.test("CAT: a pre-sale and its completion, a pre-sale and its void", () -> {
            String kept = pay(cat, "40", () -> cat.authorizePreSales(++number, AMOUNT, 0, TIMEOUT));
            cat.setAdditionalSecurityInformation(kept);
            pay(cat, "30", () -> cat.authorizeCompletion(++number, AMOUNT, 0, TIMEOUT));
            String left = pay(cat, "40", () -> cat.authorizePreSales(++number, AMOUNT, 0, TIMEOUT));
            cat.setAdditionalSecurityInformation(left);
            pay(cat, "29", () -> cat.authorizeVoidPreSales(++number, AMOUNT, 0, TIMEOUT));
        });
        Check.test("CAT: an asynchronous sale, and a lock", () -> asynchronously(cat));
        cat.close();

        ElectronicValueRW value = new ElectronicValueRW();
        BlockingQueue<Integer> completions = new LinkedBlockingQueue<>();
        List<Integer> transitions = Collections.synchronizedList(new ArrayList<>());
        value.addOutputCompleteListener(event -> completions.add(event.getOutputID()));
        value.addTransitionListener(event -> transitions.add(event.getEventNumber()));
        value.open(devices[1]);
        value.claim(1000);
        value.setDeviceEnabled(true);
        Check.test("ElectronicValueRW: the level is that of the suite", () -> Check.equal(
                Loaders.has("jpos.services.ElectronicValueRWService115") ? 1015000 : 1014000,
                value.getDeviceServiceVersion(), "DeviceServiceVersion"));
        Check.test("ElectronicValueRW: a value is subtracted and given back", () -> subtractAndCancel(value));
        Check.test("ElectronicValueRW: transitions tell how an asynchronous payment goes on", () -> {
            value.setAsyncMode(true);
            value.setAmount(AMOUNT);
            value.subtractValue(++number, TIMEOUT);
            Check.equal(value.getOutputID(), completions.poll(TIMEOUT, TimeUnit.MILLISECONDS), "OutputID");
            value.setAsyncMode(false);
            Check.equal(Arrays.asList(13, 20, 14), transitions.subList(transitions.size() - 3, transitions.size()),
                    "the last transitions of " + transitions);
        });
        Check.test("ElectronicValueRW: what the wallet cannot do is refused by capability", () -> {
            Check.that(!value.getCapAddValue() && !value.getCapPINDevice(), "capabilities");
            Check.refused(JposConst.JPOS_E_ILLEGAL, () -> value.addValue(++number, TIMEOUT));
        });
        value.close();
    }

    private static String pay(CAT cat, String type, Check.Call call) throws Exception {
        call.run();
        Check.equal(number, cat.getSequenceNumber(), "SequenceNumber");
        Check.equal(type, cat.getTransactionType(), "TransactionType");
        return cat.getTransactionNumber();
    }

    private static void asynchronously(CAT cat) throws Exception {
        BlockingQueue<Integer> completions = new LinkedBlockingQueue<>();
        cat.addOutputCompleteListener(event -> completions.add(event.getOutputID()));
        cat.setAsyncMode(true);
        cat.authorizeSales(++number, AMOUNT, 0, TIMEOUT);
        Check.equal(cat.getOutputID(), completions.poll(TIMEOUT, TimeUnit.MILLISECONDS), "OutputID");
        cat.setAsyncMode(false);
        cat.lockTerminal();
        JposException locked = Check.refused(JposConst.JPOS_E_ILLEGAL,
                () -> cat.authorizeSales(++number, AMOUNT, 0, TIMEOUT));
        Check.equal(1009, locked.getErrorCodeExtended(), "extended");
        cat.unlockTerminal();
    }

    private static void subtractAndCancel(ElectronicValueRW value) throws Exception {
        value.setAmount(AMOUNT);
        value.subtractValue(++number, TIMEOUT);
        Check.equal(number, value.getSequenceNumber(), "SequenceNumber");
        Check.equal(AMOUNT, value.getSettledAmount(), "SettledAmount");
        String[] result = {""};
        value.retrieveResultInformation("ResultOnSettlement", result);
        Check.equal("2", result[0], "ResultOnSettlement");
        String[] transaction = {""};
        value.retrieveResultInformation("EVRWTransactionNumber", transaction);
        Check.that(Long.parseLong(transaction[0]) > 0, "EVRWTransactionNumber");
        Check.that(value.getAdditionalSecurityInformation().startsWith("ref="), "a reference");
        value.cancelValue(++number, TIMEOUT);
        value.retrieveResultInformation("TransactionType", result);
        Check.equal("4", result[0], "TransactionType");
    }
}
