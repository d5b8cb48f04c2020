package org.hindsight.intake;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What kind of file can be imported; the API writes it in small letters. */
@Schema(
        name = "ImportFormat",
        type = SchemaType.STRING,
        enumeration = {"statuspage", "hindsight"})
public enum ImportFormat {
    /** The incidents of a page of Atlassian Statuspage, as its API gives them. */
    STATUSPAGE,
    /** What another installation exported: a record, a bundle, or the JSON of an edition. */
    HINDSIGHT;

    static ImportFormat named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(format -> format.key().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("format", "must be statuspage or hindsight"));
    }

    /** As people call it. */
    public String spoken() {
        return switch (this) {
            case STATUSPAGE -> "Statuspage";
            case HINDSIGHT -> "Hindsight";
        };
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
