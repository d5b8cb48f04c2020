package org.hindsight.edition;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who publishes here and where, as far as the operator said it. Nothing is guessed: an answer on the shelf is for all. */
@Singleton
public class Publisher {

    private final String base;
    private final Optional<String> organisation;

    Publisher(
            @ConfigProperty(name = "hindsight.base.url") Optional<String> base,
            @ConfigProperty(name = "hindsight.organisation") Optional<String> organisation) {
        this.base = base.map(url -> url.strip().replaceFirst("/+$", "")).orElse("");
        this.organisation = organisation.map(String::strip).filter(name -> !name.isEmpty());
    }

    /** The organisation that answers for the reports. */
    public Optional<String> organisation() {
        return organisation;
    }

    /** Whether there are links from anywhere. */
    boolean known() {
        return !base.isEmpty();
    }

    /** A link from anywhere to a path of this server; nothing where its public address is not known. */
    Optional<String> link(String path) {
        return known() ? Optional.of(base + path) : Optional.empty();
    }

    /** The best link to a path of this server that there is: the path itself where no better one is known. */
    public String linkOrPath(String path) {
        return base + path;
    }
}
