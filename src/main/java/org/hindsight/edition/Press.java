package org.hindsight.edition;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.incident.Audience;
import org.hindsight.platform.database.AfterCommit;
import org.jboss.logging.Logger;

/**
 * Makes the PDFs of editions, and then their bundles, one at a time, after they were published: no reader and no publisher waits for one. What
 * is to be made is kept in the database (see {@link PrintOrder}), so that another node, or this one after a restart,
 * makes what was begun and not finished.
 */
@ApplicationScoped
class Press {

    private static final Logger LOG = Logger.getLogger(Press.class);

    /** The setting of how often the press looks for work; {@link #OFF} has it wait to be asked. */
    static final String EVERY = "hindsight.pdf.every";

    static final String OFF = "off";

    private final PdfFile pdf;
    private final Bindery bindery;
    private final LeakScans scans;
    private final Shelf shelf;
    private final Announcer announcer;
    private final Clock clock;
    private final AfterCommit afterCommit;
    private final ObjectReader imprints;
    private final boolean byItself;
    private final AtomicBoolean busy = new AtomicBoolean();

    Press(
            PdfFile pdf,
            Bindery bindery,
            LeakScans scans,
            Shelf shelf,
            Announcer announcer,
            Clock clock,
            AfterCommit afterCommit,
            ObjectMapper json,
            @ConfigProperty(name = EVERY) String every) {
        this.pdf = pdf;
        this.bindery = bindery;
        this.scans = scans;
        this.shelf = shelf;
        this.announcer = announcer;
        this.clock = clock;
        this.afterCommit = afterCommit;
        this.imprints = json.readerFor(Imprint.class)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .at("/edition");
        this.byItself = !every.equals(OFF);
    }

    /** Has the PDF of a new edition made as soon as the current transaction is committed. */
    void order(Edition edition, Instant now) {
        PrintOrder.place(edition, now);
        lookSoon();
    }

    /** Has a PDF made once more that was given up. */
    void orderAgain(PrintOrder order, Instant now) {
        order.again(now);
        tellReaders(order.edition);
        lookSoon();
    }

    private void lookSoon() {
        if (byItself) {
            afterCommit.work(this::look);
        }
    }

    @Scheduled(
            every = "{" + EVERY + "}",
            identity = "look for PDFs to be made",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void look() {
        if (busy.compareAndSet(false, true)) {
            try {
                boolean more = true;
                while (more) {
                    more = makeNext(clock.instant());
                }
            } catch (PersistenceException away) {
                LOG.debug("The database is away; PDFs are made when it is back", away);
            } finally {
                busy.set(false);
            }
        }
    }

    /** Makes the newest that is to be made; answers whether there was one. */
    @ActivateRequestContext
    boolean makeNext(Instant now) {
        Optional<Long> due = QuarkusTransaction.requiringNew().call(() -> PrintOrder.newestDue(now));
        due.filter(id -> QuarkusTransaction.requiringNew().call(() -> PrintOrder.claim(id, now)))
                .ifPresent(id -> make(id, now));
        return due.isPresent();
    }

    private void make(long id, Instant now) {
        try {
            if (QuarkusTransaction.requiringNew().call(() -> wantsPdf(id))) {
                PdfFile.Sheet sheet = QuarkusTransaction.requiringNew().call(() -> sheet(id));
                byte[] bytes = pdf.of(sheet);
                String text = PdfText.of(bytes);
                QuarkusTransaction.requiringNew().run(() -> handIn(id, bytes, text, now));
            }
            bindery.bind(id);
        } catch (RuntimeException | StackOverflowError failure) {
            LOG.errorf(failure, "The PDF or the bundle of edition %d cannot be made", id);
            QuarkusTransaction.requiringNew().run(() -> layAside(id, now));
        }
    }

    private static boolean wantsPdf(long id) {
        Edition edition = Edition.findById(id);
        return PrintOrder.of(edition).filter(order -> !order.pdfGivenUp).isPresent()
                && EditionFile.known(edition, Format.PDF).isEmpty();
    }

    private PdfFile.Sheet sheet(long id) {
        Edition edition = Edition.findById(id);
        Imprint imprint = imprint(edition);
        return new PdfFile.Sheet(
                EditionFile.of(edition, Format.HTML).text(),
                edition.title,
                edition.lead,
                edition.incident.ref(),
                "Edition " + imprint.number() + ", " + imprint.label().spoken()
                        + (imprint.isPublic() ? "" : ", internal"),
                imprint.publishedAt());
    }

    private Imprint imprint(Edition edition) {
        try {
            return imprints.readValue(EditionFile.of(edition, Format.JSON).content);
        } catch (IOException broken) {
            throw new IllegalStateException("Edition " + edition.id + " holds JSON that cannot be read", broken);
        }
    }

    private void handIn(long id, byte[] bytes, String text, Instant now) {
        Edition edition = Edition.findById(id);
        List<LeakScan.Find> finds = edition.audience == Audience.PUBLIC ? finds(edition, text) : List.of();
        if (!finds.isEmpty()) {
            LOG.errorf(
                    "The PDF of edition %d of %s is not kept: it says what must not be public (%s)",
                    edition.no, edition.incident.ref(), finds.get(0).message());
            PrintOrder.of(edition).ifPresent(order -> order.refuse(finds.get(0)));
            tellReaders(edition);
        } else if (PrintOrder.held(id).isPresent()
                && EditionFile.known(edition, Format.PDF).isEmpty()) {
            EditionFile.keep(edition, Format.PDF, bytes);
            tellReaders(edition);
            announcer.pdfMade(edition, now);
        }
    }

    private List<LeakScan.Find> finds(Edition edition, String text) {
        return scans.beyond(edition).finds(List.of(new LeakScan.Part(null, text)));
    }

    private void layAside(long id, Instant now) {
        Edition edition = Edition.findById(id);
        boolean printed = EditionFile.known(edition, Format.PDF).isPresent();
        PrintOrder.of(edition).filter(order -> order.failed(now, printed)).ifPresent(order -> tellReaders(edition));
    }

    private void tellReaders(Edition edition) {
        shelf.changed(edition);
    }
}
