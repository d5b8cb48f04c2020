package org.hindsight.platform.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class PostTest {

    @Test
    void nothingIsSentWithoutAServerAndASender() {
        Optional<String> host = Optional.of("mail.example.org");
        assertFalse(new Post(null, null, Optional.empty(), Optional.empty(), Optional.empty()).configured());
        assertFalse(new Post(null, null, Optional.empty(), Optional.of("hindsight@example.org"), Optional.empty())
                .configured());
        Post senderless = new Post(null, null, host, Optional.empty(), Optional.of("https://hindsight.example.org/"));
        assertEquals("https://hindsight.example.org", senderless.base());
        assertFalse(senderless.configured());
        assertThrows(IllegalStateException.class, () -> senderless.send("ana@example.org", "Hello", "Hello"));
    }

    @Test
    void aMailHasOneReceiverAndASubjectOfOneLine() {
        assertEquals(
                List.of("ana@example.org"),
                Post.mail("ana@example.org", "A – ü", "a\nb").getTo());
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
            assertThrows(IllegalArgumentException.class, () -> Post.mail(to, "Hello", ""), to);
        }
        for (String subject : List.of("a\r\nBcc: all@example.org", "a\nb", "a\rb", "a\u0085b", "a\u2028b", "a\u0000")) {
            assertThrows(IllegalArgumentException.class, () -> Post.mail("ana@example.org", subject, ""), subject);
        }
    }
}
