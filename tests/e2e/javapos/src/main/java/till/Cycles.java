package till;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import jpos.CAT;

/** A till that opens and closes its device all day: nothing may be left of it. */
public final class Cycles {
    private static final int WARM_UP = 100;

    private Cycles() {
    }

    public static void main(String[] arguments) throws Exception {
        int cycles = Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("cycles");
        new Devices().addTraining("MobilePay", "CAT", "TILL1", folder).install(folder);
        Check.test(cycles + " cycles leave as much as " + WARM_UP, () -> {
            repeat(WARM_UP);
            long[] before = measure();
            repeat(cycles - WARM_UP);
            long[] after = measure();
            System.out.println("threads " + before[0] + " -> " + after[0] + ", handles " + before[1] + " -> "
                    + after[1] + ", heap KiB " + before[2] + " -> " + after[2] + ", resident KiB " + before[3]
                    + " -> " + after[3]);
            Check.equal(before[0], after[0], "threads");
            Check.equal(before[1], after[1], "handles");
            Check.that(after[2] <= before[2] + 512, "Java's heap has grown");
            Check.that(after[3] <= before[3] + 16 * 1024, "the process has grown");
        });
    }

    private static void repeat(int times) throws Exception {
        for (int i = 0; i < times; ++i) {
            CAT cat = new CAT();
            cat.open("MobilePay");
            cat.claim(1000);
            cat.setDeviceEnabled(true);
            cat.setDeviceEnabled(false);
            cat.release();
            cat.close();
        }
    }

    /** Threads of the process, open files, used heap and resident memory. */
    private static long[] measure() throws Exception {
        for (int i = 0; i < 5; ++i) {
            System.gc();
            System.runFinalization();
            Thread.sleep(100);
        }
        String[] files = new File("/proc/self/fd").list();
        return new long[] {status("Threads:"), files == null ? 0 : files.length,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024, status("VmRSS:")};
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
