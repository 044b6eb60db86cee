package org.mobilepay.unifiedpos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import jpos.JposConst;
import jpos.JposException;
import jpos.config.JposEntry;
import jpos.services.EventCallbacks;

/** What every category of service has: conversion between the control and the native device. */
abstract class AbstractService {
    private static final int[] NO_NUMBERS = {};
    private static final long[] NO_AMOUNTS = {};
    private static final String[] NO_TEXTS = {};
    private static final int STATE_CLOSED = 1;

    private final JposEntry entry;
    private final int category;
    private final int version;
    private volatile long handle;
    /** Held here for the native library, which holds it weakly. */
    private EventDispatcher dispatcher;

    AbstractService(JposEntry entry, int category, int version) {
        this.entry = entry;
        this.category = category;
        this.version = version;
    }

    public void open(String logicalName, EventCallbacks callbacks) throws JposException {
        try {
            NativeLibrary.load((String) entry.getPropertyValue(NativeLibrary.PATH_PROPERTY));
            if (handle == 0) {
                handle = NativeDevice.create(category, version);
            }
            List<String> names = new ArrayList<>();
            List<String> values = new ArrayList<>();
            collect(names, values);
            dispatcher = EventDispatcher.of(callbacks);
            NativeDevice.open(handle, logicalName, names.toArray(NO_TEXTS), values.toArray(NO_TEXTS), dispatcher);
            Shutdown.opened(handle);
        } catch (JposException refused) {
            throw refused;
        } catch (Throwable fault) {
            // the control would let an Error through to the application
            throw new JposException(JposConst.JPOS_E_NOSERVICE, 0, "the service cannot be opened: " + fault,
                    new Exception(fault));
        }
    }

    /** All of the entry: the device knows which names are the loader's own. */
    private void collect(List<String> names, List<String> values) {
        for (Enumeration<?> all = entry.getPropertyNames(); all.hasMoreElements();) {
            String name = String.valueOf(all.nextElement());
            names.add(name);
            values.add(String.valueOf(entry.getPropertyValue(name)));
        }
    }

    /**
     * Never fails: a control whose service throws here stays open for ever. A machine that ends
     * meanwhile waits for the device, which may have a sale to cancel.
     */
    public void close() throws JposException {
        long open = handle;
        if (open == 0) {
            return;
        }
        try {
            NativeDevice.close(open);
        } catch (JposException notOpen) {
            // nothing to close
        } finally {
            Shutdown.closed(open);
        }
    }

    /** May come from the finalizer's thread, more than once, at any time. */
    public void deleteInstance() throws JposException {
        Shutdown.closed(handle);
        long old = handle;
        handle = 0;
        if (old != 0) {
            NativeDevice.destroy(old);
        }
    }

    public void claim(int timeout) throws JposException {
        NativeDevice.claim(handle, timeout);
    }

    public void release() throws JposException {
        NativeDevice.release(handle);
    }

    public String getCheckHealthText() throws JposException {
        return text(CommonIndex.CHECK_HEALTH_TEXT);
    }

    public boolean getClaimed() throws JposException {
        return flag(CommonIndex.CLAIMED);
    }

    public boolean getDeviceEnabled() throws JposException {
        return flag(CommonIndex.DEVICE_ENABLED);
    }

    public void setDeviceEnabled(boolean enabled) throws JposException {
        set(CommonIndex.DEVICE_ENABLED, enabled);
    }

    public String getDeviceServiceDescription() throws JposException {
        return text(CommonIndex.SERVICE_OBJECT_DESCRIPTION);
    }

    public int getDeviceServiceVersion() throws JposException {
        return handle == 0 ? version : number(CommonIndex.SERVICE_OBJECT_VERSION);
    }

    public boolean getFreezeEvents() throws JposException {
        return flag(CommonIndex.FREEZE_EVENTS);
    }

    public void setFreezeEvents(boolean frozen) throws JposException {
        set(CommonIndex.FREEZE_EVENTS, frozen);
    }

    public String getPhysicalDeviceDescription() throws JposException {
        return text(CommonIndex.DEVICE_DESCRIPTION);
    }

    public String getPhysicalDeviceName() throws JposException {
        return text(CommonIndex.DEVICE_NAME);
    }

    public int getState() throws JposException {
        return handle == 0 ? STATE_CLOSED : number(CommonIndex.STATE);
    }

    public int getOutputID() throws JposException {
        return number(CommonIndex.OUTPUT_ID);
    }

    public int getCapPowerReporting() throws JposException {
        return number(CommonIndex.CAP_POWER_REPORTING);
    }

    public int getPowerNotify() throws JposException {
        return number(CommonIndex.POWER_NOTIFY);
    }

    public void setPowerNotify(int notify) throws JposException {
        set(CommonIndex.POWER_NOTIFY, notify);
    }

    public int getPowerState() throws JposException {
        return number(CommonIndex.POWER_STATE);
    }

