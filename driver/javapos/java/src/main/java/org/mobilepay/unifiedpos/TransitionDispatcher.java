package org.mobilepay.unifiedpos;

import jpos.events.TransitionEvent;
import jpos.services.EventCallbacks;
import jpos.services.EventCallbacks2;

/** An event dispatcher to a control that takes transition events. */
final class TransitionDispatcher extends EventDispatcher {
    private final EventCallbacks2 callbacks;

    TransitionDispatcher(EventCallbacks callbacks) {
        super(callbacks);
        this.callbacks = (EventCallbacks2) callbacks;
    }

    static boolean canTell(EventCallbacks callbacks) {
        return callbacks instanceof EventCallbacks2;
    }

    @Override
    void transition(int number, int[] data, String[] text) {
        TransitionEvent event = new TransitionEvent(source(), number, data[0], text[0]);
        fire(() -> callbacks.fireTransitionEvent(event));
        data[0] = event.getData();
        text[0] = event.getString();
    }
}
