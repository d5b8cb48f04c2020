package org.hindsight.platform.mail;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.icegreen.greenmail.util.GreenMail;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mails on their way to a real server. No database has a part in it. */
@QuarkusTest
@Tag("plain")
class DeliveryTest {

    private static final int MAILS = 100;
    private static final String TO = "all-of-them@example.org";

    @Inject
    Post post;

    GreenMail server;

    @Test
    void everyMailIsTakenAtTheFirstTryAlsoWhenSeveralSendAtOnce() throws Exception {
        List<Callable<Void>> mails = new ArrayList<>();
        for (int i = 0; i < MAILS; i++) {
            String subject = "Mail %03d".formatted(i);
            mails.add(() -> {
                post.send(TO, subject, "One\n.\nThree\n");
                return null;
            });
        }
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> sent : senders.invokeAll(mails)) {
                sent.get();
            }
        } finally {
            senders.shutdown();
        }
        List<String> subjects = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessagesForDomain(TO)) {
            subjects.add(mail.getSubject());
        }
        assertEquals(MAILS, subjects.size());
        assertEquals(
                IntStream.range(0, MAILS).mapToObj("Mail %03d"::formatted).collect(toCollection(TreeSet::new)),
                new TreeSet<>(subjects));
    }
}
