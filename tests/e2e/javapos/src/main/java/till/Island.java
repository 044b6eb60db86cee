package till;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** A till in a class loader of its own that shares nothing with this one but Java. */
final class Island implements AutoCloseable {
    private final URLClassLoader loader;
    private final Object cat;

    Island() throws Exception {
        loader = newLoader();
        cat = loader.loadClass("jpos.CAT").getConstructor().newInstance();
    }

    Object loader() {
        return loader;
    }

    /** A static method that takes texts. */
    static void run(String type, String method, String... texts) throws Exception {
        try (URLClassLoader loader = newLoader()) {
            for (Method one : loader.loadClass(type).getMethods()) {
                if (one.getName().equals(method)) {
                    one.invoke(null, (Object[]) texts);
                }
            }
        }
    }

    private static URLClassLoader newLoader() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return new URLClassLoader(urls.toArray(new URL[0]), null);
    }

    /** Calls its control; the error code of a JposException, 0 when there is none. */
    int call(String name, Object... arguments) throws Exception {
        for (Method method : cat.getClass().getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                try {
                    method.invoke(cat, arguments);
                    return 0;
                } catch (InvocationTargetException thrown) {
                    return (Integer) thrown.getCause().getClass().getMethod("getErrorCode").invoke(thrown.getCause());
                }
            }
        }
        throw new AssertionError("no method " + name);
    }

    /** Its loader is given up; what is open stays open. */
    @Override
    public void close() throws IOException {
        loader.close();
    }
}
