package org.mobilepay.unifiedpos;

import jpos.JposConst;
import jpos.JposException;
import jpos.config.JposEntry;
import jpos.loader.JposServiceInstance;
import jpos.loader.JposServiceInstanceFactory;

/** Named by our entries in jpos.xml. Keeps nothing: one object serves all logical names. */
public final class ServiceInstanceFactory implements JposServiceInstanceFactory {
    @Override
    public JposServiceInstance createInstance(String logicalName, JposEntry entry) throws JposException {
        String category = String.valueOf(entry.getPropertyValue(JposEntry.DEVICE_CATEGORY_PROP_NAME));
        if (category.equals("CAT")) {
            return highest(entry, "CatService", "CATService");
        }
        if (category.equals("ElectronicValueRW")) {
            return highest(entry, "ElectronicValueRWService", "ElectronicValueRWService");
        }
        throw new JposException(JposConst.JPOS_E_NOSERVICE,
                "MobilePay for UnifiedPOS has no device of category '" + category + "'; '" + logicalName
                        + "' must be CAT or ElectronicValueRW");
    }

    /** A suite that carries older contracts has no ...Service115 to implement. */
    private static JposServiceInstance highest(JposEntry entry, String ours, String theirs) throws JposException {
        String implementation = ServiceInstanceFactory.class.getPackage().getName() + "." + ours;
        if (exists("jpos.services." + theirs + "115")) {
            return make(implementation + "115", entry);
        }
        if (exists("jpos.services." + theirs + "114")) {
            return make(implementation, entry);
        }
        throw new JposException(JposConst.JPOS_E_NOSERVICE, "the class path has no jpos.services." + theirs
                + "114: MobilePay for UnifiedPOS needs JavaPOS 1.14 or later");
    }

    private static boolean exists(String className) {
        try {
            Class.forName(className, false, ServiceInstanceFactory.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private static JposServiceInstance make(String className, JposEntry entry) throws JposException {
        try {
            return (JposServiceInstance) Class.forName(className).getDeclaredConstructor(JposEntry.class)
                    .newInstance(entry);
        } catch (ReflectiveOperationException | LinkageError fault) {
            throw new JposException(JposConst.JPOS_E_NOSERVICE, className + " cannot be made: " + fault,
                    new Exception(fault));
        }
    }
}
