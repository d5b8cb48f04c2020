package org.hindsight.platform.web.body;

import java.util.OptionalLong;

/** Told by a room that takes larger bodies at some of its addresses than the rest of the server does. */
public interface LargeBodies {

    /**
     * How large a body may be.
     *
     * @param path the address as it was sent, still encoded
     * @return in bytes; empty where the usual limit holds
     */
    OptionalLong limit(String path);

    /** The refusal of one that is larger. */
    String refusal();
}
