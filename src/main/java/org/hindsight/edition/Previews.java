package org.hindsight.edition;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.Status;
import org.hindsight.platform.time.Precision;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of public editions for previews of links. They are no format of an edition and have no checksum: each is made
 * from the frozen facts when it is first asked for, and may look different after an update of Hindsight.
 */
@ApplicationScoped
class Previews {

    /** What is in the address of a picture where a format would be. */
    static final String EXTENSION = "png";

    private static final Logger LOG = Logger.getLogger(Previews.class);

    /** About 40 KB each. */
    private static final int MOST = 200;

    /** What is read of an edition's facts. */
    record Known(Map<MilestoneName, Reached> milestones, List<Turned> statuses, Instant gatheredAt, Head incident) {}

    record Reached(Instant at, Precision precision) {}

    record Turned(Status status, Instant at) {}

    record Head(Status status) {}

    private final PdfFonts fonts;
    private final Publisher publisher;
    private final ObjectReader facts;
    private final Cache<Long, byte[]> made =
            Caffeine.newBuilder().maximumSize(MOST).build();

    Previews(PdfFonts fonts, Publisher publisher, ObjectMapper json) {
        this.fonts = fonts;
        this.publisher = publisher;
        this.facts = json.readerFor(Known.class)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .at("/document/facts");
    }

    /** Whether this machine can draw at all: a Java runtime may come without the part that does. */
    boolean possible() {
        return Canvas.HERE;
    }

    /** Tried once, when it is first needed. */
    private static final class Canvas {
        static final boolean HERE = here();

        private static boolean here() {
            try {
                System.setProperty("java.awt.headless", "true");
                Graphics2D picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
                picture.fill(new Ellipse2D.Double(1, 1, 6, 6));
                picture.dispose();
                return true;
            } catch (RuntimeException | LinkageError lacking) {
                LOG.warnf("This Java runtime cannot draw; links to reports have no picture: %s", lacking);
                return false;
            }
        }
    }

    /** The picture of a public edition. */
    byte[] of(Edition edition) {
        return made.get(edition.id, id -> Preview.png(sheet(edition), type()));
    }

    private Preview.Sheet sheet(Edition edition) {
        Known known = known(edition);
        Reached began = known.milestones().get(MilestoneName.IMPACT_STARTED);
        return new Preview.Sheet(
                edition.title,
                edition.severity,
                edition.beganAt,
                began == null ? Precision.SECOND : began.precision(),
                edition.lastedSeconds == null ? null : Duration.ofSeconds(edition.lastedSeconds),
                List.copyOf(edition.services),
                phases(known),
                edition.label.spoken() + ", edition " + edition.no,
                edition.publishedAt,
                publisher.organisation());
    }

    private static List<Overview.Stretch> phases(Known known) {
        List<Overview.Mark> marks = new ArrayList<>();
        known.milestones()
                .forEach(
                        (name, reached) -> marks.add(new Overview.Mark(name, reached.at(), reached.precision(), null)));
        List<Overview.Turn> turns = known.statuses().stream()
                .map(turned -> new Overview.Turn(turned.status(), turned.at()))
                .toList();
        boolean ongoing =
                known.incident().status().ongoing() && !known.milestones().containsKey(MilestoneName.RESOLVED);
        @Nullable Instant now = ongoing ? known.gatheredAt() : null;
        return Overview.of(marks, List.of(), turns, null, now)
                .map(overview -> overview.stretches)
                .orElse(List.of());
    }

    private Known known(Edition edition) {
        try {
            return facts.readValue(EditionFile.of(edition, Format.JSON).content);
        } catch (IOException broken) {
            throw new IllegalStateException("Edition " + edition.id + " holds JSON that cannot be read", broken);
        }
    }

    /** The fonts that they are set in. */
    Preview.Type type() {
        return new Preview.Type(
                fonts.typeface("LiberationSerif-Bold.ttf"),
                fonts.typeface("LiberationSans-Regular.ttf"),
                fonts.typeface("LiberationSans-Bold.ttf"));
    }
}
