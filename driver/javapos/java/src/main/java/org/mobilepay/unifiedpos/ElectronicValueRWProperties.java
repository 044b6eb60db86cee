package org.mobilepay.unifiedpos;

import jpos.JposException;
import jpos.config.JposEntry;

/** The properties of ElectronicValueRW up to JavaPOS 1.14. */
abstract class ElectronicValueRWProperties extends AbstractService {
    ElectronicValueRWProperties(JposEntry entry, int version) {
        super(entry, NativeDevice.ELECTRONIC_VALUE_RW, version);
    }

    public boolean getCapActivateService() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_ACTIVATE_SERVICE);
    }

    public boolean getCapAddValue() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_ADD_VALUE);
    }

    public boolean getCapCancelValue() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_CANCEL_VALUE);
    }

    public int getCapCardSensor() throws JposException {
        return number(ElectronicValueRWIndex.CAP_CARD_SENSOR);
    }

    public int getCapDetectionControl() throws JposException {
        return number(ElectronicValueRWIndex.CAP_DETECTION_CONTROL);
    }

    public boolean getCapElectronicMoney() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_ELECTRONIC_MONEY);
    }

    public boolean getCapEnumerateCardServices() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_ENUMERATE_CARD_SERVICES);
    }

    public boolean getCapIndirectTransactionLog() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_INDIRECT_TRANSACTION_LOG);
    }

    public boolean getCapLockTerminal() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_LOCK_TERMINAL);
    }

    public boolean getCapLogStatus() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_LOG_STATUS);
    }

    public boolean getCapMediumID() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_MEDIUM_ID);
    }

    public boolean getCapPoint() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_POINT);
    }

    /** In the Java interface only; there is no such property in UnifiedPOS. */
    public boolean getCapRealTimeData() throws JposException {
        return false;
    }

    public boolean getCapSubtractValue() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_SUBTRACT_VALUE);
    }

    public boolean getCapTransaction() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_TRANSACTION);
    }

    public boolean getCapTransactionLog() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_TRANSACTION_LOG);
    }

    public boolean getCapUnlockTerminal() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_UNLOCK_TERMINAL);
    }

    public boolean getCapUpdateKey() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_UPDATE_KEY);
    }

    public boolean getCapVoucher() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_VOUCHER);
    }

    public boolean getCapWriteValue() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_WRITE_VALUE);
    }

    public String getAccountNumber() throws JposException {
        return text(ElectronicValueRWIndex.ACCOUNT_NUMBER);
    }

    public String getAdditionalSecurityInformation() throws JposException {
        return text(ElectronicValueRWIndex.ADDITIONAL_SECURITY_INFORMATION);
    }

    public void setAdditionalSecurityInformation(String value) throws JposException {
        set(ElectronicValueRWIndex.ADDITIONAL_SECURITY_INFORMATION, value);
    }

    public long getAmount() throws JposException {
        return currency(ElectronicValueRWIndex.AMOUNT);
    }

    public void setAmount(long value) throws JposException {
        setCurrency(ElectronicValueRWIndex.AMOUNT, value);
    }

    public String getApprovalCode() throws JposException {
        return text(ElectronicValueRWIndex.APPROVAL_CODE);
    }

    public void setApprovalCode(String value) throws JposException {
        set(ElectronicValueRWIndex.APPROVAL_CODE, value);
    }

    public boolean getAsyncMode() throws JposException {
        return flag(ElectronicValueRWIndex.ASYNC_MODE);
    }

    public void setAsyncMode(boolean value) throws JposException {
        set(ElectronicValueRWIndex.ASYNC_MODE, value);
    }

    public boolean getAutoDisable() throws JposException {
        return flag(CommonIndex.AUTO_DISABLE);
    }

    public void setAutoDisable(boolean value) throws JposException {
        set(CommonIndex.AUTO_DISABLE, value);
    }

    public long getBalance() throws JposException {
        return currency(ElectronicValueRWIndex.BALANCE);
    }

    public long getBalanceOfPoint() throws JposException {
        return currency(ElectronicValueRWIndex.BALANCE_OF_POINT);
    }

    public String getCardServiceList() throws JposException {
        return text(ElectronicValueRWIndex.CARD_SERVICE_LIST);
    }

    public String getCurrentService() throws JposException {
        return text(ElectronicValueRWIndex.CURRENT_SERVICE);
    }

    public void setCurrentService(String value) throws JposException {
        set(ElectronicValueRWIndex.CURRENT_SERVICE, value);
    }

    public int getDataCount() throws JposException {
        return number(CommonIndex.DATA_COUNT);
    }

    public boolean getDataEventEnabled() throws JposException {
        return flag(CommonIndex.DATA_EVENT_ENABLED);
    }

    public void setDataEventEnabled(boolean value) throws JposException {
        set(CommonIndex.DATA_EVENT_ENABLED, value);
    }

    public boolean getDetectionControl() throws JposException {
        return flag(ElectronicValueRWIndex.DETECTION_CONTROL);
    }

    public void setDetectionControl(boolean value) throws JposException {
        set(ElectronicValueRWIndex.DETECTION_CONTROL, value);
    }

    public int getDetectionStatus() throws JposException {
        return number(ElectronicValueRWIndex.DETECTION_STATUS);
    }

    public String getExpirationDate() throws JposException {
        return text(ElectronicValueRWIndex.EXPIRATION_DATE);
    }

    public String getLastUsedDate() throws JposException {
        return text(ElectronicValueRWIndex.LAST_USED_DATE);
    }

    public int getLogStatus() throws JposException {
        return number(ElectronicValueRWIndex.LOG_STATUS);
    }

    public String getMediumID() throws JposException {
        return text(ElectronicValueRWIndex.MEDIUM_ID);
    }

    public void setMediumID(String value) throws JposException {
        set(ElectronicValueRWIndex.MEDIUM_ID, value);
    }

    public long getPoint() throws JposException {
        return currency(ElectronicValueRWIndex.POINT);
    }

    public void setPoint(long value) throws JposException {
        setCurrency(ElectronicValueRWIndex.POINT, value);
    }

    public String getReaderWriterServiceList() throws JposException {
        return text(ElectronicValueRWIndex.READER_WRITER_SERVICE_LIST);
    }

    public int getSequenceNumber() throws JposException {
        return number(ElectronicValueRWIndex.SEQUENCE_NUMBER);
    }

    public long getSettledAmount() throws JposException {
        return currency(ElectronicValueRWIndex.SETTLED_AMOUNT);
    }

    public long getSettledPoint() throws JposException {
        return currency(ElectronicValueRWIndex.SETTLED_POINT);
    }

    public String getTransactionLog() throws JposException {
        return text(ElectronicValueRWIndex.TRANSACTION_LOG);
    }

    public String getVoucherID() throws JposException {
        return text(ElectronicValueRWIndex.VOUCHER_ID);
    }

    public void setVoucherID(String value) throws JposException {
        set(ElectronicValueRWIndex.VOUCHER_ID, value);
    }

    public String getVoucherIDList() throws JposException {
        return text(ElectronicValueRWIndex.VOUCHER_IDLIST);
    }

    public void setVoucherIDList(String value) throws JposException {
        set(ElectronicValueRWIndex.VOUCHER_IDLIST, value);
    }

    public boolean getCapPINDevice() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_PIN_DEVICE);
    }

    public boolean CapTrainingMode() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_TRAINING_MODE);
    }

    public int getPINEntry() throws JposException {
        return number(ElectronicValueRWIndex.PIN_ENTRY);
    }

    public void setPINEntry(int value) throws JposException {
        set(ElectronicValueRWIndex.PIN_ENTRY, value);
    }

    public int getTrainingModeState() throws JposException {
        return number(ElectronicValueRWIndex.TRAINING_MODE_STATE);
    }

    public void setTrainingModeState(int value) throws JposException {
        set(ElectronicValueRWIndex.TRAINING_MODE_STATE, value);
    }
}
