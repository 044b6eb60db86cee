package till;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Logical devices as an installation has them: a jpos.xml, and the properties that name it. */
public final class Devices {
    private final StringBuilder entries = new StringBuilder();

    /** A device with these settings (name, value, name, value ...). */
    public Devices add(String logicalName, String category, String... settings) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        entries.append(entry("org.mobilepay.unifiedpos.ServiceInstanceFactory", logicalName, category));
        String library = System.getProperty("till.library", "");
        if (!library.isEmpty()) {
            all.put("nativeLibrary", library);
        }
        all.forEach((name, value) -> entries.append("    <prop name=\"").append(name).append("\" value=\"")
                .append(escaped(value)).append("\" type=\"String\"/>\n"));
        entries.append("  </JposEntry>\n");
        return this;
    }

    /** A CAT of another factory. */
    Devices addOf(String factory, String logicalName) {
        entries.append(entry(factory, logicalName, "CAT"))
                .append("    <prop name=\"of\" value=\"another\" type=\"String\"/>\n  </JposEntry>\n");
        return this;
    }

    private static String entry(String factory, String logicalName, String category) {
        return "  <JposEntry logicalName=\"" + logicalName + "\">\n"
                + "    <creation factoryClass=\"" + factory + "\" serviceClass=\"" + factory + "\"/>\n"
                + "    <vendor name=\"MobilePay for UnifiedPOS\" url=\"https://mobilepay.example\"/>\n"
                + "    <jpos category=\"" + category + "\" version=\"1.15\"/>\n"
                + "    <product name=\"MobilePay\" description=\"MobilePay\" url=\"https://mobilepay.example\"/>\n";
    }

    /** A lane of the training wallet, which needs no server. */
    public Devices addTraining(String logicalName, String category, String lane, Path folder, String... settings) {
        String[] all = new String[settings.length + 6];
        String[] own = {"lane", lane, "folder", folder.toString(), "wallet", "training"};
        System.arraycopy(own, 0, all, 0, own.length);
        System.arraycopy(settings, 0, all, own.length, settings.length);
        return add(logicalName, category, all);
    }

    /** Writes the jpos.xml and makes it the loader's. */
    public Path install(Path folder) throws IOException {
        Path file = folder.resolve("jpos.xml");
        Files.write(file, text().getBytes(StandardCharsets.UTF_8));
        use(file);
        return file;
    }

    public String text() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<!DOCTYPE JposEntries PUBLIC \"-//JavaPOS//DTD//EN\" \"jpos/res/jcl.dtd\">\n"
                + "<JposEntries>\n" + entries + "</JposEntries>\n";
    }

    public static void use(Path jposXml) {
        System.setProperty("jpos.config.regPopulatorClass", "jpos.config.simple.xml.SimpleXmlRegPopulator");
        System.setProperty("jpos.config.populatorFile", jposXml.toString());
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
