package org.hindsight.platform.database;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while nothing can be saved, although what was saved can be read. */
@Readiness
@ApplicationScoped
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "h2")
class SpaceCheck implements HealthCheck {

    private final DiskSpace space;

    SpaceCheck(@ConfigProperty(name = "hindsight.data") Path data) {
        this.space = DiskSpace.below(data);
    }

    @Override
    public HealthCheckResponse call() {
        try {
            return HealthCheckResponse.named("Disk of the embedded database")
                    .status(!space.full())
                    .withData("state", space.full() ? "The disk is full: nothing can be saved." : "There is room.")
                    .withData("freeBytes", space.free())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
