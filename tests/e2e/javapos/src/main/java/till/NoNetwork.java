package till;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jpos.CAT;
import jpos.CATConst;
import jpos.JposConst;
import jpos.JposException;

/** A till in a shop whose network is down: a server that never answers, and one that is nowhere. */
public final class NoNetwork {
    private static final long PROMISED = 2000;

    private NoNetwork() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("no-network");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Devices devices = new Devices();
            add(devices, "Silent", "127.0.0.1:" + silent.getLocalPort(), folder);
            add(devices, "Nowhere", "192.0.2.1", folder);
            devices.addTraining("First", "CAT", "FIRST", folder).install(folder);
            Robustness.enabled("First").close(); // Java has its classes, and the library is loaded
            for (String device : new String[] {"Silent", "Nowhere"}) {
                Check.test(device + ": open, claim and enable take less than " + PROMISED + " ms", () -> use(device));
            }
        }
    }

    private static void add(Devices devices, String name, String host, Path folder) {
        devices.addTraining(name, "CAT", name, folder, settings(host));
    }

    /** Of a lane of the real wallet. */
    static String[] settings(String host) {
        return new String[] {"wallet", "v10", "api.url", "https://" + host + "/pos/v10",
            "token.source", "broker:https://" + host + "/token", "timeout.connect", "1 s",
            "client.id", "6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01", "merchant.vat", "DK90000028",
            "merchant.brand", "MPPOSCERT1", "merchant.location", "00001"};
    }

    private static void use(String device) throws Exception {
        CAT cat = new CAT();
        BlockingQueue<Integer> states = new LinkedBlockingQueue<>();
        cat.addStatusUpdateListener(event -> states.add(event.getStatus()));
        long begin = System.nanoTime();
        cat.open(device);
        cat.setPowerNotify(JposConst.JPOS_PN_ENABLED);
        cat.claim(0);
        cat.setDeviceEnabled(true);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        System.out.println(device + " took " + took + " ms");
        Check.that(took < PROMISED, "it took " + took + " ms");
        Check.equal(JposConst.JPOS_SUE_POWER_OFF_OFFLINE, states.poll(20, TimeUnit.SECONDS), "StatusUpdateEvent");
        Check.equal(JposConst.JPOS_PS_OFF_OFFLINE, cat.getPowerState(), "PowerState");
        JposException refusal = Check.refused(JposConst.JPOS_E_EXTENDED, () -> cat.authorizeSales(1, 1250000, 0, 60000));
        Check.equal(CATConst.JPOS_ECAT_COMMUNICATIONERROR, refusal.getErrorCodeExtended(), "extended");
        Check.equal("NOT_SENT", cat.getCenterResultCode(), "CenterResultCode");
        cat.close();
    }
}
