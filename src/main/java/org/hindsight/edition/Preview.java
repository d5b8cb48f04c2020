package org.hindsight.edition;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.hindsight.incident.Severity;
import org.hindsight.platform.time.Precision;
import org.jspecify.annotations.Nullable;

/** What shows where the link to a report is pasted: a sheet with its title, the facts in one line, and the band of its phases. */
final class Preview {

    static final int WIDTH = 1200;
    static final int HEIGHT = 630;

    private static final double MARGIN = 72;
    private static final double RIGHT = WIDTH - MARGIN;
    private static final double ROOM = RIGHT - MARGIN;
    private static final double TITLE_TOP = 132;
    private static final double BAND_TOP = 462;
    private static final double BAND_HEIGHT = 34;

    private static final Color PAPER = Color.decode("#fdfefe");
    private static final Color INK = Color.decode("#1d2530");
    private static final Color SOFT = Color.decode("#414a56");
    private static final Color QUIET = Color.decode("#59636f");
    private static final Color RULE = Color.decode("#d7dce1");

    private static final Map<Severity, Color> SEVERITIES = Map.of(
            Severity.SEV1, Color.decode("#b0141c"),
            Severity.SEV2, Color.decode("#84480b"),
            Severity.SEV3, Color.decode("#6f5209"),
            Severity.SEV4, QUIET);

    /** From the largest size that a title may have to the smallest; of that there may be a line more. */
    private static final int[] SIZES = {76, 66, 58, 50, 44};

    private static final int LINES = 3;

    /**
     * What it says.
     *
     * @param precision how exactly it is known when it began
     * @param phases in order; may be empty
     * @param edition its label and number in words
     * @param organisation who answers for the report, where that is known
     */
    record Sheet(
            String title,
            Severity severity,
            Instant began,
            Precision precision,
            @Nullable Duration lasted,
            List<String> services,
            List<Overview.Stretch> phases,
            String edition,
            Instant publishedAt,
            Optional<String> organisation) {

        /** "17 November 2026, 14:00 UTC, for 4 h 40 min", or as far as that is known. */
        String when() {
            boolean exact = precision == Precision.SECOND || precision == Precision.MINUTE;
            String moment = Told.moment(began);
            String told = exact
                    ? moment
                    : precision == Precision.DAY
                            ? moment.substring(0, moment.indexOf(','))
                            : moment.replaceFirst(", ", ", about ");
            return told + (lasted == null ? "" : (exact ? ", for " : ", for about ") + Lengths.words(lasted));
        }
    }

    /** The fonts that it is set in. */
    record Type(Typeface serif, Typeface sans, Typeface bold) {}

    private final Sheet sheet;
    private final Type type;
    private final Graphics2D picture;

    private Preview(Sheet sheet, Type type, Graphics2D picture) {
        this.sheet = sheet;
        this.type = type;
        this.picture = picture;
    }

