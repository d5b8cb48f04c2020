package org.hindsight.incident;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to declare, or what to change about an incident.
 *
 * @param services slugs of the catalogue
 * @param zone IANA name; UTC when left out
 * @param startedAt when the impact started, if that is known already
 * @param declaredAt for an incident that is recorded afterwards; now when left out
 * @param members who may know of a restricted incident, by e-mail address; the creator always is one
 */
public record NewIncident(
        @NotBlank(message = "is needed") @Size(max = 200, message = "may have at most 200 characters") String title,

        @NotNull(message = "is needed: SEV1, SEV2, SEV3 or SEV4") Severity severity,

        @Size(max = 10_000, message = "may have at most 10,000 characters") @Nullable String summary,

        @Size(max = 100, message = "may name at most 100 services") @Nullable List<@NotBlank @Size(max = 60) String> services,

        @Zone @Nullable String zone,
        @Nullable Instant startedAt,
        @Nullable Instant detectedAt,
        @Nullable Instant declaredAt,
        @Nullable Boolean restricted,

        @Size(max = 500, message = "may name at most 500 people") @Nullable List<@NotBlank @Email(message = "must be an e-mail address") @Size(max = 254) String> members,

        @Size(max = 50, message = "may have at most 50 tags") @Nullable List<
                        @NotBlank(message = "must not be empty") @Size(max = 60, message = "may have at most 60 characters") String>
                tags) {

    NewIncident rated(Severity other) {
        return new NewIncident(
                title, other, summary, services, zone, startedAt, detectedAt, declaredAt, restricted, members, tags);
    }
}
