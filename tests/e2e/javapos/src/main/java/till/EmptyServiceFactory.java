package till;

import java.lang.reflect.Proxy;
import jpos.JposConst;
import jpos.JposException;
import jpos.config.JposEntry;
import jpos.loader.JposServiceInstance;
import jpos.loader.JposServiceInstanceFactory;
import jpos.services.CATService115;
import jpos.services.EventCallbacks;

/** A service that does nothing: what is measured with it is the control's own. */
public final class EmptyServiceFactory implements JposServiceInstanceFactory {
    @Override
    public JposServiceInstance createInstance(String logicalName, JposEntry entry) {
        EventCallbacks[] callbacks = new EventCallbacks[1];
        return (JposServiceInstance) Proxy.newProxyInstance(EmptyServiceFactory.class.getClassLoader(),
                new Class<?>[] {CATService115.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "getDeviceServiceVersion":
                            return 1015000;
                        case "authorizeSales":
                            throw new JposException(JposConst.JPOS_E_ILLEGAL, 0, "refused");
                        case "open":
                            callbacks[0] = (EventCallbacks) arguments[1];
                            return null;
                        case "accessDailyLog":
                            callbacks[0].fireOutputCompleteEvent(
                                    new jpos.events.OutputCompleteEvent(callbacks[0].getEventSource(), 1));
                            return null;
                        default:
                            return nothing(method.getReturnType());
                    }
                });
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == int.class) {
            return 0;
        }
        return type == String.class ? "" : null;
    }
}
