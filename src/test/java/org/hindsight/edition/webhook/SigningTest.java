package org.hindsight.edition.webhook;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class SigningTest {

    private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1614265330);

    @Test
    void theExampleOfTheSpecificationComesOut() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Secret.signatures(List.of(SECRET), ID, AT, body));
    }

    @Test
    void anotherLibrarySignsAsWeDo() throws Exception {
        String body = "{\"type\":\"edition.published\",\"data\":{\"title\":\"Ünïcode 🙂\"}}";
        Secret secret = Secret.fresh();
        assertEquals(
                new com.standardwebhooks.Webhook(secret.text()).sign(ID, AT.getEpochSecond(), body),
                Secret.signatures(List.of(secret), ID, AT, body.getBytes(StandardCharsets.UTF_8)));
        assertThat(secret.toString(), not(containsString(secret.text().substring(8))));
    }

    @Test
    void waitsGrowAndAReceiverMayOnlyMakeThemLonger() {
        assertEquals(Duration.ofSeconds(5), Waits.after(1, 0, null));
        assertEquals(Duration.ofMillis(5_500), Waits.after(1, 1, null));
        assertEquals(Duration.ofHours(24), Waits.after(Waits.TRIES - 1, 0, null));
        assertEquals(Duration.ofSeconds(5), Waits.after(1, 0, Duration.ofSeconds(1)));
        assertEquals(Duration.ofSeconds(90), Waits.after(1, 0, Duration.ofSeconds(90)));
        assertEquals(Duration.ofHours(24), Waits.after(1, 0, Duration.ofDays(9)));
        assertEquals(Duration.ofMinutes(1_584), Waits.after(Waits.TRIES - 1, 1, Duration.ofDays(9)));
    }
}
