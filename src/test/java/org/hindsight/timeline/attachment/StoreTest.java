package org.hindsight.timeline.attachment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What a kill in the middle of an upload leaves behind. */
@QuarkusTest
class StoreTest {

    @Inject
    Store store;

    @ConfigProperty(name = "hindsight.data")
    Path data;

    @Test
    void aContentThatNothingSpeaksOfIsSweptAwayAfterAWhile() throws IOException {
        Path old = content("ab".repeat(32), Duration.ofHours(2));
        Path fresh = content("cd".repeat(32), Duration.ofMinutes(1));
        store.sweep();
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(fresh));
        Files.delete(fresh);
    }

    @Test
    void anUploadOfAnEarlierLifeGoesAtTheStart() throws IOException {
        Path half = data.resolve("attachments/incoming/half");
        Files.writeString(half, "half of it");
        Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        store.sweepAtStart(null);
        assertFalse(Files.exists(half));
    }

    private Path content(String sha256, Duration age) throws IOException {
        Path file = store.file(sha256);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
