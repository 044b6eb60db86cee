package till;

import jpos.config.JposEntry;
import jpos.loader.JposServiceInstance;
import jpos.loader.JposServiceInstanceFactory;

/** Another vendor's factory, as a jpos.xml names one beside ours. */
public final class EmptyServiceFactory implements JposServiceInstanceFactory {
    @Override
    public JposServiceInstance createInstance(String logicalName, JposEntry entry) {
        return new EmptyService();
    }
}
