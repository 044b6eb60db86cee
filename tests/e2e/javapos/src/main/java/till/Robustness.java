package till;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import jpos.CAT;
import jpos.ElectronicValueRW;
import jpos.JposConst;
import jpos.JposException;

/** What applications do to a service: forgotten closes, odd texts, odd arguments. */
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
        Check.test("a forgotten control lets its lane go", Robustness::forgotten);
        Check.test("one lane has one owner, across categories", Robustness::oneOwner);
        Check.test("a wrong setting is named by open", Robustness::wrongSetting);
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
