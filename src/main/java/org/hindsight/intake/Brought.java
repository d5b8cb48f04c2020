package org.hindsight.intake;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A file that somebody brought, and where it goes. */
public final class Brought {

    /** How many names, values and brackets a file in JSON may have: each takes many times the memory that it takes on the disk. */
    public static final long MOST_TOKENS = 5_000_000;

    private final byte[] content;
    private final @Nullable String into;

    Brought(byte[] content, @Nullable String into) {
        this.content = content;
        this.into = into;
    }

    /** The refusal of a file that cannot be read as JSON: what is wrong with it, and in which line. */
    public static Problem notJson(String field, JsonProcessingException broken) {
        JsonLocation at = broken.getLocation();
        String line = at == null ? "" : " (line " + at.getLineNr() + ")";
        String fault = broken.getOriginalMessage()
                .replaceFirst("(?s): was expecting .*", "")
                .replaceAll("\\p{Cntrl}", "�");
        return Problem.invalid(field, "cannot be read as JSON: " + fault + line);
    }

    /** Its bytes. */
    public byte[] content() {
        return content;
    }

    /** The reference of the incident that it all goes into, when the person named one. */
    public @Nullable String into() {
        return into;
    }
}
