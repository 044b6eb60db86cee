package till;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import jpos.CAT;
import jpos.ElectronicValueRW;
import jpos.JposConst;
import jpos.JposException;
import jpos.events.OutputCompleteListener;

/** What applications do to a service: listeners that misbehave, forgotten closes, odd texts. */
public final class Robustness {
    private static final long AMOUNT = 1250000;
    private static final long SECONDS = 10;

    private Robustness() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("robustness");
        Devices devices = new Devices();
        for (int i = 1; i <= 9; ++i) {
            devices.addTraining("Cat" + i, "CAT", "CAT" + i, folder);
        }
        devices.addTraining("Value1", "ElectronicValueRW", "VALUE1", folder);
        devices.addTraining("Value2", "ElectronicValueRW", "CAT9", folder);
        devices.add("Broken", "CAT", "lane", "BROKEN", "folder", folder.toString(), "wallet", "training",
                "timeout.default", "soon");
        devices.install(folder);

        Check.test("the numbers of properties are those of the native library", Robustness::indexes);
        Check.test("texts cross whole: Danish letters, emoji, NUL, half a surrogate", Robustness::texts);
        Check.test("a listener that throws is told to the thread's handler, and events go on", Robustness::throwing);
        Check.test("events come on a daemon thread, attached to the machine", Robustness::daemon);
        Check.test("a listener that removes itself does no harm", Robustness::removing);
        Check.test("a listener may close the device", Robustness::closing);
        Check.test("a forgotten control lets its lane go", Robustness::forgotten);
        Check.test("two devices take payments at the same time", Robustness::together);
        Check.test("one lane has one owner, across categories", Robustness::oneOwner);
        Check.test("a wrong setting is named by open", Robustness::wrongSetting);
        Check.test("two class loaders sell side by side", Robustness::classLoaders);
        Check.test("retrieveStatistics fills the first element of any array", Robustness::statistics);
        Check.test("directIO takes what suites hand it", Robustness::directIo);
    }

    static CAT enabled(String logicalName) throws JposException {
        CAT cat = new CAT();
        cat.open(logicalName);
        cat.claim(1000);
        cat.setDeviceEnabled(true);
        return cat;
    }

    private static void indexes() throws Exception {
        enabled("Cat1").close(); // the library is loaded
        Class<?> device = Class.forName("org.mobilepay.unifiedpos.NativeDevice");
        Method indexOf = device.getDeclaredMethod("indexOf", int.class, String.class);
        indexOf.setAccessible(true);
        String[] classes = {"CatIndex", "ElectronicValueRWIndex", "CommonIndex"};
        int[] categories = {0, 1, 1};
        for (int i = 0; i < classes.length; ++i) {
            for (Field field : Class.forName("org.mobilepay.unifiedpos." + classes[i]).getDeclaredFields()) {
                field.setAccessible(true);
                Check.that(matches(indexOf, categories[i], field), classes[i] + "." + field.getName());
            }
        }
    }

    /** CARD_COMPANY_ID is CardCompanyID: compared without case and underscores. */
    private static boolean matches(Method indexOf, int category, Field field) throws Exception {
        int index = field.getInt(null);
        for (Method getter : category == 0 ? CAT.class.getMethods() : ElectronicValueRW.class.getMethods()) {
            String name = getter.getName().replaceFirst("^get", "");
            if (name.equalsIgnoreCase(field.getName().replace("_", ""))) {
                return ((Integer) indexOf.invoke(null, category, name)) == index;
            }
        }
        // Properties that JavaPOS names otherwise.
        return index > 1000000 || index == 8 || index == 6 || index == 7 || index == 11;
    }

    private static void texts() throws Exception {
        CAT cat = new CAT();
        cat.open("Cat1");
        for (String text : new String[] {"æøåÆØÅ", "grin \uD83D\uDE00", "a\0b", "", "€"}) {
            cat.setAdditionalSecurityInformation(text);
            Check.equal(text, cat.getAdditionalSecurityInformation(), "the text");
        }
        cat.setAdditionalSecurityInformation("half \uD83D");
        Check.equal("half \uFFFD", cat.getAdditionalSecurityInformation(), "half a surrogate pair");
        cat.setAdditionalSecurityInformation(null);
        Check.equal("", cat.getAdditionalSecurityInformation(), "null");
        cat.close();
    }

    private static void throwing() throws Exception {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> seen.set(thrown));
        CAT cat = enabled("Cat2");
        BlockingQueue<Integer> completions = new LinkedBlockingQueue<>();
        cat.addOutputCompleteListener(event -> {
            completions.add(event.getOutputID());
            throw new IllegalStateException("a listener's own");
        });
        cat.setAsyncMode(true);
        for (int i = 1; i <= 2; ++i) {
            cat.authorizeSales(i, AMOUNT, 0, 10000);
            Check.equal(i, completions.poll(SECONDS, TimeUnit.SECONDS), "OutputID");
        }
        cat.close();
        Check.that(seen.get() instanceof IllegalStateException, "the handler saw it");
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    private static void daemon() throws Exception {
        CAT cat = enabled("Cat1");
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        cat.addOutputCompleteListener(event -> threads.add(Thread.currentThread()));
        cat.setAsyncMode(true);
        cat.authorizeSales(1, AMOUNT, 0, 10000);
        Thread first = threads.poll(SECONDS, TimeUnit.SECONDS);
        cat.authorizeSales(2, AMOUNT, 0, 10000);
        Check.that(first != null && first.isDaemon(), "a daemon: " + first);
        Check.equal(first, threads.poll(SECONDS, TimeUnit.SECONDS), "one thread for all events of a device");
        cat.close();
        first.join(SECONDS * 1000);
        Check.that(!first.isAlive(), "the thread ends with the session");
    }

    private static void removing() throws Exception {
        CAT cat = enabled("Cat3");
        CountDownLatch removed = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        OutputCompleteListener[] self = new OutputCompleteListener[1];
        self[0] = event -> {
            cat.removeOutputCompleteListener(self[0]);
            removed.countDown();
        };
        cat.addOutputCompleteListener(self[0]);
        cat.addOutputCompleteListener(event -> { });
        cat.setAsyncMode(true);
        cat.authorizeSales(1, AMOUNT, 0, 10000);
        Check.that(removed.await(SECONDS, TimeUnit.SECONDS), "the first event");
        cat.addOutputCompleteListener(event -> heard.countDown());
        cat.authorizeSales(2, AMOUNT, 0, 10000);
        Check.that(heard.await(SECONDS, TimeUnit.SECONDS), "events go on");
        cat.close();
    }

    private static void closing() throws Exception {
        CAT cat = enabled("Cat4");
        CountDownLatch closed = new CountDownLatch(1);
        cat.addOutputCompleteListener(event -> {
            try {
                cat.close();
                closed.countDown();
            } catch (JposException fault) {
                fault.printStackTrace();
            }
        });
        cat.setAsyncMode(true);
        cat.authorizeSales(1, AMOUNT, 0, 10000);
        Check.that(closed.await(SECONDS, TimeUnit.SECONDS), "closed in the handler");
        Check.equal(JposConst.JPOS_S_CLOSED, cat.getState(), "State");
        enabled("Cat4").close();
    }

    private static void forgotten() throws Exception {
        abandonOne();
        for (int i = 0; i < 50; ++i) {
            System.gc();
            System.runFinalization();
            try {
                enabled("Cat5").close();
                return;
            } catch (JposException held) {
                Check.equal(JposConst.JPOS_E_TIMEOUT, held.getErrorCode(), "error code");
            }
        }
        throw new AssertionError("the lane is still held");
    }

    private static void abandonOne() throws JposException {
        enabled("Cat5").authorizeSales(1, AMOUNT, 0, 10000);
    }

    private static void together() throws Exception {
        List<Thread> tills = new ArrayList<>();
        BlockingQueue<String> faults = new LinkedBlockingQueue<>();
        for (String name : new String[] {"Cat6", "Cat7"}) {
            Thread till = new Thread(() -> {
                try {
                    CAT cat = enabled(name);
                    for (int i = 1; i <= 20; ++i) {
                        cat.authorizeSales(i, AMOUNT + i * 10000L, 0, 10000);
                        Check.equal(AMOUNT + i * 10000L, cat.getSettledAmount(), name + " SettledAmount");
                    }
                    cat.close();
                } catch (Exception | AssertionError fault) {
                    faults.add(name + ": " + fault);
                }
            });
            tills.add(till);
            till.start();
        }
        for (Thread till : tills) {
            till.join();
        }
        Check.that(faults.isEmpty(), faults.toString());
    }

    private static void oneOwner() throws Exception {
        CAT cat = enabled("Cat9");
        ElectronicValueRW other = new ElectronicValueRW();
        other.open("Value2");
        JposException held = Check.refused(JposConst.JPOS_E_TIMEOUT, () -> other.claim(0));
        Check.that(held.getMessage().contains("pid "), "the holder is named: " + held.getMessage());
        cat.release();
        other.claim(0);
        other.close();
        cat.close();
    }

    private static void wrongSetting() throws Exception {
        JposException wrong = Check.refused(JposConst.JPOS_E_NOSERVICE, () -> new CAT().open("Broken"));
        Check.that(wrong.getMessage().contains("timeout.default"), wrong.getMessage());
        Check.refused(JposConst.JPOS_E_NOEXIST, () -> new CAT().open("NoSuchDevice"));
    }

    private static void classLoaders() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        for (int i = 0; i < 2; ++i) {
            try (URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), null)) {
                Object cat = loader.loadClass("jpos.CAT").getConstructor().newInstance();
                cat.getClass().getMethod("open", String.class).invoke(cat, "Cat8");
                cat.getClass().getMethod("claim", int.class).invoke(cat, 1000);
                cat.getClass().getMethod("setDeviceEnabled", boolean.class).invoke(cat, true);
                cat.getClass().getMethod("authorizeSales", int.class, long.class, long.class, int.class)
                        .invoke(cat, 1, AMOUNT, 0L, 10000);
                cat.getClass().getMethod("close").invoke(cat);
            }
        }
    }

    private static void statistics() throws Exception {
        CAT cat = enabled("Cat1");
        String[] buffer = {"", "second", "third"};
        cat.retrieveStatistics(buffer);
        Check.that(buffer[0].startsWith("<?xml"), "XML in element 0");
        Check.equal("second", buffer[1], "element 1");
        cat.close();
    }

    private static void directIo() throws Exception {
        CAT cat = enabled("Cat1");
        cat.authorizeSales(7, AMOUNT, 0, 10000);
        int[] count = {0};
        String[] array = {""};
        StringBuffer buffer = new StringBuffer("before");
        cat.directIO(7, count, array);
        Check.equal(1, count[0], "count");
        Check.that(array[0].contains("sequence=7"), array[0]);
        cat.directIO(7, null, buffer);
        Check.equal(array[0], buffer.toString(), "StringBuffer");
        cat.directIO(7, null, null);
        cat.directIO(4, new int[1], "Tak for i dag");
        Check.refused(JposConst.JPOS_E_ILLEGAL, () -> cat.directIO(4711, null, null));
        cat.close();
    }
}