    public boolean getCapStatisticsReporting() throws JposException {
        return flag(CommonIndex.CAP_STATISTICS_REPORTING);
    }

    public boolean getCapUpdateStatistics() throws JposException {
        return flag(CommonIndex.CAP_UPDATE_STATISTICS);
    }

    public boolean getCapCompareFirmwareVersion() throws JposException {
        return flag(CommonIndex.CAP_COMPARE_FIRMWARE_VERSION);
    }

    public boolean getCapUpdateFirmware() throws JposException {
        return flag(CommonIndex.CAP_UPDATE_FIRMWARE);
    }

    public void checkHealth(int level) throws JposException {
        call("CheckHealth", level);
    }

    public void clearOutput() throws JposException {
        call("ClearOutput");
    }

    /** The object may be a String[] or StringBuffer or StringBuilder (in/out), a String (in), or null. */
    public void directIO(int command, int[] data, Object object) throws JposException {
        int[] numbers = {command, data == null || data.length == 0 ? 0 : data[0]};
        String[] texts = {DirectIOText.of(object)};
        call("DirectIO", numbers, NO_AMOUNTS, texts);
        if (data != null && data.length > 0) {
            data[0] = numbers[1];
        }
        DirectIOText.write(object, texts[0]);
    }

    public void compareFirmwareVersion(String fileName, int[] result) throws JposException {
        require(result != null && result.length > 0, "result must have an element");
        call("CompareFirmwareVersion", result, NO_AMOUNTS, new String[] {fileName});
    }

    public void updateFirmware(String fileName) throws JposException {
        tell("UpdateFirmware", fileName);
    }

    public void resetStatistics(String buffer) throws JposException {
        tell("ResetStatistics", buffer);
    }

    public void retrieveStatistics(String[] buffer) throws JposException {
        exchange("RetrieveStatistics", buffer);
    }

    public void updateStatistics(String buffer) throws JposException {
        tell("UpdateStatistics", buffer);
    }

    // ---- for the categories ----

    final int number(int index) throws JposException {
        return NativeDevice.getNumber(handle, index);
    }

    final boolean flag(int index) throws JposException {
        return NativeDevice.getNumber(handle, index) != 0;
    }

    final String text(int index) throws JposException {
        return NativeDevice.getText(handle, index);
    }

    final long currency(int index) throws JposException {
        return NativeDevice.getCurrency(handle, index);
    }

    final void set(int index, int value) throws JposException {
        NativeDevice.setNumber(handle, index, value);
    }

    final void set(int index, boolean value) throws JposException {
        NativeDevice.setNumber(handle, index, value ? 1 : 0);
    }

    final void set(int index, String value) throws JposException {
        NativeDevice.setText(handle, index, value);
    }

    final void setCurrency(int index, long value) throws JposException {
        NativeDevice.setCurrency(handle, index, value);
    }

    final void call(String method, int... numbers) throws JposException {
        call(method, numbers, NO_AMOUNTS, NO_TEXTS);
    }

    private void call(String method, int[] numbers, long[] amounts, String[] texts) throws JposException {
        NativeDevice.call(handle, method, numbers, amounts, texts);
    }

    /** Methods that take texts. */
    final void tell(String method, String... texts) throws JposException {
        call(method, NO_NUMBERS, NO_AMOUNTS, texts);
    }

    /** Methods that take texts; the last one goes in and out, in element 0. */
    final void exchange(String method, String[] inOut, String... before) throws JposException {
        require(inOut != null && inOut.length > 0, "the array of the text must have an element");
        String[] texts = Arrays.copyOf(before, before.length + 1);
        texts[before.length] = inOut[0];
        tell(method, texts);
        inOut[0] = texts[before.length];
    }

    /** Methods whose last number and whose text go in and out, in element 0. */
    final void exchange(String method, int[] data, Object[] object, int... before) throws JposException {
        require(data != null && data.length > 0 && object != null && object.length > 0,
                "data and object must have an element");
        int[] numbers = Arrays.copyOf(before, before.length + 1);
        numbers[before.length] = data[0];
        String[] texts = {DirectIOText.of(object)};
        call(method, numbers, NO_AMOUNTS, texts);
        data[0] = numbers[before.length];
        object[0] = texts[0];
    }

    final void authorize(String method, int sequenceNumber, long amount, long taxOthers, int timeout)
            throws JposException {
        call(method, new int[] {sequenceNumber, timeout}, new long[] {amount, taxOthers}, NO_TEXTS);
    }

    final void deposit(int sequenceNumber, long amount, int timeout) throws JposException {
        call("CashDeposit", new int[] {sequenceNumber, timeout}, new long[] {amount}, NO_TEXTS);
    }

    static void require(boolean holds, String text) throws JposException {
        if (!holds) {
            throw new JposException(JposConst.JPOS_E_ILLEGAL, 0, text);
        }
    }
}
