package org.hindsight.postmortem.template;

import java.util.Optional;

/** Knows what may stand alone on a line in double braces; the room of the post-mortem answers. */
public interface Placeholders {

    /** What is wrong with a name between the braces, as a sentence; empty when there is such a block or figure. */
    Optional<String> fault(String name);
}
