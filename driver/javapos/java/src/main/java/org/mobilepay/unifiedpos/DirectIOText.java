package org.mobilepay.unifiedpos;

/** The object of directIO as a string in and out. */
final class DirectIOText {
    private DirectIOText() {
    }

    static String of(Object object) {
        if (object instanceof Object[]) {
            Object[] array = (Object[]) object;
            return array.length == 0 || array[0] == null ? "" : array[0].toString();
        }
        return object == null ? "" : object.toString();
    }

    static void write(Object object, String text) {
        if (object instanceof String[] || object instanceof Object[] && object.getClass() == Object[].class) {
            Object[] array = (Object[]) object;
            if (array.length > 0) {
                array[0] = text;
            }
        } else if (object instanceof StringBuffer) {
            ((StringBuffer) object).setLength(0);
            ((StringBuffer) object).append(text);
        } else if (object instanceof StringBuilder) {
            ((StringBuilder) object).setLength(0);
            ((StringBuilder) object).append(text);
        }
    }
}
