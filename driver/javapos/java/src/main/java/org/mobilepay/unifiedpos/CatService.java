package org.mobilepay.unifiedpos;

import jpos.JposException;
import jpos.config.JposEntry;
import jpos.services.CATService114;

/** CAT for suites that carry JavaPOS 1.14; nothing was added to CAT after 1.9 but OutputID. */
public class CatService extends AbstractService implements CATService114 {
    private static final int VERSION = 1014000;

    public CatService(JposEntry entry) {
        this(entry, VERSION);
    }

    CatService(JposEntry entry, int version) {
        super(entry, NativeDevice.CAT, version);
    }

    @Override
    public boolean getCapAdditionalSecurityInformation() throws JposException {
        return flag(CatIndex.CAP_ADDITIONAL_SECURITY_INFORMATION);
    }

    @Override
    public boolean getCapAuthorizeCompletion() throws JposException {
        return flag(CatIndex.CAP_AUTHORIZE_COMPLETION);
    }

    @Override
    public boolean getCapAuthorizePreSales() throws JposException {
        return flag(CatIndex.CAP_AUTHORIZE_PRE_SALES);
    }

    @Override
    public boolean getCapAuthorizeRefund() throws JposException {
        return flag(CatIndex.CAP_AUTHORIZE_REFUND);
    }

    @Override
    public boolean getCapAuthorizeVoid() throws JposException {
        return flag(CatIndex.CAP_AUTHORIZE_VOID);
    }

    @Override
    public boolean getCapAuthorizeVoidPreSales() throws JposException {
        return flag(CatIndex.CAP_AUTHORIZE_VOID_PRE_SALES);
    }

    @Override
    public boolean getCapCenterResultCode() throws JposException {
        return flag(CatIndex.CAP_CENTER_RESULT_CODE);
    }

    @Override
    public boolean getCapCheckCard() throws JposException {
        return flag(CatIndex.CAP_CHECK_CARD);
    }

    @Override
    public int getCapDailyLog() throws JposException {
        return number(CatIndex.CAP_DAILY_LOG);
    }

    @Override
    public boolean getCapInstallments() throws JposException {
        return flag(CatIndex.CAP_INSTALLMENTS);
    }

    @Override
    public boolean getCapPaymentDetail() throws JposException {
        return flag(CatIndex.CAP_PAYMENT_DETAIL);
    }

    @Override
    public boolean getCapTaxOthers() throws JposException {
        return flag(CatIndex.CAP_TAX_OTHERS);
    }

    @Override
    public boolean getCapTrainingMode() throws JposException {
        return flag(CatIndex.CAP_TRAINING_MODE);
    }

    @Override
    public boolean getCapTransactionNumber() throws JposException {
        return flag(CatIndex.CAP_TRANSACTION_NUMBER);
    }

    @Override
    public String getAccountNumber() throws JposException {
        return text(CatIndex.ACCOUNT_NUMBER);
    }

    @Override
    public String getAdditionalSecurityInformation() throws JposException {
        return text(CatIndex.ADDITIONAL_SECURITY_INFORMATION);
    }

    @Override
    public void setAdditionalSecurityInformation(String value) throws JposException {
        set(CatIndex.ADDITIONAL_SECURITY_INFORMATION, value);
    }

    @Override
    public String getApprovalCode() throws JposException {
        return text(CatIndex.APPROVAL_CODE);
    }

    @Override
    public boolean getAsyncMode() throws JposException {
        return flag(CatIndex.ASYNC_MODE);
    }

    @Override
    public void setAsyncMode(boolean value) throws JposException {
        set(CatIndex.ASYNC_MODE, value);
    }

    @Override
    public String getCardCompanyID() throws JposException {
        return text(CatIndex.CARD_COMPANY_ID);
    }

    @Override
    public String getCenterResultCode() throws JposException {
        return text(CatIndex.CENTER_RESULT_CODE);
    }

    @Override
    public String getDailyLog() throws JposException {
        return text(CatIndex.DAILY_LOG);
    }

    @Override
    public int getPaymentCondition() throws JposException {
        return number(CatIndex.PAYMENT_CONDITION);
    }

    @Override
    public String getPaymentDetail() throws JposException {
        return text(CatIndex.PAYMENT_DETAIL);
    }

    @Override
    public int getSequenceNumber() throws JposException {
        return number(CatIndex.SEQUENCE_NUMBER);
    }

    @Override
    public String getSlipNumber() throws JposException {
        return text(CatIndex.SLIP_NUMBER);
    }

    @Override
    public boolean getTrainingMode() throws JposException {
        return flag(CatIndex.TRAINING_MODE);
    }

    @Override
    public void setTrainingMode(boolean value) throws JposException {
        set(CatIndex.TRAINING_MODE, value);
    }

    @Override
    public String getTransactionNumber() throws JposException {
        return text(CatIndex.TRANSACTION_NUMBER);
    }

    @Override
    public String getTransactionType() throws JposException {
        return Integer.toString(number(CatIndex.TRANSACTION_TYPE));
    }

    @Override
    public int getPaymentMedia() throws JposException {
        return number(CatIndex.PAYMENT_MEDIA);
    }

    @Override
    public void setPaymentMedia(int value) throws JposException {
        set(CatIndex.PAYMENT_MEDIA, value);
    }

    @Override
    public boolean getCapCashDeposit() throws JposException {
        return flag(CatIndex.CAP_CASH_DEPOSIT);
    }

    @Override
    public boolean getCapLockTerminal() throws JposException {
        return flag(CatIndex.CAP_LOCK_TERMINAL);
    }

    @Override
    public boolean getCapLogStatus() throws JposException {
        return flag(CatIndex.CAP_LOG_STATUS);
    }

    @Override
    public boolean getCapUnlockTerminal() throws JposException {
        return flag(CatIndex.CAP_UNLOCK_TERMINAL);
    }

    @Override
    public long getBalance() throws JposException {
        return currency(CatIndex.BALANCE);
    }

    @Override
    public int getLogStatus() throws JposException {
        return number(CatIndex.LOG_STATUS);
    }

    @Override
    public long getSettledAmount() throws JposException {
        return currency(CatIndex.SETTLED_AMOUNT);
    }

    @Override
    public void accessDailyLog(int sequenceNumber, int type, int timeout) throws JposException {
        call("AccessDailyLog", sequenceNumber, type, timeout);
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
    public void checkCard(int sequenceNumber, int timeout) throws JposException {
        call("CheckCard", sequenceNumber, timeout);
    }

    @Override
    public void cashDeposit(int sequenceNumber, long amount, int timeout) throws JposException {
        deposit(sequenceNumber, amount, timeout);
    }

    @Override
    public void lockTerminal() throws JposException {
        call("LockTerminal");
    }

    @Override
    public void unlockTerminal() throws JposException {
        call("UnlockTerminal");
    }
}
