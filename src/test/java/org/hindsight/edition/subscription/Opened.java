package org.hindsight.edition.subscription;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** An installation whose readers can subscribe: links in mails lead somewhere. */
public class Opened implements QuarkusTestProfile {

    static final String BASE = "https://reports.example.org";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("hindsight.base.url", BASE + "/", "hindsight.smtp.patience", "3s");
    }
}
