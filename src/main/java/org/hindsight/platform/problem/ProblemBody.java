package org.hindsight.platform.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON of a refusal, after RFC 9457. */
@Schema(name = "Problem", description = "A refusal after RFC 9457 (application/problem+json).")
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> violations,
        @JsonAnyGetter Map<String, Object> members) {

    /**
     * The body that tells a problem.
     *
     * @param instance the path that was asked for
     */
    public static ProblemBody of(Problem problem, String instance) {
        return new ProblemBody(
                "urn:hindsight:problem:" + problem.kind(),
                problem.title(),
                problem.status(),
                problem.detail(),
                instance,
                problem.violations(),
                problem.members());
    }
}
