package till;

import java.nio.file.Files;
import java.nio.file.Path;
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

/**
 * Listeners that throw, remove themselves or close the device, of every kind of event.
 * `announced CAT`: the same of the DirectIOEvent of a lane that has a result not handed over.
 */
public final class Listeners {
    private static final long AMOUNT = 1250000;
    /** The training wallet's shopper declines amounts that end so, and never answers these. */
    private static final long DECLINED = 1005100;
    private static final long NOBODY_ANSWERS = 1005200;
    private static final long SECONDS = 10;

    /** How an event is listened to, and what brings it. */
    private enum Kind {
        OUTPUT_COMPLETE {
            @Override
            void listen(ElectronicValueRW device, Runnable deed) {
                device.addOutputCompleteListener(event -> deed.run());
            }
        },
        ERROR(DECLINED) {
            @Override
            void listen(ElectronicValueRW device, Runnable deed) {
                device.addErrorListener(event -> deed.run());
            }
        },
        STATUS_UPDATE {
            @Override
            void listen(ElectronicValueRW device, Runnable deed) {
                device.addStatusUpdateListener(event -> deed.run());
            }
        },
        TRANSITION(NOBODY_ANSWERS) {
            @Override
            void listen(ElectronicValueRW device, Runnable deed) {
                device.addTransitionListener(event -> deed.run());
            }
        };

        private final long amount;

        Kind() {
            this(AMOUNT);
        }

        Kind(long amount) {
            this.amount = amount;
        }

        abstract void listen(ElectronicValueRW device, Runnable deed);

        void provoke(ElectronicValueRW device) throws JposException {
            device.setPowerNotify(JposConst.JPOS_PN_ENABLED);
            device.setDeviceEnabled(true);
            device.setAsyncMode(true);
            if (this != STATUS_UPDATE) {
                device.authorizeSales(1, amount, 0, 60000);
            }
        }
    }

    private interface Call {
        void run() throws Exception;
    }

    private Listeners() {
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 1) {
            announced(arguments[1]);
            return;
        }
        Path folder = Files.createTempDirectory("listeners");
        Devices devices = new Devices().addTraining("Cat", "CAT", "CAT", folder);
        for (Kind kind : Kind.values()) {
            devices.addTraining(kind.name(), "ElectronicValueRW", "L" + kind.ordinal(), folder);
        }
        devices.install(folder);
        Check.test("events come on a daemon thread, attached to the machine", Listeners::daemon);
        Check.test("a listener that removes itself does no harm", Listeners::removing);
        for (Kind kind : Kind.values()) {
            Check.test("a listener of " + kind + " that throws is told to the thread's handler, and events go on",
                    () -> throwing(kind));
            Check.test("a listener of " + kind + " may close the device", () -> closing(kind));
        }
    }

    private static ElectronicValueRW claimed(String logicalName) throws JposException {
        ElectronicValueRW device = new ElectronicValueRW();
        device.open(logicalName);
        device.claim(1000);
        return device;
    }

    private static void throwing(Kind kind) throws Exception {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> seen.set(thrown));
        ElectronicValueRW device = claimed(kind.name());
        CountDownLatch called = new CountDownLatch(1);
        kind.listen(device, () -> {
            called.countDown();
            throw new IllegalStateException(kind + " listener's own");
        });
        kind.provoke(device);
        Check.that(called.await(SECONDS, TimeUnit.SECONDS), "the event");
        device.clearOutput();
        CountDownLatch completed = new CountDownLatch(1);
        device.addOutputCompleteListener(event -> completed.countDown());
        device.addErrorListener(event -> { });
        if (kind == Kind.OUTPUT_COMPLETE) {
            // this kind's own listener comes first, and throws before the other one is called
            device.addStatusUpdateListener(event -> completed.countDown());
            device.setDeviceEnabled(false);
            device.setDeviceEnabled(true);
        } else {
            device.authorizeSales(2, AMOUNT, 0, 60000);
        }
        Check.that(completed.await(SECONDS, TimeUnit.SECONDS), "events go on");
        device.close();
        Check.that(seen.get() instanceof IllegalStateException, "the handler saw it");
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    private static void closing(Kind kind) throws Exception {
        ElectronicValueRW device = claimed(kind.name());
        BlockingQueue<String> closed = new LinkedBlockingQueue<>();
        kind.listen(device, () -> closed.add(outcome(device::close)));
        kind.provoke(device);
        Check.equal("done", closed.poll(SECONDS, TimeUnit.SECONDS), "closed in the handler");
        Check.equal(JposConst.JPOS_S_CLOSED, device.getState(), "State");
        ElectronicValueRW next = claimed(kind.name());
        next.setDeviceEnabled(true);
        next.authorizeSales(3, AMOUNT, 0, 30000);
        next.close();
        Check.that(closed.isEmpty(), "no event after the close: " + closed);
    }

    private static String outcome(Call call) {
        try {
            call.run();
            return "done";
        } catch (Exception fault) {
            return fault.toString();
        }
    }

    private static void announced(String device) throws Exception {
        Check.test("a listener of DirectIOEvent that throws does no harm", () -> {
            CountDownLatch called = new CountDownLatch(1);
            CAT cat = new CAT();
            cat.addDirectIOListener(event -> {
                called.countDown();
                throw new IllegalStateException("a listener's own, as it should");
            });
            cat.open(device);
            cat.claim(1000);
            cat.setDeviceEnabled(true);
            Check.that(called.await(SECONDS, TimeUnit.SECONDS), "the event at enable");
            Check.equal(JposConst.JPOS_S_IDLE, cat.getState(), "State");
            cat.close();
        });
        Check.test("a listener of DirectIOEvent may close the device", () -> {
            BlockingQueue<String> closed = new LinkedBlockingQueue<>();
            CAT cat = new CAT();
            cat.addDirectIOListener(event -> closed.add(outcome(cat::close)));
            cat.open(device);
            cat.claim(1000);
            cat.setDeviceEnabled(true);
            Check.equal("done", closed.poll(SECONDS, TimeUnit.SECONDS), "closed in the handler");
            Robustness.enabled(device).close();
        });
    }

    private static void daemon() throws Exception {
        CAT cat = Robustness.enabled("Cat");
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
        CAT cat = Robustness.enabled("Cat");
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
}
