package till;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jpos.JposConst;

/** What containers do: applications side by side, each in a class loader of its own, that come and go. */
public final class Containers {
    private static final int SALES = 6;

    private Containers() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("containers");
        Devices devices = new Devices();
        for (int i = 1; i <= 3; ++i) {
            devices.addTraining("Cat" + i, "CAT", "CAT" + i, folder);
        }
        devices.install(folder);
        Check.test("two class loaders with open devices sell side by side", Containers::sideBySide);
        Check.test("a lane that one class loader holds is not to be had in another one", Containers::oneOwner);
        Check.test("a class loader that goes with an open device gives its lane back, and others sell on",
                Containers::dropped);
    }

    private static void enable(Island till, String device) throws Exception {
        Check.equal(0, till.call("open", device), "open");
        Check.equal(0, till.call("setPowerNotify", JposConst.JPOS_PN_ENABLED), "PowerNotify");
        Check.equal(0, till.call("claim", 1000), "claim");
        Check.equal(0, till.call("setDeviceEnabled", true), "enable");
    }

    private static int sell(Island till, int number) throws Exception {
        return till.call("authorizeSales", number, 1250000L, 0L, 10000);
    }

    private static void sideBySide() throws Exception {
        BlockingQueue<Object> ends = new LinkedBlockingQueue<>();
        try (Island one = new Island(); Island other = new Island()) {
            Island[] tills = {one, other};
            for (int i = 0; i < tills.length; ++i) {
                enable(tills[i], "Cat" + (i + 1));
            }
            for (Island till : tills) {
                new Thread(() -> ends.add(sellAll(till))).start();
            }
            for (int i = 0; i < tills.length; ++i) {
                Check.equal("done", ends.poll(60, TimeUnit.SECONDS), "the end of a till");
            }
            for (Island till : tills) {
                Check.equal(0, till.call("close"), "close");
            }
        }
    }

    private static Object sellAll(Island till) {
        try {
            for (int i = 1; i <= SALES; ++i) {
                Check.equal(0, sell(till, i), "a sale");
            }
            return "done";
        } catch (Exception | AssertionError fault) {
            return fault;
        }
    }

    private static void oneOwner() throws Exception {
        try (Island one = new Island(); Island other = new Island()) {
            enable(one, "Cat1");
            Check.equal(0, other.call("open", "Cat1"), "open");
            Check.equal(JposConst.JPOS_E_TIMEOUT, other.call("claim", 0), "a claim of what is held");
            Check.equal(0, sell(one, 1), "a sale of the one who holds it");
            Check.equal(0, one.call("close"), "close");
            Check.equal(0, other.call("claim", 0), "a claim of what is free");
            Check.equal(0, other.call("close"), "close");
        }
    }

    private static void dropped() throws Exception {
        try (Island other = new Island()) {
            enable(other, "Cat2");
            WeakReference<Object> gone = drop("Cat3");
            for (int i = 1; i <= 100 && gone.get() != null; ++i) {
                System.gc();
                System.runFinalization();
                Check.equal(0, sell(other, i), "a sale of the one that stays");
            }
            Check.that(gone.get() == null, "the class loader is still there");
            for (int i = 1; i <= SALES; ++i) {
                System.gc();
                Check.equal(0, sell(other, i), "a sale of the one that stays");
            }
            Check.equal(0, other.call("close"), "close");
            enable(other, "Cat3");
            Check.equal(0, sell(other, 1), "a sale of the lane that was given back");
            Check.equal(0, other.call("close"), "close");
        }
    }

    private static WeakReference<Object> drop(String device) throws Exception {
        Island till = new Island();
        enable(till, device);
        Check.equal(0, sell(till, 1), "a sale");
        till.close();
        return new WeakReference<>(till.loader());
    }
}
