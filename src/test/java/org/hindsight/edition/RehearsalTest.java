package org.hindsight.edition;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hindsight.incident.Incident;
import org.hindsight.platform.database.AfterCommit;
import org.hindsight.postmortem.DraftWritten;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RehearsalTest {

    @Inject
    Rehearsal rehearsal;

    @Inject
    Editions editions;

    @Inject
    PdfFonts fonts;

    @Inject
    AfterCommit afterCommit;

    @Inject
    Clock clock;

    @Test
    void makesAllThatAnEditionHasAndKeepsNothing() {
        String incident = written();
        long orders = orders();
        assertThat(rehearsal.hold(id(incident)), containsString("The certificate ended at noon."));
        ADMIN.get(incident + "/editions").then().statusCode(200).body("items", hasSize(0));
        assertEquals(orders, orders());
    }

    @Test
    void isHeldOnceAsSoonAsAWritersWorkIsKept() throws InterruptedException {
        BlockingQueue<String> printed = new LinkedBlockingQueue<>();
        PdfFile pdf = new PdfFile(fonts) {
            @Override
            byte[] of(Sheet sheet) {
                printed.add(sheet.ref());
                return super.of(sheet);
            }
        };
        Rehearsal watching = new Rehearsal(editions, pdf, afterCommit, clock, "7s");
        String incident = written();
        long id = id(incident);
        QuarkusTransaction.begin();
        watching.written(new DraftWritten(Incident.findById(id)));
        QuarkusTransaction.rollback();
        for (int i = 0; i < 3; i++) {
            QuarkusTransaction.requiringNew().run(() -> watching.written(new DraftWritten(Incident.findById(id))));
        }
        assertThat(printed.poll(60, TimeUnit.SECONDS), equalTo(incident.substring(incident.lastIndexOf('/') + 1)));
        QuarkusTransaction.requiringNew().run(() -> watching.written(new DraftWritten(Incident.findById(id))));
        assertThat(printed, hasSize(0));
    }

    private static String written() {
        String incident = ADMIN.incident("title", "Nobody can sign in", "declaredAt", "2026-11-17T14:20:00Z");
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        EditionTest.write(incident, "summary", "The certificate ended at noon.", "PUBLIC");
        return incident;
    }

    private static long id(String incident) {
        String ref = incident.substring(incident.lastIndexOf('/') + 1);
        return QuarkusTransaction.requiringNew()
                .call(() -> Incident.<Incident>listAll().stream()
                        .filter(one -> one.ref().equals(ref))
                        .findFirst()
                        .orElseThrow()
                        .id);
    }

    private static long orders() {
        return QuarkusTransaction.requiringNew().call(() -> PrintOrder.count());
    }
}
