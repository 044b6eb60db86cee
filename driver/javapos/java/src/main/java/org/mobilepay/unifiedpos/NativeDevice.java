package org.mobilepay.unifiedpos;

import jpos.JposException;

/**
 * The device in the native library. A handle that is not, or no longer, known is answered as a closed
 * device, so that a late call from any thread does no harm. Indexes are those of OPOS; methods go by
 * their UnifiedPOS names, their arguments sorted by type, each kind in its order; in/out arguments
 * are changed in the arrays.
 */
final class NativeDevice {
    static final int CAT = 0;
    static final int ELECTRONIC_VALUE_RW = 1;

    private NativeDevice() {
    }

    static native long create(int category, int serviceVersion);

    static native void open(long handle, String logicalName, String[] names, String[] values,
            EventDispatcher dispatcher) throws JposException;

    static native void close(long handle) throws JposException;

    static native void claim(long handle, int timeout) throws JposException;

    static native void release(long handle) throws JposException;

    static native int getNumber(long handle, int index) throws JposException;

    static native void setNumber(long handle, int index, int value) throws JposException;

    static native String getText(long handle, int index) throws JposException;

    static native void setText(long handle, int index, String value) throws JposException;

    static native long getCurrency(long handle, int index) throws JposException;

    static native void setCurrency(long handle, int index, long value) throws JposException;

    static native void call(long handle, String method, int[] numbers, long[] amounts, String[] texts)
            throws JposException;

    /** Lets the device go, open or not; returns at once. */
    static native void destroy(long handle);

    /** Ends all devices; returns when they have ended or the time is over. */
    static native void shutDown(int milliseconds);

    /** The OPOS index of a property by its OPOS name; 0 when the category has none. */
    static native int indexOf(int category, String property);
}
