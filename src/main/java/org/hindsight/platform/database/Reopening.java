package org.hindsight.platform.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Opens the embedded database anew while the application runs: for reading only when its disk becomes full, for
 * everything when there is room again. {@link SyncedFiles} tells H2 which of the two to do.
 */
@ApplicationScoped
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "h2")
class Reopening {

    private static final Logger LOG = Logger.getLogger(Reopening.class);

    private final AgroalDataSource database;
    private final DiskSpace space;

    Reopening(AgroalDataSource database, @ConfigProperty(name = "hindsight.data") Path data) {
        this.database = database;
        this.space = DiskSpace.below(data);
    }

    @Scheduled(
            every = "1s",
            identity = "look whether the disk is full",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void look() throws IOException {
        space.look();
        try (Connection connection = database.getConnection()) {
            if (connection.isReadOnly() != space.full()) {
                LOG.infof("The database is opened again, %s.", space.full() ? "for reading only" : "for everything");
                close(connection);
            }
        } catch (SQLException away) {
            LOG.warnf("The database cannot be opened just now: %s", away.getMessage());
        }
    }

    /**
     * As a kill would: whatever was acknowledged is on the disk, and nobody has to wait for those who are reading. The
     * next connection opens the database.
     */
    private static void close(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }
}
