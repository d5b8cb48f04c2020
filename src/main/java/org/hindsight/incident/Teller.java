package org.hindsight.incident;

import java.util.Set;

/** How a room tells what one of its parts of an incident became; each kind has one room that does. */
public interface Teller {

    /** The kinds of part that this room tells of. */
    Set<Kind> kinds();

    /** The part as GET gave it right after a change. Wants a transaction. */
    Object item(Change change);
}
