package conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jpos.BaseJposControl;
import jpos.CAT;
import jpos.ElectronicValueRW;
import jpos.JposException;

/** A real control by the names of OPOS, through reflection; what it says stands as it came. */
final class Control {
    /** Properties that JavaPOS names otherwise, or (ResultCode) does not have. */
    private static final Map<String, String> RENAMED = new HashMap<>();

    static {
        RENAMED.put("DeviceDescription", "PhysicalDeviceDescription");
        RENAMED.put("DeviceName", "PhysicalDeviceName");
        RENAMED.put("ServiceObjectDescription", "DeviceServiceDescription");
        RENAMED.put("ServiceObjectVersion", "DeviceServiceVersion");
    }

    private final BaseJposControl control;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private volatile int answer;

    Control(String category) {
        if (category.equals("CAT")) {
            CAT cat = new CAT();
            cat.addOutputCompleteListener(event -> events.add("OutputComplete " + event.getOutputID()));
            cat.addStatusUpdateListener(event -> events.add("StatusUpdate " + event.getStatus()));
            cat.addDirectIOListener(event -> events.add("DirectIO " + event.getEventNumber() + " " + event.getData()));
            cat.addErrorListener(this::error);
            control = cat;
        } else {
            ElectronicValueRW rw = new ElectronicValueRW();
            rw.addOutputCompleteListener(event -> events.add("OutputComplete " + event.getOutputID()));
            rw.addStatusUpdateListener(event -> events.add("StatusUpdate " + event.getStatus()));
            rw.addDirectIOListener(event -> events.add("DirectIO " + event.getEventNumber() + " " + event.getData()));
            rw.addDataListener(event -> events.add("Data " + event.getStatus()));
            rw.addTransitionListener(event -> events.add("Transition " + event.getEventNumber()));
            rw.addErrorListener(this::error);
            control = rw;
        }
    }

    private void error(jpos.events.ErrorEvent event) {
        if (answer != 0) {
            event.setErrorResponse(answer);
        }
        events.add("Error " + event.getErrorCode() + "/" + event.getErrorCodeExtended() + " " + event.getErrorLocus());
    }

    void answerErrors(int response) {
        answer = response;
    }

    String nextEvent(long milliseconds) throws InterruptedException {
        return events.poll(milliseconds, TimeUnit.MILLISECONDS);
    }

    void open(String logicalName) throws JposException {
        control.open(logicalName);
    }

    void close() throws JposException {
        control.close();
    }

    void claim(int timeout) throws JposException {
        control.claim(timeout);
    }

    void release() throws JposException {
        control.release();
    }

    String get(String property) throws Exception {
        Object value = invoke(method("get" + RENAMED.getOrDefault(property, property)));
        return value instanceof Boolean ? ((Boolean) value ? "1" : "0") : String.valueOf(value);
    }

    void set(String property, String value) throws Exception {
        Method setter = method("set" + property);
        invoke(setter, converted(setter.getParameterTypes()[0], value));
    }

    /** The arguments as they came back. */
    List<String> call(String name, List<String> words) throws Exception {
        Method method = method(methodName(name));
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; ++i) {
            arguments[i] = converted(types[i], words.get(i));
        }
        invoke(method, arguments);
        return Arrays.stream(arguments).map(Control::word).collect(Collectors.toList());
    }

    List<String> properties() {
        List<String> names = new ArrayList<>();
        for (Method method : control.getClass().getMethods()) {
            boolean ours = method.getDeclaringClass() == control.getClass()
                    || method.getDeclaringClass() == BaseJposControl.class;
            if (ours && method.getName().startsWith("get") && method.getParameterCount() == 0) {
                names.add(method.getName().substring("get".length()));
            }
        }
        return names;
    }

    /** All methods of the category but those every control has for its own life. */
    List<String> methods() {
        List<String> names = new ArrayList<>();
        for (Method method : control.getClass().getMethods()) {
            String name = method.getName();
            boolean ours = method.getDeclaringClass() == control.getClass()
                    || method.getDeclaringClass() == BaseJposControl.class;
            if (ours && !name.matches("(get|set|add|remove|Cap)[A-Z].*|open|close|claim|release")
                    || name.equals("setParameterInformation")) {
                names.add(name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1));
            }
        }
        return names;
    }

    /** With arguments that no state has a reason to refuse. */
    void callHarmlessly(String name) throws Exception {
        List<String> words = new ArrayList<>();
        for (Class<?> type : method(methodName(name)).getParameterTypes()) {
            words.add(type == long.class ? "10000" : type == int.class || type == int[].class ? "1" : "");
        }
        call(name, words);
    }

    private static String methodName(String name) {
        return name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1);
    }

    private static Object converted(Class<?> type, String word) {
        if (type == int.class) {
            return Integer.valueOf(word);
        }
        if (type == long.class) {
            return Long.valueOf(word);
        }
        if (type == boolean.class) {
            return !word.equals("0");
        }
        if (type == int[].class) {
            return new int[] {Integer.parseInt(word)};
        }
        if (type == String[].class || type == Object[].class || type == Object.class) {
            return new String[] {word};
        }
        return word;
    }

    private static String word(Object argument) {
        if (argument instanceof int[]) {
            return String.valueOf(((int[]) argument)[0]);
        }
        return String.valueOf(argument instanceof Object[] ? ((Object[]) argument)[0] : argument);
    }

    private Method method(String name) {
        for (Method method : control.getClass().getMethods()) {
            if (method.getName().equals(name)) {
                return method;
            }
        }
        throw new AssertionError("no method " + name);
    }

    private Object invoke(Method method, Object... arguments) throws Exception {
        try {
            return method.invoke(control, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Exception) {
                throw (Exception) thrown.getCause();
            }
            throw thrown;
        }
    }
}
