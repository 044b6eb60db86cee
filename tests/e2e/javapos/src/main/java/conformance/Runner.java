package conformance;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import jpos.JposException;

/** Runs one case against a control, step by step. */
final class Runner {
    private static final long PATIENCE = 5000;
    private static final long SILENCE = 200;

    private interface Call {
        void run() throws Exception;
    }

    private final Control control;
    private final String logicalName;
    private final Map<String, String> kept = new HashMap<>();
    private final String category;
    private FutureTask<String> second;
    private List<String> last = Collections.emptyList();
    private Control rival;

    private Runner(Control control, String category, String logicalName) {
        this.control = control;
        this.category = category;
        this.logicalName = logicalName;
    }

    /** What went wrong; empty when nothing did. */
    static String run(Script.Case script, String category, String logicalName) {
        Control control = new Control(category);
        Runner runner = new Runner(control, category, logicalName);
        String wrong = "";
        for (Script.Step step : script.steps) {
            try {
                runner.step(step);
            } catch (Exception | AssertionError fault) {
                wrong = script.file + ":" + step.line + ": " + fault.getMessage();
                break;
            }
        }
        try {
            control.close();
        } catch (JposException closedAlready) {
            // as it should be
        }
        return wrong;
    }

    private void step(Script.Step step) throws Exception {
        List<String> words = step.words.stream()
                .map(word -> word.startsWith("$") ? kept.get(word.substring(1)) : word)
                .collect(Collectors.toList());
        switch (words.get(0)) {
            case "get":
                get(words, step.outcome);
                break;
            case "out":
                out(words);
                break;
            case "keep":
                kept.put(words.get(3), control.get(words.get(1)));
                break;
            case "start":
                start(words);
                break;
            case "await":
                await(words);
                break;
            case "answer":
                control.answerErrors(Integer.parseInt(words.get(1)));
                break;
            case "expect":
                expect(String.join(" ", words.subList(1, words.size())));
                break;
            case "quiet":
                quiet();
                break;
            case "readable":
                readable(words, step.outcome);
                break;
            case "methods":
                methods(words, step.outcome);
                break;
            default:
                check(step.outcome, outcome(words));
                break;
        }
    }

    private String outcome(List<String> words) throws Exception {
        switch (words.get(0)) {
            case "open":
                return outcomeOf(() -> control.open(logicalName));
            case "close":
                return outcomeOf(control::close);
            case "release":
                return outcomeOf(control::release);
            case "claim":
                return outcomeOf(() -> control.claim(Integer.parseInt(words.get(1))));
            case "enable":
                return outcomeOf(() -> control.set("DeviceEnabled", "1"));
            case "disable":
                return outcomeOf(() -> control.set("DeviceEnabled", "0"));
            case "set":
                return outcomeOf(() -> control.set(words.get(1), words.get(2)));
            case "call":
                return outcomeOf(() -> last = control.call(words.get(1), words.subList(2, words.size())));
            case "rival":
                return outcomeOf(() -> rival(words.get(1)));
            case "stop":
                return stop();
            default:
                throw new AssertionError("no such step: " + words.get(0));
        }
    }

    private static String outcomeOf(Call call) throws Exception {
        try {
            call.run();
            return "0/0";
        } catch (JposException refusal) {
            return refusal.getErrorCode() + "/" + refusal.getErrorCodeExtended() + " (" + refusal.getMessage() + ")";
        }
    }

    private static void check(String expected, String found) {
        boolean same = expected.contains("/") ? found.split(" ")[0].equals(expected)
                : found.split("/")[0].equals(expected);
        if (!same) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }

    private void get(List<String> words, String expected) throws Exception {
        if (words.size() == 2) {
            check(expected, outcomeOf(() -> control.get(words.get(1))));
            return;
        }
        String value = control.get(words.get(1));
        if (!holds(value, words.get(2), words.get(3))) {
            throw new AssertionError(words.get(1) + " is '" + value + "'");
        }
    }

    /** An argument of the last call, as the call left it. */
    private void out(List<String> words) {
        String value = last.get(Integer.parseInt(words.get(1)) - 1);
        if (!holds(value, words.get(2), words.get(3))) {
            throw new AssertionError("argument " + words.get(1) + " is '" + value + "'");
        }
    }

    private static boolean holds(String value, String has, String what) {
        return has.equals("contains") ? value.contains(what) : value.equals(what) == has.equals("=");
    }

    private void readable(List<String> but, String expected) throws Exception {
        for (String property : control.properties()) {
            if (!but.contains(property)) {
                try {
                    check(expected, outcomeOf(() -> control.get(property)));
                } catch (AssertionError wrong) {
                    throw new AssertionError(property + ": " + wrong.getMessage());
                }
            }
        }
    }

    /** Another control on the same logical device. */
    private void rival(String deed) throws JposException {
        if (deed.equals("claims")) {
            rival = new Control(category);
            rival.open(logicalName);
            rival.claim(0);
        } else {
            rival.close();
        }
    }

    private void methods(List<String> but, String expected) throws Exception {
        for (String name : control.methods()) {
            if (!but.contains(name)) {
                try {
                    check(expected, outcomeOf(() -> control.callHarmlessly(name)));
                } catch (AssertionError wrong) {
                    throw new AssertionError(name + ": " + wrong.getMessage());
                }
            }
        }
    }

    private void start(List<String> words) {
        second = new FutureTask<>(() -> outcomeOf(() -> control.call(words.get(1), words.subList(2, words.size()))));
        new Thread(second, "second").start();
    }

    private String stop() throws Exception {
        while (true) {
            check("0", outcomeOf(() -> control.call("ClearOutput", Collections.emptyList())));
            try {
                return second.get(20, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // it may not have begun when ClearOutput came
            } catch (ExecutionException fault) {
                throw new AssertionError(fault.getCause());
            }
        }
    }

    private void await(List<String> words) throws Exception {
        long end = System.nanoTime() + PATIENCE * 1_000_000;
        while (!control.get(words.get(1)).equals(words.get(3))) {
            if (System.nanoTime() > end) {
                throw new AssertionError(words.get(1) + " stays '" + control.get(words.get(1)) + "'");
            }
            Thread.sleep(5);
        }
    }

    private void expect(String expected) throws InterruptedException {
        String found = control.nextEvent(PATIENCE);
        if (!expected.equals(found)) {
            throw new AssertionError("expected the event '" + expected + "', found '" + found + "'");
        }
    }

    private void quiet() throws InterruptedException {
        String found = control.nextEvent(SILENCE);
        if (found != null) {
            throw new AssertionError("expected no event, found '" + found + "'");
        }
    }
}
