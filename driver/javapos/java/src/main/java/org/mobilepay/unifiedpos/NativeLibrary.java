package org.mobilepay.unifiedpos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import jpos.JposConst;
import jpos.JposException;

/** Loads the native library, once a class loader. */
final class NativeLibrary {
    static final String NAME = "mobilepay_javapos";
    static final String PATH_PROPERTY = "nativeLibrary";
    static final String SYSTEM_PROPERTY = "org.mobilepay.unifiedpos." + PATH_PROPERTY;

    private static boolean loaded;

    private NativeLibrary() {
    }

    /**
     * Loads the library at the path (of the jpos.xml entry), else at the one of the system property,
     * else by name from java.library.path.
     *
     * @throws JposException with JPOS_E_NOSERVICE and a text that names what was tried and the bitness
     */
    static synchronized void load(String path) throws JposException {
        if (loaded) {
            return;
        }
        String file = path != null && !path.isEmpty() ? path : System.getProperty(SYSTEM_PROPERTY, "");
        try {
            if (file.isEmpty()) {
                loadByName();
            } else {
                loadByPath(Paths.get(file).toAbsolutePath());
            }
            loaded = true;
        } catch (LinkageError | IOException | RuntimeException fault) {
            throw new JposException(JposConst.JPOS_E_NOSERVICE, 0, explain(file, fault), new Exception(fault));
        }
    }

    private static void loadByName() throws IOException {
        try {
            System.loadLibrary(NAME);
        } catch (UnsatisfiedLinkError fault) {
            Path file = isHeldByAnotherClassLoader(fault) ? find() : null;
            if (file == null) {
                throw fault;
            }
            loadCopy(file);
        }
    }

    private static void loadByPath(Path file) throws IOException {
        try {
            System.load(file.toString());
        } catch (UnsatisfiedLinkError fault) {
            if (!isHeldByAnotherClassLoader(fault)) {
                throw fault;
            }
            loadCopy(file);
        }
    }

    private static boolean isHeldByAnotherClassLoader(UnsatisfiedLinkError fault) {
        return String.valueOf(fault.getMessage()).contains("already loaded in another classloader");
    }

    /** The virtual machine gives a file to one class loader only; a copy is another file. */
    private static void loadCopy(Path file) throws IOException {
        Path copy = Files.createTempFile(NAME, "-" + file.getFileName());
        copy.toFile().deleteOnExit();
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        System.load(copy.toString());
    }

    private static Path find() {
        for (String folder : System.getProperty("java.library.path", "").split(java.io.File.pathSeparator)) {
            Path file = Paths.get(folder, System.mapLibraryName(NAME));
            if (Files.isRegularFile(file)) {
                return file.toAbsolutePath();
            }
        }
        return null;
    }

    private static String explain(String file, Throwable fault) {
        String tried = file.isEmpty()
                ? System.mapLibraryName(NAME) + " in java.library.path " + System.getProperty("java.library.path")
                : file;
        return "The native library of MobilePay for UnifiedPOS cannot be loaded. Tried: " + tried
                + ". This Java is " + System.getProperty("sun.arch.data.model", "?") + " bit ("
                + System.getProperty("os.arch") + "); the library must be of the same bitness. Set the property '"
                + PATH_PROPERTY + "' of the jpos.xml entry to the file. Reason: " + fault.getMessage();
    }
}
