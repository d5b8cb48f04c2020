package org.hindsight.intake;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.platform.web.Wording;
import org.hindsight.platform.web.body.LargeBodies;

/** Files that are brought in may be larger than other bodies: a bundle holds what is attached to its incident. */
@Singleton
class LargeImports implements LargeBodies {

    /** What comes with a file in its body: the other fields and the borders between them. */
    private static final long WRAPPING = 64L * 1024;

    private final long mostBytes;

    LargeImports(@ConfigProperty(name = "hindsight.imports.max-bytes") MemorySize mostBytes) {
        this.mostBytes = mostBytes.asLongValue();
    }

    /** How large a file may be. */
    long mostBytes() {
        return mostBytes;
    }

    @Override
    public OptionalLong limit(String path) {
        return path.equals("/api/v1/imports") || path.equals("/imports")
                ? OptionalLong.of(mostBytes + WRAPPING)
                : OptionalLong.empty();
    }

    @Override
    public String refusal() {
        return "The file is too large: a file that is brought in may have up to " + Wording.size(mostBytes)
                + " here. Nothing was saved.";
    }
}
