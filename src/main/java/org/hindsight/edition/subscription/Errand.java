package org.hindsight.edition.subscription;

import java.time.Instant;

/** A mail that this node took on. How it went is told once, in a transaction. */
interface Errand {

    Letter letter();

    /** The server has it. */
    void sent(Instant now);

    /** The server will never take it for this receiver. */
    void refused(String why);

    /** It may get through another time. */
    void failed(String why, Instant now);
}