    /** The picture as a PNG file. */
    static byte[] png(Sheet sheet, Type type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D picture = image.createGraphics();
        picture.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        picture.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        new Preview(sheet, type, picture).draw();
        picture.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void draw() {
        fill(PAPER, 0, 0, WIDTH, HEIGHT);
        kicker();
        title();
        facts();
        band();
        foot();
    }

    private void kicker() {
        double x = mark(MARGIN, 60) + 20;
        x += text(type.bold(), INK, "Incident report", x, 84, 28) + 24;
        String severity = sheet.severity().name();
        double width = type.bold().width(severity, 22) + 24;
        fill(SEVERITIES.get(sheet.severity()), x, 58, width, 34);
        text(type.bold(), PAPER, severity, x + 12, 83, 22);
        double room = RIGHT - x - width - 40;
        sheet.organisation()
                .map(name -> type.sans().within(name, 28, room))
                .ifPresent(name -> toTheRight(type.sans(), QUIET, name, 84, 28));
    }

    /** The mark of Hindsight: two posts and a bar. Answers where it ends. */
    private double mark(double left, double top) {
        fill(INK, left, top, 5, 28);
        fill(INK, left + 23, top, 5, 28);
        fill(INK, left, top + 11.5, 28, 5);
        return left + 28;
    }

    private void title() {
        String title = sheet.title().strip();
        boolean fromTheRight = Typeface.fromRightToLeft(title);
        int size = size(title);
        List<String> lines = type.serif().lines(title, size, ROOM);
        int most = size == SIZES[SIZES.length - 1] ? LINES + 1 : LINES;
        double baseline = TITLE_TOP + size;
        for (int i = 0; i < Math.min(most, lines.size()); i++) {
            boolean cut = i == most - 1 && lines.size() > most;
            String line = type.serif().within(lines.get(i) + (cut ? " …" : ""), size, ROOM);
            if (fromTheRight) {
                toTheRight(type.serif(), INK, line, baseline, size);
            } else {
                text(type.serif(), INK, line, MARGIN, baseline, size);
            }
            baseline += size * 1.1;
        }
    }

    /** The largest at which the title has room. */
    private int size(String title) {
        for (int size : SIZES) {
            List<String> lines = type.serif().lines(title, size, ROOM);
            if (lines.size() <= LINES
                    && lines.stream().allMatch(line -> type.serif().width(line, size) <= ROOM)) {
                return size;
            }
        }
        return SIZES[SIZES.length - 1];
    }

    private void facts() {
        double x = MARGIN + text(type.bold(), INK, sheet.when(), MARGIN, 412, 29) + 24;
        String services = String.join(", ", sheet.services());
        if (!services.isEmpty() && RIGHT - x > 120) {
            text(type.sans(), SOFT, type.sans().within(services, 29, RIGHT - x), x, 412, 29);
        }
    }

    private void band() {
        if (sheet.phases().isEmpty()) {
            fill(RULE, MARGIN, BAND_TOP + BAND_HEIGHT / 2, ROOM, 2);
            return;
        }
        Instant start = sheet.phases().get(0).from();
        Instant end = sheet.phases().get(sheet.phases().size() - 1).to();
        double pixels = ROOM / Math.max(1, Duration.between(start, end).toSeconds());
        long longest = sheet.phases().stream().mapToLong(Preview::seconds).max().orElse(0);
        for (Overview.Stretch phase : sheet.phases()) {
            double from =
                    MARGIN + pixels * Duration.between(start, phase.from()).toSeconds();
            double width = Math.max(2, pixels * seconds(phase));
            PaperDrawing.Paint paint = PaperDrawing.paint(phase.phase());
            fill(Color.decode(paint.edge()), from, BAND_TOP, width, BAND_HEIGHT);
            if (width > 5) {
                fill(Color.decode(paint.fill()), from + 1.5, BAND_TOP + 1.5, width - 3, BAND_HEIGHT - 3);
            }
            String name = phase.phase().spoken() + " " + phase.length();
            if (type.sans().width(name, 20) <= width - 12 || seconds(phase) == longest) {
                text(
                        type.sans(),
                        QUIET,
                        type.sans().within(name, 20, RIGHT - from),
                        from,
                        BAND_TOP + BAND_HEIGHT + 27,
                        20);
            }
        }
    }

    private static long seconds(Overview.Stretch phase) {
        return Duration.between(phase.from(), phase.to()).toSeconds();
    }

    private void foot() {
        fill(RULE, MARGIN, 545, ROOM, 2);
        text(type.bold(), SOFT, sheet.edition(), MARGIN, 586, 24);
        toTheRight(type.sans(), QUIET, "Published on " + Told.moment(sheet.publishedAt()), 586, 24);
    }

    private void toTheRight(Typeface face, Color color, String text, double baseline, double size) {
        text(face, color, text, RIGHT - face.width(text, size), baseline, size);
    }

    /** Answers how wide it is. */
    private double text(Typeface face, Color color, String text, double left, double baseline, double size) {
        picture.setColor(color);
        face.draw(picture, text, left, baseline, size);
        return face.width(text, size);
    }

    private void fill(@Nullable Color color, double left, double top, double width, double height) {
        picture.setColor(color);
        picture.fill(new Rectangle2D.Double(left, top, width, height));
    }
}
