package till;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jpos.CAT;
import jpos.JposConst;

/** How virtual machines end: by exit or by force in the middle of a sale, or without our library. */
public final class Ends {
    private Ends() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("ends");
        Check.test("an exit in the middle of a sale ends the machine in time and without a crash", () -> {
            endsByItself(start(folder));
        });
        Check.test("a kill in the middle of a sale gives the lane back", () -> {
            Process process = start(folder, "wait");
            awaitSelling(process);
            process.destroyForcibly().waitFor();
            new Devices().addTraining("MobilePay", "CAT", "TILL1", folder).install(folder);
            CAT cat = Robustness.enabled("MobilePay");
            cat.authorizeSales(2, 1250000, 0, 30000);
            cat.close();
        });
        Check.test("a library that is not there is named, with what was tried and the bitness", () -> {
            Path elsewhere = Files.createTempDirectory("elsewhere");
            Process process = java(Arrays.asList("-Dtill.library=/nowhere/libmobilepay_javapos.so"),
                    "till.Exit", elsewhere.toString());
            String output = rest(linesOf(process));
            Check.that(process.waitFor() == 1, "it fails");
            Check.that(output.contains("JposException") && output.contains("/nowhere/libmobilepay_javapos.so")
                    && output.contains("64 bit"), output);
        });
        Check.test("a library is found by its name, too", () -> {
            File library = new File(System.getProperty("till.library", ""));
            Process process = java(Arrays.asList("-Djava.library.path=" + library.getParent()), "till.Exit",
                    Files.createTempDirectory("by-name").toString());
            endsByItself(process);
        });
        Check.equal(JposConst.JPOS_S_CLOSED, new CAT().getState(), "State");
    }

    private static Process start(Path folder, String... more) throws Exception {
        List<String> words = new ArrayList<>();
        words.add("till.Exit");
        words.add(folder.toString());
        words.addAll(Arrays.asList(more));
        return java(Arrays.asList("-Dtill.library=" + System.getProperty("till.library", "")),
                words.toArray(new String[0]));
    }

    static Process java(List<String> options, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(options);
        command.add("-Xcheck:jni");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(Arrays.asList(words));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** After it has begun to sell; the machine must have nothing to say of it. */
    private static void endsByItself(Process process) throws Exception {
        String said = rest(awaitSelling(process));
        Check.that(process.waitFor(20, TimeUnit.SECONDS), "it ends by itself");
        Check.equal(3, process.exitValue(), "exit code");
        Check.that(!said.contains("in native") && !said.contains("WARNING"), said);
    }

    private static BufferedReader awaitSelling(Process process) throws Exception {
        BufferedReader lines = linesOf(process);
        StringBuilder seen = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("selling")) {
                return lines;
            }
            seen.append(line).append('\n');
        }
        throw new AssertionError("the till did not sell:\n" + seen);
    }

    private static BufferedReader linesOf(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String rest(BufferedReader lines) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }
}
