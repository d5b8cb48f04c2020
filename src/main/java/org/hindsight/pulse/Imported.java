package org.hindsight.pulse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.incident.Platform;
import org.hindsight.platform.Texts;
import org.hindsight.platform.json.JsonRules;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A past series of counts, as other programs export it: CSV with the header {@code time,count[,platform][,region][,symptom]},
 * with or without a byte order mark, its cells apart by commas or semicolons. A line that cannot be read is named, and the
 * others hold; a line without a count ({@code null}) is a gap.
 */
final class Imported {

    static final int MOST = 600_000;

    private static final int MOST_NAMED = 100;
    private static final int LONGEST_CELL = 200;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String EXCEL_HINT = "sep=";
    private static final Set<String> GAPS = Set.of("", "null", "nan", "na", "n/a", "-");
    private static final BigDecimal MOST_AT_ONCE = BigDecimal.valueOf(1_000_000_000);

    /** A line that was not taken. */
    @Schema(name = "RejectedSeriesLine")
    record Rejected(long line, String message) {}

    private final Offer offer;
    private final Map<Report.Key, Long> counts = new TreeMap<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private long faults;
    private long accepted;
    private long gaps;
    private int first = Integer.MAX_VALUE;
    private int last = Integer.MIN_VALUE;

    private Imported(Offer offer) {
        this.offer = offer;
    }

    static Imported of(Offer offer, String text) {
        Imported imported = new Imported(offer);
        String body = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        Optional<Character> hinted = hint(body);
        int skipped = hinted.isPresent() ? body.indexOf('\n') + 1 : 0;
        String lines = body.substring(skipped);
        char delimiter = hinted.orElseGet(() -> delimiter(lines));
        CSVFormat csv = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(lines, csv)) {
            imported.read(parser, hinted.isPresent() ? 1 : 0);
        } catch (IOException | UncheckedIOException unreadable) {
            throw Problem.invalid("The body cannot be read as CSV: " + unreadable.getMessage());
        }
        if (imported.accepted == 0) {
            throw imported.empty();
        }
        return imported;
    }

    private static Optional<Character> hint(String body) {
        boolean hinted = body.toLowerCase(Locale.ROOT).startsWith(EXCEL_HINT)
                && body.length() > EXCEL_HINT.length()
                && body.indexOf('\n') > 0;
        return hinted ? Optional.of(body.charAt(EXCEL_HINT.length())) : Optional.empty();
    }

    private static char delimiter(String lines) {
        String header = lines.lines().findFirst().orElse("");
        return header.contains(";") && !header.contains(",") ? ';' : ',';
    }

    private Problem empty() {
        List<Violation> named = rejected.stream()
                .map(one -> new Violation("line " + one.line(), one.message()))
                .toList();
        return named.isEmpty()
                ? Problem.invalid("There is no count in the body; it wants lines such as 2026-11-23T14:05:00Z,12.")
                : Problem.invalid(named);
    }

    private void read(CSVParser parser, int before) {
        Iterator<CSVRecord> lines = parser.iterator();
        if (!lines.hasNext()) {
            return;
        }
        Map<String, Integer> columns = columns(lines.next());
        while (lines.hasNext()) {
            CSVRecord line = lines.next();
            long number = parser.getCurrentLineNumber() + before;
            fault(line, columns).ifPresent(message -> reject(number, message));
            if (accepted + gaps > MOST) {
                throw Problem.tooMuch("A series may hold at most 600,000 lines; send it in parts.");
            }
        }
    }

    private static Map<String, Integer> columns(CSVRecord header) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).toLowerCase(Locale.ROOT);
            if (!List.of("time", "count", "platform", "region", "symptom").contains(name)
                    || columns.putIfAbsent(name, i) != null) {
                throw badHeader();
            }
        }
        if (!columns.containsKey("time") || !columns.containsKey("count")) {
            throw badHeader();
        }
        return columns;
    }

    private static Problem badHeader() {
        return Problem.invalid("line 1", "must be a header: time,count and, if wanted, platform,region,symptom");
    }

    private void reject(long line, String message) {
        faults++;
        if (rejected.size() < MOST_NAMED) {
            rejected.add(new Rejected(line, message));
        }
    }

    /** Takes a line in, or says why not. */
    private Optional<String> fault(CSVRecord line, Map<String, Integer> columns) {
        if (line.size() != columns.size()) {
            return Optional.of("must have " + columns.size() + " cells; it has " + line.size());
        }
        for (String cell : line) {
            if (cell.length() > LONGEST_CELL || Texts.fault(cell).isPresent()) {
                return Optional.of("has a cell that is too long or holds a character that cannot be kept");
            }
        }
        Instant at = time(cell(line, columns, "time"));
        if (at == null) {
            return Optional.of("must begin with a time with an offset, such as 2026-11-23T14:05:00Z: "
                    + cell(line, columns, "time"));
        }
        String count = cell(line, columns, "count");
        if (GAPS.contains(count.toLowerCase(Locale.ROOT))) {
            gaps++;
            return Optional.empty();
        }
        Long reports = count(count);
        if (reports == null) {
            return Optional.of("must have a whole number from 0 as its count: " + count);
        }
        return take(
                at,
                reports,
                cell(line, columns, "platform"),
                cell(line, columns, "region"),
                cell(line, columns, "symptom"));
    }

    private Optional<String> take(Instant at, long reports, String platform, String region, String symptom) {
        String named = platform.toUpperCase(Locale.ROOT);
        Optional<Platform> known = Arrays.stream(Platform.values())
                .filter(one -> one.name().equals(named))
                .findFirst();
        if (!platform.isEmpty() && known.isEmpty()) {
            return Optional.of("platform must be one of MOBILE, DESKTOP, WEB, API, OTHER: " + platform);
        }
        List<Violation> unlisted = offer.unlisted(
                symptom.isEmpty() ? null : symptom, known.orElse(null), region.isEmpty() ? null : region);
        if (!unlisted.isEmpty()) {
            return Optional.of(unlisted.get(0).field() + " " + unlisted.get(0).message());
        }
        Report.Key key = Report.Key.of(offer, at, known.orElse(null), region, symptom);
        counts.merge(key, reports, Long::sum);
        first = Math.min(first, key.minute());
        last = Math.max(last, key.minute());
        accepted++;
        return Optional.empty();
    }

    private static String cell(CSVRecord line, Map<String, Integer> columns, String name) {
        Integer column = columns.get(name);
        return column == null ? "" : line.get(column);
    }

    private static @Nullable Instant time(String cell) {
        try {
            Instant at = OffsetDateTime.parse(cell.replaceFirst(" ", "T")).toInstant();
            return at.isBefore(JsonRules.EARLIEST) || !at.isBefore(JsonRules.LATEST) ? null : at;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static @Nullable Long count(String cell) {
        try {
            BigDecimal number = new BigDecimal(cell);
            boolean whole = number.signum() >= 0
                    && number.compareTo(MOST_AT_ONCE) <= 0
                    && number.setScale(0, RoundingMode.DOWN).compareTo(number) == 0;
            return whole ? number.longValue() : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** How many reports there were, by what they say; at least one line. */
    Map<Report.Key, Long> counts() {
        return counts;
    }

    int first() {
        return first;
    }

    int last() {
        return last;
    }

    /** How many lines were taken. */
    long accepted() {
        return accepted;
    }

    /** How many lines held no count. */
    long gaps() {
        return gaps;
    }

    /** How many lines were not taken. */
    long faults() {
        return faults;
    }

    /** The first of those that were not taken. */
    List<Rejected> rejected() {
        return rejected;
    }
}
