package org.hindsight.platform;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/hindsight}, in a distribution that was copied to a folder with a blank in its name. */
@Tag("packaged")
class StartScriptTest {

    private static final String BUILDS = "building for PostgreSQL";

    @TempDir
    Path folder;

    @Test
    void startsOnEitherDatabaseAndBuildsOnceForPostgresql() throws IOException {
        Path distribution = Files.createDirectories(folder.resolve("my programs/hindsight 1"));
        Path embedded = Files.createDirectories(folder.resolve("embedded"));
        Path data = Files.createDirectories(folder.resolve("data"));
        PackagedApp.copyDistributionTo(distribution);

        try (PackagedApp app = PackagedApp.script(distribution, embedded).start()) {
            assertThat(
                    app.log(),
                    containsString("open http://127.0.0.1:" + app.uri("").getPort()));
            assertTrue(Files.exists(embedded.resolve("hindsight.mv.db")));
            app.stop();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                PackagedApp app = onPostgres(PackagedApp.script(distribution, data), postgres)
                        .start()) {
            app.stop();
            assertEquals(2, app.log().split(BUILDS, -1).length);
            app.start();
            assertEquals(2, app.log().split(BUILDS, -1).length);
            assertThat(app.log(), containsString("(PostgreSQL 18"));
            assertTrue(Files.notExists(data.resolve("hindsight.mv.db")));
        }
        try (PackagedApp app = PackagedApp.script(distribution, embedded).start()) {
            assertThat(app.log(), not(containsString(BUILDS)));
        }
    }

    private static PackagedApp onPostgres(PackagedApp app, EmbeddedPostgres postgres) {
        return app.with("HINDSIGHT_DB_URL", postgres.getJdbcUrl("postgres", "postgres"))
                .with("HINDSIGHT_DB_USER", "postgres")
                .with("HINDSIGHT_DB_PASSWORD", "postgres");
    }
}
