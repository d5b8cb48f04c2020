package org.hindsight.edition;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.platform.database.AfterCommit;
import org.hindsight.postmortem.DraftWritten;
import org.jboss.logging.Logger;

/**
 * Goes through all that publishing does and keeps nothing of it, once in the life of a process and as soon as somebody writes
 * a post-mortem: whoever publishes the first edition after a start does not wait for templates, fonts and the PDF library to
 * be loaded. A server on which nobody writes is spared it.
 */
@ApplicationScoped
class Rehearsal {

    private static final Logger LOG = Logger.getLogger(Rehearsal.class);

    private final Editions editions;
    private final PdfFile pdf;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final boolean byItself;
    private final AtomicBoolean held = new AtomicBoolean();

    Rehearsal(
            Editions editions,
            PdfFile pdf,
            AfterCommit afterCommit,
            Clock clock,
            @ConfigProperty(name = Press.EVERY) String every) {
        this.editions = editions;
        this.pdf = pdf;
        this.afterCommit = afterCommit;
        this.clock = clock;
        this.byItself = !every.equals(Press.OFF);
    }

    void written(@Observes DraftWritten news) {
        if (byItself && !held.get()) {
            long id = news.incident().id;
            afterCommit.work(() -> holdOnce(id));
        }
    }

    private void holdOnce(long id) {
        if (held.compareAndSet(false, true)) {
            try {
                hold(id);
            } catch (RuntimeException | StackOverflowError failure) {
                LOG.warnf(failure, "Publishing incident %d could not be rehearsed", id);
            }
        }
    }

    /** Makes everything that an edition of the incident would have, its PDF among it; answers what the PDF says. */
    @ActivateRequestContext
    String hold(long id) {
        PdfFile.Sheet sheet = QuarkusTransaction.requiringNew().call(() -> {
            Incident incident = Incident.findById(id);
            editions.leaks(incident);
            String html = editions.preview(incident, Audience.PUBLIC, null, null);
            return new PdfFile.Sheet(html, incident.title, "", incident.ref(), "Rehearsal", clock.instant());
        });
        return PdfText.of(pdf.of(sheet));
    }
}
