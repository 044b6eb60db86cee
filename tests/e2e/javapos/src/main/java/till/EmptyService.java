package till;

import jpos.JposConst;
import jpos.JposException;
import jpos.events.OutputCompleteEvent;
import jpos.loader.JposServiceInstance;
import jpos.services.CATService114;
import jpos.services.EventCallbacks;

/**
 * A device that does nothing: what is measured with it is the control's own. Refuses a sale, and tells the
 * completion of a daily log at once, or when its events are thawed. Written out and not a Proxy, which
 * would be slow.
 */
public final class EmptyService implements CATService114, JposServiceInstance {
    private EventCallbacks callbacks;
    private boolean frozen;
    private boolean waiting;

    private void tell() {
        if (waiting && !frozen) {
            waiting = false;
            callbacks.fireOutputCompleteEvent(new OutputCompleteEvent(callbacks.getEventSource(), 1));
        }
    }

    @Override
    public void deleteInstance() {
        // nothing
    }

    @Override
    public String getCheckHealthText() {
        return "";
    }

    @Override
    public boolean getClaimed() {
        return false;
    }

    @Override
    public boolean getDeviceEnabled() {
        return false;
    }

    @Override
    public void setDeviceEnabled(boolean a0) {
        // nothing
    }

    @Override
    public String getDeviceServiceDescription() {
        return "";
    }

    @Override
    public int getDeviceServiceVersion() {
        return 1014000;
    }

    @Override
    public boolean getFreezeEvents() {
        return false;
    }

    @Override
    public void setFreezeEvents(boolean a0) {
        frozen = a0;
        tell();
    }

    @Override
    public String getPhysicalDeviceDescription() {
        return "";
    }

    @Override
    public String getPhysicalDeviceName() {
        return "";
    }

    @Override
    public int getState() {
        return 0;
    }

    @Override
    public void claim(int a0) {
        // nothing
    }

    @Override
    public void close() {
        // nothing
    }

    @Override
    public void checkHealth(int a0) {
        // nothing
    }

    @Override
    public void directIO(int a0, int[] a1, Object a2) {
        // nothing
    }

    @Override
    public void open(String a0, EventCallbacks toBeCalled) {
        callbacks = toBeCalled;
    }

    @Override
    public void release() {
        // nothing
    }

    @Override
    public boolean getCapAdditionalSecurityInformation() {
        return false;
    }

    @Override
    public boolean getCapAuthorizeCompletion() {
        return false;
    }

    @Override
    public boolean getCapAuthorizePreSales() {
        return false;
    }

    @Override
    public boolean getCapAuthorizeRefund() {
        return false;
    }

    @Override
    public boolean getCapAuthorizeVoid() {
        return false;
    }

    @Override
    public boolean getCapAuthorizeVoidPreSales() {
        return false;
    }

    @Override
    public boolean getCapCenterResultCode() {
        return false;
    }

    @Override
    public boolean getCapCheckCard() {
        return false;
    }

    @Override
    public int getCapDailyLog() {
        return 0;
    }

    @Override
    public boolean getCapInstallments() {
        return false;
    }

    @Override
    public boolean getCapPaymentDetail() {
        return false;
    }

    @Override
    public int getCapPowerReporting() {
        return 0;
    }

    @Override
    public boolean getCapTaxOthers() {
        return false;
    }

    @Override
    public boolean getCapTransactionNumber() {
        return false;
    }

    @Override
    public boolean getCapTrainingMode() {
        return false;
    }

    @Override
    public String getAccountNumber() {
        return "";
    }

    @Override
    public String getAdditionalSecurityInformation() {
        return "";
    }

    @Override
    public void setAdditionalSecurityInformation(String a0) {
        // nothing
    }

    @Override
    public String getApprovalCode() {
        return "";
    }

    @Override
    public boolean getAsyncMode() {
        return false;
    }

    @Override
    public void setAsyncMode(boolean a0) {
        // nothing
    }

    @Override
    public String getCardCompanyID() {
        return "";
    }

    @Override
    public String getCenterResultCode() {
        return "";
    }

    @Override
    public String getDailyLog() {
        return "";
    }

    @Override
    public int getPaymentCondition() {
        return 0;
    }

    @Override
    public String getPaymentDetail() {
        return "";
    }

    @Override
    public int getPowerNotify() {
        return 0;
    }

    @Override
    public void setPowerNotify(int a0) {
        // nothing
    }

    @Override
    public int getPowerState() {
        return 0;
    }

    @Override
    public int getSequenceNumber() {
        return 0;
    }

    @Override
    public String getSlipNumber() {
        return "";
    }

    @Override
    public boolean getTrainingMode() {
        return false;
    }

    @Override
    public void setTrainingMode(boolean a0) {
        // nothing
    }

    @Override
    public String getTransactionNumber() {
        return "";
    }

    @Override
    public String getTransactionType() {
        return "";
    }

    @Override
    public void accessDailyLog(int a0, int a1, int a2) {
        waiting = true;
        tell();
    }

    @Override
    public void authorizeCompletion(int a0, long a1, long a2, int a3) {
        // nothing
    }

    @Override
    public void authorizePreSales(int a0, long a1, long a2, int a3) {
        // nothing
    }

    @Override
    public void authorizeRefund(int a0, long a1, long a2, int a3) {
        // nothing
    }

    @Override
    public void authorizeSales(int a0, long a1, long a2, int a3) throws JposException {
        throw new JposException(JposConst.JPOS_E_ILLEGAL, 0, "refused");
    }

    @Override
    public void authorizeVoid(int a0, long a1, long a2, int a3) {
        // nothing
    }

    @Override
    public void authorizeVoidPreSales(int a0, long a1, long a2, int a3) {
        // nothing
    }

    @Override
    public void checkCard(int a0, int a1) {
        // nothing
    }

    @Override
    public void clearOutput() {
        // nothing
    }

    @Override
    public int getPaymentMedia() {
        return 0;
    }

    @Override
    public void setPaymentMedia(int a0) {
        // nothing
    }

    @Override
    public boolean getCapStatisticsReporting() {
        return false;
    }

    @Override
    public boolean getCapUpdateStatistics() {
        return false;
    }

    @Override
    public void resetStatistics(String a0) {
        // nothing
    }

    @Override
    public void retrieveStatistics(String[] a0) {
        // nothing
    }

    @Override
    public void updateStatistics(String a0) {
        // nothing
    }

    @Override
    public boolean getCapCashDeposit() {
        return false;
    }

    @Override
    public boolean getCapCompareFirmwareVersion() {
        return false;
    }

    @Override
    public boolean getCapLockTerminal() {
        return false;
    }

    @Override
    public boolean getCapLogStatus() {
        return false;
    }

    @Override
    public boolean getCapUnlockTerminal() {
        return false;
    }

    @Override
    public boolean getCapUpdateFirmware() {
        return false;
    }

    @Override
    public long getBalance() {
        return 0;
    }

    @Override
    public int getLogStatus() {
        return 0;
    }

    @Override
    public long getSettledAmount() {
        return 0;
    }

    @Override
    public void cashDeposit(int a0, long a1, int a2) {
        // nothing
    }

    @Override
    public void compareFirmwareVersion(String a0, int[] a1) {
        // nothing
    }

    @Override
    public void lockTerminal() {
        // nothing
    }

    @Override
    public void unlockTerminal() {
        // nothing
    }

    @Override
    public void updateFirmware(String a0) {
        // nothing
    }

    @Override
    public int getOutputID() {
        return 0;
    }
}
