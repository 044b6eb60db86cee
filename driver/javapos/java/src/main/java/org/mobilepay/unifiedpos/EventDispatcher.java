package org.mobilepay.unifiedpos;

import jpos.events.DataEvent;
import jpos.events.DirectIOEvent;
import jpos.events.ErrorEvent;
import jpos.events.OutputCompleteEvent;
import jpos.events.StatusUpdateEvent;
import jpos.services.EventCallbacks;

/**
 * Called by the native library's event thread; hands events to the control. Whatever a listener
 * throws goes to the thread's handler of uncaught exceptions, and the events go on.
 */
class EventDispatcher {
    private final EventCallbacks callbacks;

    EventDispatcher(EventCallbacks callbacks) {
        this.callbacks = callbacks;
    }

    /** Only ElectronicValueRW has transition events, and only with JavaPOS 1.14.2 or later. */
    static EventDispatcher of(EventCallbacks callbacks) {
        try {
            if (TransitionDispatcher.canTell(callbacks)) {
                return new TransitionDispatcher(callbacks);
            }
        } catch (LinkageError olderContracts) {
            // no EventCallbacks2 on the class path
        }
        return new EventDispatcher(callbacks);
    }

    final void data(int status) {
        fire(() -> callbacks.fireDataEvent(new DataEvent(source(), status)));
    }

    final void outputComplete(int outputId) {
        fire(() -> callbacks.fireOutputCompleteEvent(new OutputCompleteEvent(source(), outputId)));
    }

    final void statusUpdate(int status) {
        fire(() -> callbacks.fireStatusUpdateEvent(new StatusUpdateEvent(source(), status)));
    }

    final int error(int code, int extended, int locus, int response) {
        ErrorEvent event = new ErrorEvent(source(), code, extended, locus, response);
        fire(() -> callbacks.fireErrorEvent(event));
        return event.getErrorResponse();
    }

    final void directIO(int number, int[] data, String[] text) {
        DirectIOEvent event = new DirectIOEvent(source(), number, data[0], text[0]);
        fire(() -> callbacks.fireDirectIOEvent(event));
        data[0] = event.getData();
        text[0] = String.valueOf(event.getObject());
    }

    void transition(int number, int[] data, String[] text) {
        // nobody to tell
    }

    final Object source() {
        return callbacks.getEventSource();
    }

    static void fire(Runnable event) {
        try {
            event.run();
        } catch (Throwable thrown) {
            Thread thread = Thread.currentThread();
            try {
                thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
            } catch (Throwable handler) {
                // the handler itself failed: the events go on
            }
        }
    }
}
