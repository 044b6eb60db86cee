package conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The cases of tests/conformance, as tests/conformance/script.h describes them. */
final class Script {
    static final class Step {
        int line;
        List<String> words = new ArrayList<>();
        String outcome = "0";
    }

    static final class Case {
        String file;
        String name;
        List<String> categories = Arrays.asList("CAT", "ElectronicValueRW");
        Map<String, String> settings = new LinkedHashMap<>();
        List<Step> steps = new ArrayList<>();
    }

    /** Nobody listens at port 9. */
    private static final Map<String, String> UNREACHABLE = new LinkedHashMap<>();

    static {
        UNREACHABLE.put("wallet", "v10");
        UNREACHABLE.put("api.url", "https://127.0.0.1:9/pos/v10");
        UNREACHABLE.put("token.source", "broker:https://127.0.0.1:9/token");
        UNREACHABLE.put("client.id", "6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01");
        UNREACHABLE.put("merchant.vat", "DK90000028");
        UNREACHABLE.put("merchant.brand", "MPPOSCERT1");
        UNREACHABLE.put("merchant.location", "00001");
    }

    private Script() {
    }

    static List<Case> readCases(Path folder) throws IOException {
        TreeSet<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.case")) {
            found.forEach(files::add);
        }
        List<Case> cases = new ArrayList<>();
        for (Path file : files) {
            readFile(file, cases);
        }
        return cases;
    }

    static Map<String, String> readDeviations(Path file, String binding) throws IOException {
        Map<String, String> deviations = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.startsWith(binding + ": ")) {
                String[] parts = line.substring(binding.length() + 2).split(": ", 2);
                deviations.put(parts[0], parts[1]);
            }
        }
        return deviations;
    }

    private static void readFile(Path file, List<Case> cases) throws IOException {
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            ++number;
            List<String> words = words(line);
            if (words.isEmpty()) {
                continue;
            }
            if (words.get(0).equals("case")) {
                Case begun = new Case();
                begun.file = file.getFileName().toString();
                begun.name = line.trim().substring("case ".length());
                cases.add(begun);
            } else {
                add(cases.get(cases.size() - 1), words, number);
            }
        }
    }

    private static void add(Case current, List<String> words, int number) {
        switch (words.get(0)) {
            case "for":
                current.categories = words.subList(1, words.size());
                break;
            case "unreachable":
                current.settings.putAll(UNREACHABLE);
                break;
            case "with":
                current.settings.put(words.get(1), words.get(3));
                break;
            default:
                Step step = new Step();
                step.line = number;
                int arrow = words.indexOf("->");
                if (arrow >= 0) {
                    step.outcome = words.get(arrow + 1);
                }
                step.words = words.subList(0, arrow >= 0 ? arrow : words.size());
                current.steps.add(step);
                break;
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < line.length() && line.charAt(i) != '#') {
            char first = line.charAt(i);
            if (first == ' ') {
                ++i;
            } else if (first == '"') {
                int end = line.indexOf('"', i + 1);
                words.add(line.substring(i + 1, end));
                i = end + 1;
            } else {
                int end = line.indexOf(' ', i);
                end = end < 0 ? line.length() : end;
                words.add(line.substring(i, end));
                i = end;
            }
        }
        return words;
    }
}
