package org.hindsight.incident;

import java.util.Optional;
import java.util.Set;
import org.hindsight.platform.SafeHtml;

/** How a room tells what one of its parts of an incident became; each kind has one room that does. */
public interface Teller {

    /** The kinds of part that this room tells of. */
    Set<Kind> kinds();

    /** The part as GET gave it right after a change. Wants a transaction. */
    Object item(Change change);

    /** The part as it stands on the page of its incident, the same for everybody who may see it; empty if it does not. */
    default Optional<SafeHtml> html(Change change) {
        return Optional.empty();
    }
}
