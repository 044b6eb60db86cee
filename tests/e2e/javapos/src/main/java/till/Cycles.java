package till;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jpos.CAT;
import jpos.ElectronicValueRW;
import jpos.JposConst;
import jpos.JposException;

/**
 * Cycles COUNT [CAT VALUE]: tills that open and close their devices all day, and hear events; nothing may
 * be left of it. Without names the devices are lanes of the training wallet, and one whose server does
 * not answer: its sales bring ErrorEvents.
 */
public final class Cycles {
    private static final int WARM_UP = 100;
    /** Requests with events, of each device, for each cycle. */
    private static final int EVENTS = 3;
    /** What repeated runs differ by. */
    private static final long HEAP_NOISE_KIB = 128;
    private static final long RESIDENT_NOISE_KIB = 4 * 1024;

    private final String cat;
    private final String value;
    private final String unreachable;

    private interface Call {
        void run() throws JposException;
    }

    private Cycles(String cat, String value, String unreachable) {
        this.cat = cat;
        this.value = value;
        this.unreachable = unreachable;
    }

    public static void main(String[] arguments) throws Exception {
        int cycles = Integer.parseInt(arguments[0]);
        Cycles tills = arguments.length > 2 ? new Cycles(arguments[1], arguments[2], null) : training();
        Check.test(cycles + " cycles leave as much as " + WARM_UP, () -> {
            tills.repeat(WARM_UP);
            long[] before = measure();
            List<String> filesBefore = files();
            tills.repeat(cycles - WARM_UP);
            long[] after = measure();
            List<String> filesAfter = files();
            System.out.println("threads " + before[0] + " -> " + after[0] + ", handles " + before[1] + " -> "
                    + after[1] + ", heap KiB " + before[2] + " -> " + after[2] + ", resident KiB " + before[3]
                    + " -> " + after[3]);
            Check.equal(before[0], after[0], "threads");
            Check.equal(filesBefore, filesAfter, "handles");
            Check.that(after[2] <= before[2] + HEAP_NOISE_KIB, "Java's heap has grown");
            Check.that(after[3] <= before[3] + RESIDENT_NOISE_KIB, "the process has grown");
        });
    }

    private static Cycles training() throws Exception {
        Path folder = Files.createTempDirectory("cycles");
        new Devices().addTraining("Cat", "CAT", "CAT", folder)
                .addTraining("Value", "ElectronicValueRW", "VALUE", folder)
                .addTraining("Unreachable", "CAT", "AWAY", folder, NoNetwork.settings("127.0.0.1:9"))
                .install(folder);
        return new Cycles("Cat", "Value", "Unreachable");
    }

    private void repeat(int times) throws Exception {
        for (int i = 0; i < times; ++i) {
            sellNothing(cat);
            ask();
            if (unreachable != null) {
                fail();
            }
        }
    }

    private static void sellNothing(String device) throws Exception {
        CAT till = new CAT();
        till.open(device);
        till.claim(1000);
        till.setDeviceEnabled(true);
        till.setDeviceEnabled(false);
        till.release();
        till.close();
    }

    /** TransitionEvents and OutputCompleteEvents. */
    private void ask() throws Exception {
        ElectronicValueRW till = new ElectronicValueRW();
        Semaphore transitions = new Semaphore(0);
        Semaphore completions = new Semaphore(0);
        till.addTransitionListener(event -> transitions.release());
        till.addOutputCompleteListener(event -> completions.release());
        till.open(value);
        till.claim(1000);
        till.setDeviceEnabled(true);
        till.setAsyncMode(true);
        await(transitions, completions, () -> till.accessLog(1, 1, 30000));
        till.close();
    }

    /** ErrorEvents: one, and the one of the attempt that the preset answer asks for. */
    private void fail() throws Exception {
        CAT till = new CAT();
        Semaphore errors = new Semaphore(0);
        till.addErrorListener(event -> errors.release());
        till.open(unreachable);
        till.claim(1000);
        till.setDeviceEnabled(true);
        till.setAsyncMode(true);
        await(errors, errors, () -> {
            while (till.getState() != JposConst.JPOS_S_IDLE) {
                Thread.yield(); // until the last answer has been taken
            }
            till.authorizeSales(1, 1250000, 0, 30000);
        });
        till.close();
    }

    private static void await(Semaphore first, Semaphore second, Call request) throws Exception {
        for (int i = 0; i < EVENTS; ++i) {
            request.run();
            Check.that(first.tryAcquire(30, TimeUnit.SECONDS), "an event");
            Check.that(second.tryAcquire(30, TimeUnit.SECONDS), "its second event");
        }
    }

    /** Threads of the process, open files, used heap and resident memory. */
    private static long[] measure() throws Exception {
        for (int i = 0; i < 5; ++i) {
            System.gc();
            System.runFinalization();
            Thread.sleep(100);
        }
        return new long[] {status("Threads:"), files().size(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024, status("VmRSS:")};
    }

    /** What the process has open, sorted; sockets without numbers, and without what Java looks up of the machine. */
    private static List<String> files() {
        List<String> names = new ArrayList<>();
        File[] open = new File("/proc/self/fd").listFiles();
        for (File file : open == null ? new File[0] : open) {
            try {
                String name = Files.readSymbolicLink(file.toPath()).toString().replaceFirst(":\\[.*", "");
                if (!name.matches("/(proc|sys)/.*")) {
                    names.add(name);
                }
            } catch (IOException closed) {
                // the one that lists them
            }
        }
        Collections.sort(names);
        return names;
    }

    private static long status(String name) throws Exception {
        for (String line : Files.readAllLines(Paths.get("/proc/self/status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }
}
