package org.mobilepay.unifiedpos;

import jpos.JposException;
import jpos.config.JposEntry;

/** ElectronicValueRW at the level of JavaPOS 1.15: the payment methods of CAT, and those of 1.14.1. */
public final class ElectronicValueRWService115 extends ElectronicValueRWService
        implements jpos.services.ElectronicValueRWService115 {
    private static final int VERSION = 1015000;

    public ElectronicValueRWService115(JposEntry entry) {
        super(entry, VERSION);
    }

    @Override
    public boolean getCapAdditionalSecurityInformation() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_ADDITIONAL_SECURITY_INFORMATION);
    }

    @Override
    public boolean getCapAuthorizeCompletion() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_AUTHORIZE_COMPLETION);
    }

    @Override
    public boolean getCapAuthorizePreSales() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_AUTHORIZE_PRE_SALES);
    }

    @Override
    public boolean getCapAuthorizeRefund() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_AUTHORIZE_REFUND);
    }

    @Override
    public boolean getCapAuthorizeVoid() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_AUTHORIZE_VOID);
    }

    @Override
    public boolean getCapAuthorizeVoidPreSales() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_AUTHORIZE_VOID_PRE_SALES);
    }

    @Override
    public boolean getCapCashDeposit() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_CASH_DEPOSIT);
    }

    @Override
    public boolean getCapCenterResultCode() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_CENTER_RESULT_CODE);
    }

    @Override
    public boolean getCapCheckCard() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_CHECK_CARD);
    }

    @Override
    public int getCapDailyLog() throws JposException {
        return number(ElectronicValueRWIndex.CAP_DAILY_LOG);
    }

    @Override
    public boolean getCapInstallments() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_INSTALLMENTS);
    }

    @Override
    public boolean getCapMembershipCertificate() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_MEMBERSHIP_CERTIFICATE);
    }

    @Override
    public boolean getCapPaymentDetail() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_PAYMENT_DETAIL);
    }

    @Override
    public boolean getCapTaxOthers() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_TAX_OTHERS);
    }

    @Override
    public boolean getCapTransactionNumber() throws JposException {
        return flag(ElectronicValueRWIndex.CAP_TRANSACTION_NUMBER);
    }

    @Override
    public String getCardCompanyID() throws JposException {
        return text(ElectronicValueRWIndex.CARD_COMPANY_ID);
    }

    @Override
    public String getCenterResultCode() throws JposException {
        return text(ElectronicValueRWIndex.CENTER_RESULT_CODE);
    }

    @Override
    public String getDailyLog() throws JposException {
        return text(ElectronicValueRWIndex.DAILY_LOG);
    }

    @Override
    public int getPaymentCondition() throws JposException {
        return number(ElectronicValueRWIndex.PAYMENT_CONDITION);
    }

    @Override
    public String getPaymentDetail() throws JposException {
        return text(ElectronicValueRWIndex.PAYMENT_DETAIL);
    }

    @Override
    public int getPaymentMedia() throws JposException {
        return number(ElectronicValueRWIndex.PAYMENT_MEDIA);
    }

    @Override
    public void setPaymentMedia(int value) throws JposException {
        set(ElectronicValueRWIndex.PAYMENT_MEDIA, value);
    }

    @Override
    public int getServiceType() throws JposException {
        return number(ElectronicValueRWIndex.SERVICE_TYPE);
    }

    @Override
    public String getSlipNumber() throws JposException {
        return text(ElectronicValueRWIndex.SLIP_NUMBER);
    }

    @Override
    public String getTransactionNumber() throws JposException {
        return text(ElectronicValueRWIndex.TRANSACTION_NUMBER);
    }

    @Override
    public int getTransactionType() throws JposException {
        return number(ElectronicValueRWIndex.TRANSACTION_TYPE);
    }

    @Override
    public void accessDailyLog(int sequenceNumber, int type, int timeout) throws JposException {
        call("AccessDailyLog", sequenceNumber, type, timeout);
    }

    @Override
    public void accessData(int dataType, int[] data, Object[] object) throws JposException {
        exchange("AccessData", data, object, dataType);
    }

    @Override
    public void activateEVService(int[] data, Object[] object) throws JposException {
        exchange("ActivateEVService", data, object);
    }

    @Override
    public void authorizeCompletion(int sequenceNumber, long amount, long taxOthers, int timeout) throws JposException {
        authorize("AuthorizeCompletion", sequenceNumber, amount, taxOthers, timeout);
    }

    @Override
    public void authorizePreSales(int sequenceNumber, long amount, long taxOthers, int timeout) throws JposException {
        authorize("AuthorizePreSales", sequenceNumber, amount, taxOthers, timeout);
    }

    @Override
    public void authorizeRefund(int sequenceNumber, long amount, long taxOthers, int timeout) throws JposException {
        authorize("AuthorizeRefund", sequenceNumber, amount, taxOthers, timeout);
    }

    @Override
    public void authorizeSales(int sequenceNumber, long amount, long taxOthers, int timeout) throws JposException {
        authorize("AuthorizeSales", sequenceNumber, amount, taxOthers, timeout);
    }

    @Override
    public void authorizeVoid(int sequenceNumber, long amount, long taxOthers, int timeout) throws JposException {
        authorize("AuthorizeVoid", sequenceNumber, amount, taxOthers, timeout);
    }

    @Override
    public void authorizeVoidPreSales(int sequenceNumber, long amount, long taxOthers, int timeout) throws JposException {
        authorize("AuthorizeVoidPreSales", sequenceNumber, amount, taxOthers, timeout);
    }

    @Override
    public void cashDeposit(int sequenceNumber, long amount, int timeout) throws JposException {
        deposit(sequenceNumber, amount, timeout);
    }

    @Override
    public void checkCard(int sequenceNumber, int timeout) throws JposException {
        call("CheckCard", sequenceNumber, timeout);
    }

    @Override
    public void checkServiceRegistrationToMedium(int sequenceNumber, int timeout) throws JposException {
        call("CheckServiceRegistrationToMedium", sequenceNumber, timeout);
    }

    @Override
    public void closeDailyEVService(int[] data, Object[] object) throws JposException {
        exchange("CloseDailyEVService", data, object);
    }

    @Override
    public void deactivateEVService(int[] data, Object[] object) throws JposException {
        exchange("DeactivateEVService", data, object);
    }

    @Override
    public void openDailyEVService(int[] data, Object[] object) throws JposException {
        exchange("OpenDailyEVService", data, object);
    }

    @Override
    public void registerServiceToMedium(int sequenceNumber, int timeout) throws JposException {
        call("RegisterServiceToMedium", sequenceNumber, timeout);
    }

    @Override
    public void unregisterServiceToMedium(int sequenceNumber, int timeout) throws JposException {
        call("UnregisterServiceToMedium", sequenceNumber, timeout);
    }

    @Override
    public void updateData(int dataType, int[] data, Object[] object) throws JposException {
        exchange("UpdateData", data, object, dataType);
    }
}
