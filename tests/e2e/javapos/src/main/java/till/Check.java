package till;

import java.util.Objects;
import jpos.JposException;

/** What a test program finds; the first thing that is wrong ends it. */
final class Check {
    interface Call {
        void run() throws Exception;
    }

    private Check() {
    }

    static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    static void equal(Object expected, Object found, String what) {
        that(Objects.equals(expected, found), what + ": expected " + expected + ", found " + found);
    }

    /** The call must be refused by that code. */
    static JposException refused(int code, Call call) throws Exception {
        try {
            call.run();
        } catch (JposException refusal) {
            equal(code, refusal.getErrorCode(), "error code (" + refusal.getMessage() + ")");
            return refusal;
        }
        throw new AssertionError("expected error code " + code + ", the call succeeded");
    }

    /** Runs a test and says so; an error ends the program with 1. */
    static void test(String name, Call call) {
        try {
            call.run();
            System.out.println("ok - " + name);
        } catch (Throwable fault) {
            System.out.println("not ok - " + name);
            fault.printStackTrace(System.out);
            System.exit(1);
        }
    }
}
