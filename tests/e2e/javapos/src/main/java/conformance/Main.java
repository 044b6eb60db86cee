package conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import till.Devices;

/** Main FOLDER: the cases of tests/conformance through the real controls of JavaPOS. */
public final class Main {
    private Main() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Paths.get(arguments[0]);
        Map<String, String> deviations = Script.readDeviations(folder.resolve("deviations.txt"), "javapos");
        List<Script.Case> cases = Script.readCases(folder.resolve("cases"));
        install(cases);
        int surprises = 0;
        int count = 0;
        for (Script.Case script : cases) {
            for (String category : script.categories) {
                String wrong = Runner.run(script, category, nameOf(cases.indexOf(script), category));
                String why = deviations.get(script.name);
                boolean asSaid = wrong.isEmpty() == (why == null);
                ++count;
                surprises += asSaid ? 0 : 1;
                System.out.println((asSaid ? "ok - " : "not ok - ") + category + ": " + script.name
                        + (why == null ? "" : " # deviates: " + why));
                if (!asSaid) {
                    System.out.println("    " + (wrong.isEmpty() ? "does not deviate any more" : wrong));
                }
            }
        }
        System.out.println(count + " cases, " + surprises + " surprises");
        System.exit(surprises == 0 ? 0 : 1);
    }

    private static String nameOf(int index, String category) {
        return category + index;
    }

    /** One device for each case and category: a loader reads its jpos.xml once. */
    private static void install(List<Script.Case> cases) throws Exception {
        Path lanes = Files.createTempDirectory("conformance");
        Devices devices = new Devices();
        int lane = 0;
        for (Script.Case script : cases) {
            for (String category : script.categories) {
                List<String> settings = new ArrayList<>();
                script.settings.forEach((name, value) -> {
                    settings.add(name);
                    settings.add(value);
                });
                devices.addTraining(nameOf(cases.indexOf(script), category), category, "C" + ++lane, lanes,
                        settings.toArray(new String[0]));
            }
        }
        devices.install(lanes);
    }
}
