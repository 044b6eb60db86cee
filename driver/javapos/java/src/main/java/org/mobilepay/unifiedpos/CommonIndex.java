package org.mobilepay.unifiedpos;

/** The OPOS indexes of the properties that every category has. */
final class CommonIndex {
    static final int AUTO_DISABLE = 10;
    static final int BINARY_CONVERSION = 11;
    static final int CAP_COMPARE_FIRMWARE_VERSION = 504;
    static final int CAP_POWER_REPORTING = 501;
    static final int CAP_STATISTICS_REPORTING = 502;
    static final int CAP_UPDATE_FIRMWARE = 505;
    static final int CAP_UPDATE_STATISTICS = 503;
    static final int CHECK_HEALTH_TEXT = 1000001;
    static final int CLAIMED = 1;
    static final int DATA_COUNT = 12;
    static final int DATA_EVENT_ENABLED = 2;
    static final int DEVICE_ENABLED = 3;
    static final int DEVICE_DESCRIPTION = 1000002;
    static final int DEVICE_NAME = 1000003;
    static final int FREEZE_EVENTS = 4;
    static final int OUTPUT_ID = 5;
    static final int POWER_NOTIFY = 13;
    static final int POWER_STATE = 14;
    static final int RESULT_CODE = 6;
    static final int RESULT_CODE_EXTENDED = 7;
    static final int SERVICE_OBJECT_DESCRIPTION = 1000004;
    static final int SERVICE_OBJECT_VERSION = 8;
    static final int STATE = 9;

    private CommonIndex() {
    }
}
