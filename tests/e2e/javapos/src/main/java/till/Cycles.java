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
import jpos.CAT;

/**
 * Cycles COUNT [DEVICE]: a till that opens and closes its device all day; nothing may be left of it.
 * Without a name the device is a lane of the training wallet.
 */
public final class Cycles {
    private static final int WARM_UP = 100;
    private static String device = "MobilePay";

    private Cycles() {
    }

    public static void main(String[] arguments) throws Exception {
        int cycles = Integer.parseInt(arguments[0]);
        if (arguments.length > 1) {
            device = arguments[1];
        } else {
            Path folder = Files.createTempDirectory("cycles");
            new Devices().addTraining(device, "CAT", "TILL1", folder).install(folder);
        }
        Check.test(cycles + " cycles leave as much as " + WARM_UP, () -> {
            repeat(WARM_UP);
            long[] before = measure();
            List<String> filesBefore = files();
            repeat(cycles - WARM_UP);
            long[] after = measure();
            List<String> filesAfter = files();
            System.out.println("threads " + before[0] + " -> " + after[0] + ", handles " + before[1] + " -> "
                    + after[1] + ", heap KiB " + before[2] + " -> " + after[2] + ", resident KiB " + before[3]
                    + " -> " + after[3]);
            Check.equal(before[0], after[0], "threads");
            Check.equal(filesBefore, filesAfter, "handles");
            Check.that(after[2] <= before[2] + 512, "Java's heap has grown");
            Check.that(after[3] <= before[3] + 8 * 1024, "the process has grown");
        });
    }

    private static void repeat(int times) throws Exception {
        for (int i = 0; i < times; ++i) {
            CAT cat = new CAT();
            cat.open(device);
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
