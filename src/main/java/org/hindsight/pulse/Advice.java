package org.hindsight.pulse;

import java.util.List;
import org.hindsight.platform.SafeHtml;

/**
 * What other rooms have to say to the users of a service, on its page; each of them answers for its own. Only what anybody may
 * read is told here.
 */
public interface Advice {

    /** Whether a piece of advice was tried. */
    enum Worth {
        VERIFIED,
        PROPOSED,
        /** It makes things worse: said so that nobody does it. */
        HARMFUL
    }

    /** A piece of advice to users. */
    record Tip(Worth worth, SafeHtml text) {}

    /** What users of this service may try, or should not; wants a transaction. */
    List<Tip> tips(long service);
}
