package till;

import java.nio.file.Path;
import java.nio.file.Paths;
import jpos.CAT;

/**
 * Exit FOLDER: leaves the virtual machine in the middle of a sale that nobody answers; it must end by
 * itself and in time. `Exit FOLDER wait` stays until it is killed.
 */
public final class Exit {
    private Exit() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Paths.get(arguments[0]);
        new Devices().addTraining("MobilePay", "CAT", "TILL1", folder).install(folder);
        CAT cat = new CAT();
        cat.open("MobilePay");
        cat.claim(0);
        cat.setDeviceEnabled(true);
        cat.setAsyncMode(true);
        cat.authorizeSales(1, 105200, 0, 60000);
        Thread.sleep(300);
        System.out.println("selling");
        System.out.flush();
        if (arguments.length > 1) {
            Thread.sleep(60000);
        }
        System.exit(3);
    }
}
