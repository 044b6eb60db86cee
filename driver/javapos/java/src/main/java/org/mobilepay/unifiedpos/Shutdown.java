package org.mobilepay.unifiedpos;

import java.util.HashSet;
import java.util.Set;

/**
 * Ends open devices when the virtual machine ends: a sale that nobody will hear of is cancelled while
 * there is time. What is killed instead, recovery finds in the journal. The hook exists while a
 * device is open only, so that a container can unload us; it knows handles, and keeps no service
 * alive.
 */
final class Shutdown {
    private static final int PATIENCE = 5000;
    private static final Set<Long> OPEN = new HashSet<>();
    private static Thread hook;

    private Shutdown() {
    }

    static synchronized void opened(long device) {
        OPEN.add(device);
        if (hook != null) {
            return;
        }
        Thread thread = new Thread(() -> NativeDevice.shutDown(PATIENCE), "MobilePay shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(thread);
            hook = thread;
        } catch (IllegalStateException shuttingDown) {
            // too late for a hook
        }
    }

    static synchronized void closed(long device) {
        OPEN.remove(device);
        if (!OPEN.isEmpty() || hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // it is running
        }
        hook = null;
    }
}
