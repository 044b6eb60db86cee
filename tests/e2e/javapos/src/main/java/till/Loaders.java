package till;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Enumeration;
import jpos.CAT;
import jpos.ElectronicValueRW;
import jpos.JposConst;
import jpos.config.JposEntry;
import jpos.config.JposRegPopulator;
import jpos.loader.JposServiceLoader;

/**
 * Loaders JPOS-XML POPULATOR DEVICE...: reads a jpos.xml, as our registry wrote it, with one of the
 * populators of the suite on the class path; the devices must be there with all their properties, beside
 * another vendor's, and sell: a CAT, and after it an ElectronicValueRW.
 */
public final class Loaders {
    private static final String OTHER = "OtherVendor";

    private Loaders() {
    }

    public static void main(String[] arguments) throws Exception {
        Path file = Paths.get(arguments[0]);
        String populator = arguments[1];
        String[] devices = Arrays.copyOfRange(arguments, 2, arguments.length);
        Check.that(Files.isReadable(file), file + " is there");
        System.setProperty("jpos.config.regPopulatorClass", populator);
        System.setProperty("jpos.config.populatorFile", file.toString());
        Check.test(populator + " loads " + String.join(", ", devices), () -> {
            for (String device : devices) {
                JposEntry entry = JposServiceLoader.getManager().getEntryRegistry().getJposEntry(device);
                Check.that(entry != null, device + " is missing: " + reason());
                Check.that(entry.hasPropertyWithName("profile"), device + " has its profile");
            }
            int count = 0;
            for (Enumeration<?> all = JposServiceLoader.getManager().getEntryRegistry().getEntries();
                    all.hasMoreElements(); all.nextElement()) {
                ++count;
            }
            Check.equal(devices.length + 1, count, "entries, another vendor's included");
        });
        Check.test("the service has the highest level that the suite knows, and sells", () -> {
            CAT cat = Robustness.enabled(devices[0]);
            boolean has115 = has("jpos.services.CATService115");
            Check.equal(has115 ? 1015000 : 1014000, cat.getDeviceServiceVersion(), "DeviceServiceVersion");
            cat.authorizeSales(1, 1250000, 0, 30000);
            cat.close();
        });
        Check.test("the other vendor's device opens beside ours", () -> {
            CAT other = Robustness.enabled(OTHER);
            Check.refused(JposConst.JPOS_E_ILLEGAL, () -> other.authorizeSales(1, 1250000, 0, 30000));
            other.close();
        });
        if (devices.length > 1) {
            Check.test("ElectronicValueRW opens and takes a value", () -> {
                ElectronicValueRW value = new ElectronicValueRW();
                value.open(devices[1]);
                value.claim(1000);
                value.setDeviceEnabled(true);
                value.setAmount(1250000);
                value.subtractValue(2, 30000);
                Check.equal(1250000L, value.getSettledAmount(), "SettledAmount");
                value.close();
            });
        }
    }

    static boolean has(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private static Object reason() {
        JposRegPopulator populator = JposServiceLoader.getManager().getRegPopulator();
        return populator == null ? "no populator" : populator.getLastLoadException();
    }
}
