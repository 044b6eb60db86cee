package org.mobilepay.unifiedpos;

import jpos.config.JposEntry;
import jpos.services.CATService115;

/** CAT at the level of JavaPOS 1.15. */
public final class CatService115 extends CatService implements CATService115 {
    private static final int VERSION = 1015000;

    public CatService115(JposEntry entry) {
        super(entry, VERSION);
    }
}
