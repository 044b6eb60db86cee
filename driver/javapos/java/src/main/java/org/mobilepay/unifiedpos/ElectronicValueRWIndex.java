package org.mobilepay.unifiedpos;

/** The OPOS indexes of ElectronicValueRW's own properties; the native library knows properties by them. */
final class ElectronicValueRWIndex {
    static final int ACCOUNT_NUMBER = 1032001;
    static final int ADDITIONAL_SECURITY_INFORMATION = 1032002;
    static final int AMOUNT = 32901;
    static final int APPROVAL_CODE = 1032003;
    static final int ASYNC_MODE = 32001;
    static final int BALANCE = 32902;
    static final int BALANCE_OF_POINT = 32903;
    static final int CAP_ACTIVATE_SERVICE = 32501;
    static final int CAP_ADD_VALUE = 32502;
    static final int CAP_ADDITIONAL_SECURITY_INFORMATION = 32523;
    static final int CAP_AUTHORIZE_COMPLETION = 32524;
    static final int CAP_AUTHORIZE_PRE_SALES = 32525;
    static final int CAP_AUTHORIZE_REFUND = 32526;
    static final int CAP_AUTHORIZE_VOID = 32527;
    static final int CAP_AUTHORIZE_VOID_PRE_SALES = 32528;
    static final int CAP_CANCEL_VALUE = 32503;
    static final int CAP_CARD_SENSOR = 32504;
    static final int CAP_CASH_DEPOSIT = 32529;
    static final int CAP_CENTER_RESULT_CODE = 32530;
    static final int CAP_CHECK_CARD = 32531;
    static final int CAP_DAILY_LOG = 32532;
    static final int CAP_DETECTION_CONTROL = 32505;
    static final int CAP_ELECTRONIC_MONEY = 32506;
    static final int CAP_ENUMERATE_CARD_SERVICES = 32507;
    static final int CAP_INDIRECT_TRANSACTION_LOG = 32508;
    static final int CAP_INSTALLMENTS = 32533;
    static final int CAP_LOCK_TERMINAL = 32509;
    static final int CAP_LOG_STATUS = 32510;
    static final int CAP_MEDIUM_ID = 32511;
    static final int CAP_MEMBERSHIP_CERTIFICATE = 32522;
    static final int CAP_PIN_DEVICE = 32520;
    static final int CAP_PAYMENT_DETAIL = 32534;
    static final int CAP_POINT = 32512;
    static final int CAP_SUBTRACT_VALUE = 32513;
    static final int CAP_TAX_OTHERS = 32535;
    static final int CAP_TRAINING_MODE = 32521;
    static final int CAP_TRANSACTION = 32514;
    static final int CAP_TRANSACTION_LOG = 32515;
    static final int CAP_TRANSACTION_NUMBER = 32536;
    static final int CAP_UNLOCK_TERMINAL = 32516;
    static final int CAP_UPDATE_KEY = 32517;
    static final int CAP_VOUCHER = 32518;
    static final int CAP_WRITE_VALUE = 32519;
    static final int CARD_COMPANY_ID = 1032013;
    static final int CARD_SERVICE_LIST = 1032004;
    static final int CENTER_RESULT_CODE = 1032014;
    static final int CURRENT_SERVICE = 1032005;
    static final int DAILY_LOG = 1032015;
    static final int DETECTION_CONTROL = 32002;
    static final int DETECTION_STATUS = 32003;
    static final int EXPIRATION_DATE = 1032006;
    static final int LAST_USED_DATE = 1032007;
    static final int LOG_STATUS = 32004;
    static final int MEDIUM_ID = 1032008;
    static final int PIN_ENTRY = 32006;
    static final int PAYMENT_CONDITION = 32009;
    static final int PAYMENT_DETAIL = 1032016;
    static final int PAYMENT_MEDIA = 32010;
    static final int POINT = 32904;
    static final int READER_WRITER_SERVICE_LIST = 1032009;
    static final int SEQUENCE_NUMBER = 32005;
    static final int SERVICE_TYPE = 32008;
    static final int SETTLED_AMOUNT = 32905;
    static final int SETTLED_POINT = 32906;
    static final int SLIP_NUMBER = 1032017;
    static final int TRAINING_MODE_STATE = 32007;
    static final int TRANSACTION_LOG = 1032010;
    static final int TRANSACTION_NUMBER = 1032018;
    static final int TRANSACTION_TYPE = 32011;
    static final int VOUCHER_ID = 1032011;
    static final int VOUCHER_IDLIST = 1032012;

    private ElectronicValueRWIndex() {
    }
}
