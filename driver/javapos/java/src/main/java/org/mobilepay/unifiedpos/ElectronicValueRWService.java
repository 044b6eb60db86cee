package org.mobilepay.unifiedpos;

import jpos.JposException;
import jpos.config.JposEntry;
import jpos.services.ElectronicValueRWService114;

/** ElectronicValueRW for suites that carry JavaPOS 1.14. */
public class ElectronicValueRWService extends AbstractService implements ElectronicValueRWService114 {
    static final int[] NONE = {};
    private static final int VERSION = 1014000;

    public ElectronicValueRWService(JposEntry entry) {
        this(entry, VERSION);
    }

    ElectronicValueRWService(JposEntry entry, int version) {
        super(entry, NativeDevice.ELECTRONIC_VALUE_RW, version);
    }

    @Override
    public boolean getCapActivateService() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_ACTIVATE_SERVICE);
    }

    @Override
    public boolean getCapAddValue() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_ADD_VALUE);
    }

    @Override
    public boolean getCapCancelValue() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_CANCEL_VALUE);
    }

    @Override
    public int getCapCardSensor() throws JposException {
        return number(ElectronicValueRWIndex.CAP_CARD_SENSOR);
    }

    @Override
    public int getCapDetectionControl() throws JposException {
        return number(ElectronicValueRWIndex.CAP_DETECTION_CONTROL);
    }

    @Override
    public boolean getCapElectronicMoney() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_ELECTRONIC_MONEY);
    }

    @Override
    public boolean getCapEnumerateCardServices() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_ENUMERATE_CARD_SERVICES);
    }

    @Override
    public boolean getCapIndirectTransactionLog() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_INDIRECT_TRANSACTION_LOG);
    }

    @Override
    public boolean getCapLockTerminal() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_LOCK_TERMINAL);
    }

    @Override
    public boolean getCapLogStatus() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_LOG_STATUS);
    }

    @Override
    public boolean getCapMediumID() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_MEDIUM_ID);
    }

    @Override
    public boolean getCapPoint() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_POINT);
    }

    /** In the Java interface only; there is no such property in UnifiedPOS. */
    @Override
    public boolean getCapRealTimeData() throws JposException {
        return false;
    }

    @Override
    public boolean getCapSubtractValue() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_SUBTRACT_VALUE);
    }

    @Override
    public boolean getCapTransaction() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_TRANSACTION);
    }

    @Override
    public boolean getCapTransactionLog() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_TRANSACTION_LOG);
    }

    @Override
    public boolean getCapUnlockTerminal() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_UNLOCK_TERMINAL);
    }

    @Override
    public boolean getCapUpdateKey() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_UPDATE_KEY);
    }

    @Override
    public boolean getCapVoucher() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_VOUCHER);
    }

    @Override
    public boolean getCapWriteValue() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_WRITE_VALUE);
    }

    @Override
    public String getAccountNumber() throws JposException {
        return text(ElectronicValueRWIndex.ACCOUNT_NUMBER);
    }

    @Override
    public String getAdditionalSecurityInformation() throws JposException {
        return text(ElectronicValueRWIndex.ADDITIONAL_SECURITY_INFORMATION);
    }

    @Override
    public void setAdditionalSecurityInformation(String value) throws JposException {
        set(ElectronicValueRWIndex.ADDITIONAL_SECURITY_INFORMATION, value);
    }

    @Override
    public long getAmount() throws JposException {
        return currency(ElectronicValueRWIndex.AMOUNT);
    }

    @Override
    public void setAmount(long value) throws JposException {
        setCurrency(ElectronicValueRWIndex.AMOUNT, value);
    }

    @Override
    public String getApprovalCode() throws JposException {
        return text(ElectronicValueRWIndex.APPROVAL_CODE);
    }

    @Override
    public void setApprovalCode(String value) throws JposException {
        set(ElectronicValueRWIndex.APPROVAL_CODE, value);
    }

    @Override
    public boolean getAsyncMode() throws JposException {
        return flag(ElectronicValueRWIndex.ASYNC_MODE);
    }

    @Override
    public void setAsyncMode(boolean value) throws JposException {
        set(ElectronicValueRWIndex.ASYNC_MODE, value);
    }

    @Override
    public boolean getAutoDisable() throws JposException {
        return flag(CommonIndex.AUTO_DISABLE);
    }

    @Override
    public void setAutoDisable(boolean value) throws JposException {
        set(CommonIndex.AUTO_DISABLE, value);
    }

    @Override
    public long getBalance() throws JposException {
        return currency(ElectronicValueRWIndex.BALANCE);
    }

    @Override
    public long getBalanceOfPoint() throws JposException {
        return currency(ElectronicValueRWIndex.BALANCE_OF_POINT);
    }

    @Override
    public String getCardServiceList() throws JposException {
        return text(ElectronicValueRWIndex.CARD_SERVICE_LIST);
    }

    @Override
    public String getCurrentService() throws JposException {
        return text(ElectronicValueRWIndex.CURRENT_SERVICE);
    }

    @Override
    public void setCurrentService(String value) throws JposException {
        set(ElectronicValueRWIndex.CURRENT_SERVICE, value);
    }

    @Override
    public int getDataCount() throws JposException {
        return number(CommonIndex.DATA_COUNT);
    }

    @Override
    public boolean getDataEventEnabled() throws JposException {
        return flag(CommonIndex.DATA_EVENT_ENABLED);
    }

    @Override
    public void setDataEventEnabled(boolean value) throws JposException {
        set(CommonIndex.DATA_EVENT_ENABLED, value);
    }

    @Override
    public boolean getDetectionControl() throws JposException {
        return flag(ElectronicValueRWIndex.DETECTION_CONTROL);
    }

    @Override
    public void setDetectionControl(boolean value) throws JposException {
        set(ElectronicValueRWIndex.DETECTION_CONTROL, value);
    }

    @Override
    public int getDetectionStatus() throws JposException {
        return number(ElectronicValueRWIndex.DETECTION_STATUS);
    }

    @Override
    public String getExpirationDate() throws JposException {
        return text(ElectronicValueRWIndex.EXPIRATION_DATE);
    }

    @Override
    public String getLastUsedDate() throws JposException {
        return text(ElectronicValueRWIndex.LAST_USED_DATE);
    }

    @Override
    public int getLogStatus() throws JposException {
        return number(ElectronicValueRWIndex.LOG_STATUS);
    }

    @Override
    public String getMediumID() throws JposException {
        return text(ElectronicValueRWIndex.MEDIUM_ID);
    }

    @Override
    public void setMediumID(String value) throws JposException {
        set(ElectronicValueRWIndex.MEDIUM_ID, value);
    }

    @Override
    public long getPoint() throws JposException {
        return currency(ElectronicValueRWIndex.POINT);
    }

    @Override
    public void setPoint(long value) throws JposException {
        setCurrency(ElectronicValueRWIndex.POINT, value);
    }

    @Override
    public String getReaderWriterServiceList() throws JposException {
        return text(ElectronicValueRWIndex.READER_WRITER_SERVICE_LIST);
    }

    @Override
    public int getSequenceNumber() throws JposException {
        return number(ElectronicValueRWIndex.SEQUENCE_NUMBER);
    }

    @Override
    public long getSettledAmount() throws JposException {
        return currency(ElectronicValueRWIndex.SETTLED_AMOUNT);
    }

    @Override
    public long getSettledPoint() throws JposException {
        return currency(ElectronicValueRWIndex.SETTLED_POINT);
    }

    @Override
    public String getTransactionLog() throws JposException {
        return text(ElectronicValueRWIndex.TRANSACTION_LOG);
    }

    @Override
    public String getVoucherID() throws JposException {
        return text(ElectronicValueRWIndex.VOUCHER_ID);
    }

    @Override
    public void setVoucherID(String value) throws JposException {
        set(ElectronicValueRWIndex.VOUCHER_ID, value);
    }

    @Override
    public String getVoucherIDList() throws JposException {
        return text(ElectronicValueRWIndex.VOUCHER_IDLIST);
    }

    @Override
    public void setVoucherIDList(String value) throws JposException {
        set(ElectronicValueRWIndex.VOUCHER_IDLIST, value);
    }

    @Override
    public boolean getCapPINDevice() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_PIN_DEVICE);
    }

    @Override
    public boolean CapTrainingMode() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_TRAINING_MODE);
    }

    @Override
    public int getPINEntry() throws JposException {
        return number(ElectronicValueRWIndex.PIN_ENTRY);
    }

    @Override
    public void setPINEntry(int value) throws JposException {
        set(ElectronicValueRWIndex.PIN_ENTRY, value);
    }

    @Override
    public int getTrainingModeState() throws JposException {
        return number(ElectronicValueRWIndex.TRAINING_MODE_STATE);
    }

    @Override
    public void setTrainingModeState(int value) throws JposException {
        set(ElectronicValueRWIndex.TRAINING_MODE_STATE, value);
    }

    @Override
    public void accessLog(int sequenceNumber, int type, int timeout) throws JposException {
        call("AccessLog", sequenceNumber, type, timeout);
    }

    @Override
    public void activateService(int[] data, Object[] object) throws JposException {
        exchange("ActivateService", NONE, data, object);
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
        exchange("UpdateKey", NONE, data, object);
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
        require(value != null && value.length > 0, "value must have an element");
        String[] texts = {name, value[0]};
        call("RetrieveResultInformation", new int[0], new long[0], texts);
        value[0] = texts[1];
    }

    @Override
    public void setParameterInformation(String name, String value) throws JposException {
        call("SetParameterInformation", new int[0], new long[0], new String[] {name, value});
    }

    /** Methods whose number and object go in and out. */
    final void exchange(String method, int[] before, int[] data, Object[] object) throws JposException {
        require(data != null && data.length > 0 && object != null && object.length > 0,
                "data and object must have an element");
        int[] numbers = java.util.Arrays.copyOf(before, before.length + 1);
        numbers[before.length] = data[0];
        String[] texts = {DirectIOText.of(object)};
        call(method, numbers, new long[0], texts);
        data[0] = numbers[before.length];
        object[0] = texts[0];
    }
}
