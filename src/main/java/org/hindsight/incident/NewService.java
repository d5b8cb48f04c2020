package org.hindsight.incident;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service for the catalogue, or what to change about one. Sent and shown in the same shape. */
public record NewService(
        @NotNull(message = "is needed") @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*", message = "must be made of a-z, 0-9 and single hyphens")
        @Size(max = 60, message = "may have at most 60 characters") String slug,

        @NotBlank(message = "is needed") @Size(max = 100, message = "may have at most 100 characters") String name,

        @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String description,

        @Size(max = 100, message = "may have at most 100 characters") @Nullable String owner,

        @Nullable List<@NotNull Platform> platforms,

        @Size(max = 200, message = "may name at most 200 regions") @Nullable List<@NotBlank @Size(max = 100) String> regions,

        @Size(max = 50, message = "may name at most 50 symptoms") @Nullable List<@NotBlank @Size(max = 200) String> symptoms,

        @Nullable Boolean anonymousReports,
        @Nullable Boolean publicPage) {

    static NewService of(Service service) {
        return new NewService(
                service.slug,
                service.name,
                service.description,
                service.owner,
                List.copyOf(service.platforms),
                List.copyOf(service.regions),
                List.copyOf(service.symptoms),
                service.anonymousReports,
                service.publicPage);
    }
}
