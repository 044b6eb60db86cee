package org.mobilepay.unifiedpos;

import jpos.JposException;
import jpos.config.JposEntry;
import jpos.services.ElectronicValueRWService114;

/** ElectronicValueRW for suites that carry JavaPOS 1.14: its methods. */
public class ElectronicValueRWService extends ElectronicValueRWProperties implements ElectronicValueRWService114 {
    private static final int VERSION = 1014000;

    public ElectronicValueRWService(JposEntry entry) {
        this(entry, VERSION);
    }

    ElectronicValueRWService(JposEntry entry, int version) {
        super(entry, version);
    }

    @Override
    public void accessLog(int sequenceNumber, int type, int timeout) throws JposException {
        call("AccessLog", sequenceNumber, type, timeout);
    }

    @Override
    public void activateService(int[] data, Object[] object) throws JposException {
        exchange("ActivateService", data, object);
    }

    @Override
    public void addValue(int sequenceNumber, int timeout) throws JposException {
        call("AddValue", sequenceNumber, timeout);
    }

    @Override
    public void beginDetection(int type, int timeout) throws JposException {
        call("BeginDetection", type, timeout);
    }

    @Override
    public void beginRemoval(int timeout) throws JposException {
        call("BeginRemoval", timeout);
    }

    @Override
    public void cancelValue(int sequenceNumber, int timeout) throws JposException {
        call("CancelValue", sequenceNumber, timeout);
    }

    @Override
    public void captureCard() throws JposException {
        call("CaptureCard");
    }

    @Override
    public void clearInput() throws JposException {
        call("ClearInput");
    }

    @Override
    public void clearInputProperties() throws JposException {
        call("ClearInputProperties");
    }

    @Override
    public void endDetection() throws JposException {
        call("EndDetection");
    }

    @Override
    public void endRemoval() throws JposException {
        call("EndRemoval");
    }

    @Override
    public void enumerateCardServices() throws JposException {
        call("EnumerateCardServices");
    }

    @Override
    public void lockTerminal() throws JposException {
        call("LockTerminal");
    }

    @Override
    public void readValue(int sequenceNumber, int timeout) throws JposException {
        call("ReadValue", sequenceNumber, timeout);
    }

    @Override
    public void subtractValue(int sequenceNumber, int timeout) throws JposException {
        call("SubtractValue", sequenceNumber, timeout);
    }

    @Override
    public void transactionAccess(int control) throws JposException {
        call("TransactionAccess", control);
    }

    @Override
    public void unlockTerminal() throws JposException {
        call("UnlockTerminal");
    }

    @Override
    public void updateKey(int[] data, Object[] object) throws JposException {
        exchange("UpdateKey", data, object);
    }

    @Override
    public void writeValue(int sequenceNumber, int timeout) throws JposException {
        call("WriteValue", sequenceNumber, timeout);
    }

    @Override
    public void clearParameterInformation() throws JposException {
        call("ClearParameterInformation");
    }

    @Override
    public void queryLastSuccessfulTransactionResult() throws JposException {
        call("QueryLastSuccessfulTransactionResult");
    }

    @Override
    public void retrieveResultInformation(String name, String[] value) throws JposException {
        exchange("RetrieveResultInformation", value, name);
    }

    @Override
    public void setParameterInformation(String name, String value) throws JposException {
        tell("SetParameterInformation", name, value);
    }
}
