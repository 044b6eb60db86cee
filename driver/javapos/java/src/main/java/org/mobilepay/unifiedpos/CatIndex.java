package org.mobilepay.unifiedpos;

/** The OPOS indexes of CAT's own properties; the native library knows properties by them. */
final class CatIndex {
    static final int ACCOUNT_NUMBER = 1019001;
    static final int ADDITIONAL_SECURITY_INFORMATION = 1019002;
    static final int APPROVAL_CODE = 1019003;
    static final int ASYNC_MODE = 19001;
    static final int BALANCE = 19901;
    static final int CAP_ADDITIONAL_SECURITY_INFORMATION = 19501;
    static final int CAP_AUTHORIZE_COMPLETION = 19502;
    static final int CAP_AUTHORIZE_PRE_SALES = 19503;
    static final int CAP_AUTHORIZE_REFUND = 19504;
    static final int CAP_AUTHORIZE_VOID = 19505;
    static final int CAP_AUTHORIZE_VOID_PRE_SALES = 19506;
    static final int CAP_CASH_DEPOSIT = 19515;
    static final int CAP_CENTER_RESULT_CODE = 19507;
    static final int CAP_CHECK_CARD = 19508;
    static final int CAP_DAILY_LOG = 19509;
    static final int CAP_INSTALLMENTS = 19510;
    static final int CAP_LOCK_TERMINAL = 19516;
    static final int CAP_LOG_STATUS = 19517;
    static final int CAP_PAYMENT_DETAIL = 19511;
    static final int CAP_TAX_OTHERS = 19512;
    static final int CAP_TRAINING_MODE = 19514;
    static final int CAP_TRANSACTION_NUMBER = 19513;
    static final int CAP_UNLOCK_TERMINAL = 19518;
    static final int CARD_COMPANY_ID = 1019004;
    static final int CENTER_RESULT_CODE = 1019005;
    static final int DAILY_LOG = 1019006;
    static final int LOG_STATUS = 19005;
    static final int PAYMENT_CONDITION = 1019007;
    static final int PAYMENT_DETAIL = 1019008;
    static final int PAYMENT_MEDIA = 19004;
    static final int SEQUENCE_NUMBER = 1019009;
    static final int SETTLED_AMOUNT = 19902;
    static final int SLIP_NUMBER = 1019010;
    static final int TRAINING_MODE = 19002;
    static final int TRANSACTION_NUMBER = 1019011;
    static final int TRANSACTION_TYPE = 19003;

    private CatIndex() {
    }
}
