package org.hindsight.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged outlives the process, whenever that is killed, exactly once. */
@Tag("packaged")
class KillNineTest {

    private static final int WRITERS = 4;

    @TempDir
    Path data;

    @Test
    void keepsEveryAcknowledgedWriteInTheEmbeddedDatabase() throws IOException, InterruptedException {
        try (PackagedApp app = TimelineServer.withToken(PackagedApp.jar(data)).start()) {
            writeAndKill(app, Integer.getInteger("hindsight.kills", 2));
        }
    }

    @Test
    void keepsEveryAcknowledgedWriteInPostgresql(@TempDir Path distribution) throws IOException, InterruptedException {
        PackagedApp.copyDistributionTo(distribution);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                PackagedApp app = TimelineServer.withToken(PackagedApp.script(distribution, data))
                        .with("HINDSIGHT_DB_URL", postgres.getJdbcUrl("postgres", "postgres"))
                        .with("HINDSIGHT_DB_USER", "postgres")
                        .with("HINDSIGHT_DB_PASSWORD", "postgres")
                        .start()) {
            writeAndKill(app, Integer.getInteger("hindsight.kills", 1));
        }
    }

    private static void writeAndKill(PackagedApp app, int kills) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (WriteLog log = new WriteLog(TimelineServer.declareIncident(app), WRITERS)) {
            for (int kill = 0; kill < kills; kill++) {
                log.writeUntilKilled(1 + random.nextInt(100), app::kill);
                app.start();
                log.check();
            }
            int acknowledged = log.finish();
            log.check();
            System.out.printf(
                    "%d kills: %d writes acknowledged, %d of them repeated; none lost, none doubled (seed %d)%n",
                    kills, acknowledged, log.repeated(), seed);
        }
    }
}
