package org.hindsight.platform.database;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database of all tests, on a data folder of its own: an empty H2 file as in production, or, when
 * {@code QUARKUS_DATASOURCE_DB_KIND=postgresql}, a real PostgreSQL. The annotation makes it everyone's.
 */
@QuarkusTestResource(TestDatabase.class)
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private @Nullable Path data;
    private @Nullable EmbeddedPostgres postgres;

    public static boolean isPostgres() {
        return "postgresql".equals(System.getenv("QUARKUS_DATASOURCE_DB_KIND"));
    }

    @Override
    public Map<String, String> start() {
        try {
            data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "test-data-");
            Map<String, String> settings = new HashMap<>();
            settings.put("hindsight.data", data.toString());
            if (isPostgres()) {
                postgres = EmbeddedPostgres.start();
                settings.put("quarkus.datasource.jdbc.url", postgres.getJdbcUrl("postgres", "postgres"));
                settings.put("quarkus.datasource.username", "postgres");
                settings.put("quarkus.datasource.password", "postgres");
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (postgres != null) {
                postgres.close();
            }
            if (data != null) {
                delete(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
