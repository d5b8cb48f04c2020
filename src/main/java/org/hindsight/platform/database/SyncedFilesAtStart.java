package org.hindsight.platform.database;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Registers {@link SyncedFiles} while the configuration is read: nothing of ours runs earlier, and a start-up observer is
 * too late, for the migrations open the database before it.
 */
public final class SyncedFilesAtStart implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        SyncedFiles.register();
    }
}
