package org.hindsight.platform.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class PostTest {

    private static Post post(Optional<String> host, Optional<String> from, Optional<String> base) {
        MailServer server = new MailServer(
                host,
                587,
                from,
                Optional.empty(),
                Optional.empty(),
                StartTLSOptions.REQUIRED,
                false,
                Duration.ofMinutes(1));
        return new Post(null, server, base);
    }

    @Test
    void nothingIsSentWithoutAServerAndASender() {
        Optional<String> nothing = Optional.empty();
        Optional<String> host = Optional.of("mail.example.org");
        assertFalse(post(nothing, nothing, nothing).configured());
        assertFalse(post(nothing, Optional.of("hindsight@example.org"), nothing).configured());
        Post senderless = post(host, nothing, Optional.of("https://hindsight.example.org/"));
        assertEquals("https://hindsight.example.org", senderless.base());
        assertFalse(senderless.configured());
        assertThrows(IllegalStateException.class, () -> senderless.send("ana@example.org", "Hello", "Hello"));
    }

    @Test
    void aMailHasOneReceiverAndASubjectOfOneLine() {
        assertEquals(
                List.of("ana@example.org"),
                Post.mail("ana@example.org", "A – ü", "a\nb", Map.of()).getTo());
        for (String to : List.of(
                "",
                "ana",
                "ana@example.org\r\nBcc: all@example.org",
                "ana@example.org\nx",
                "ana@example.org,bo@example.org",
                "ana@example.org;bo@example.org",
                "ana@example.org bo@example.org",
                "Ana <ana@example.org>",
                "ana@example.org\u0000",
                "ana@example.org\u2028bo",
                "a@b@example.org")) {
            assertThrows(IllegalArgumentException.class, () -> Post.mail(to, "Hello", "", Map.of()), to);
        }
        for (String subject : List.of("a\r\nBcc: all@example.org", "a\nb", "a\rb", "a\u0085b", "a\u2028b", "a\u0000")) {
            assertThrows(
                    IllegalArgumentException.class, () -> Post.mail("ana@example.org", subject, "", Map.of()), subject);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Post.mail("ana@example.org", "Hello", "", Map.of("List-Id", subject)),
                    subject);
        }
    }
}
