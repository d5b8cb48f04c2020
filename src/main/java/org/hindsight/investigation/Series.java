package org.hindsight.investigation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hindsight.platform.json.JsonRules;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Reads the samples of a metric out of what other programs write. All of it is read or none: each fault is
 * named by its line or place.
 */
final class Series {

    static final int MOST = 50_000;

    private static final int LONGEST_CELL = 64;
    private static final int MOST_FAULTS = 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final CSVFormat CSV =
            CSVFormat.DEFAULT.builder().setTrim(true).setIgnoreEmptyLines(true).get();

    private final TreeMap<Instant, Double> samples = new TreeMap<>();
    private final List<Violation> faults = new ArrayList<>();

    private Series() {}

    /**
     * Lines of {@code time,value}, with or without that header. A time needs an offset; a line without a
     * value is a gap and is left out.
     */
    static List<Sample> ofCsv(String text) {
        Series series = new Series();
        String body = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try (CSVParser parser = CSVParser.parse(body, CSV)) {
            series.read(parser);
        } catch (IOException | UncheckedIOException unreadable) {
            throw Problem.invalid("The body cannot be read as CSV: " + cause(unreadable));
        }
        return series.whole();
    }

    private static String cause(Exception unreadable) {
        Throwable cause = unreadable.getCause() == null ? unreadable : unreadable.getCause();
        return String.valueOf(cause.getMessage());
    }

    private void read(CSVParser parser) {
        Iterator<CSVRecord> lines = parser.iterator();
        boolean first = true;
        while (lines.hasNext()) {
            CSVRecord line = lines.next();
            if (!first || !isHeader(line)) {
                read(line, "line " + parser.getCurrentLineNumber());
            }
            first = false;
        }
    }

    private static boolean isHeader(CSVRecord line) {
        return line.size() == 2
                && line.get(0).equalsIgnoreCase("time")
                && line.get(1).equalsIgnoreCase("value");
    }

    private void read(CSVRecord line, String place) {
        if (line.stream().allMatch(String::isEmpty)
                || (line.size() == 2 && line.get(1).isEmpty())) {
            return;
        }
        if (line.size() != 2) {
            fault(place, "must have two cells, time and value; it has " + line.size());
            return;
        }
        Instant at = time(line.get(0));
        if (at == null) {
            fault(place, "must begin with a time with an offset, such as 2026-11-23T14:05:00Z: " + shown(line.get(0)));
            return;
        }
        add(place, at, line.get(1));
    }

    private static @Nullable Instant time(String cell) {
        try {
            return OffsetDateTime.parse(cell.replaceFirst(" ", "T")).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** The answer of Prometheus to {@code query_range}, with exactly one series in it. */
    static List<Sample> ofPrometheus(JsonNode body) {
        Series series = new Series();
        JsonNode result = body.path("data").path("result");
        if (!body.path("status").asText().equals("success")
                || !body.path("data").path("resultType").asText().equals("matrix")
                || !result.isArray()) {
            throw Problem.invalid("The body must be a successful answer of Prometheus to query_range (a matrix).");
        }
        if (result.size() != 1 || !result.path(0).path("values").isArray()) {
            throw Problem.invalid("data.result", "must hold exactly one series; it holds " + result.size());
        }
        int i = 0;
        for (JsonNode pair : result.path(0).path("values")) {
            series.read(pair, "data.result[0].values[" + i++ + "]");
        }
        return series.whole();
    }

    private void read(JsonNode pair, String place) {
        if (pair.size() != 2 || !pair.path(0).isNumber() || !pair.path(1).isTextual()) {
            fault(place, "must be a pair of a time in seconds and a value as text");
            return;
        }
        BigDecimal seconds = pair.path(0).decimalValue();
        if (seconds.compareTo(BigDecimal.valueOf(JsonRules.LATEST.getEpochSecond())) >= 0
                || seconds.compareTo(BigDecimal.valueOf(JsonRules.EARLIEST.getEpochSecond())) < 0) {
            fault(place, "must lie between the years 1900 and 2199");
            return;
        }
        long millis =
                seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
        add(place, Instant.ofEpochMilli(millis), pair.path(1).asText());
    }

    private void add(String place, Instant at, String cell) {
        if (at.isBefore(JsonRules.EARLIEST) || !at.isBefore(JsonRules.LATEST)) {
            fault(place, "must lie between the years 1900 and 2199");
            return;
        }
        double value = number(cell);
        if (!Double.isFinite(value)) {
            fault(place, "must have a finite number as its value, with a point for decimals: " + shown(cell));
            return;
        }
        if (samples.putIfAbsent(at, value) != null) {
            fault(place, "has a time that came before: " + at);
        }
        if (samples.size() > MOST) {
            throw Problem.tooMuch("A series may hold at most " + MOST + " samples.");
        }
    }

    private static double number(String cell) {
        try {
            return cell.length() > LONGEST_CELL ? Double.NaN : new BigDecimal(cell).doubleValue();
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    private static String shown(String cell) {
        return cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) + "…" : cell;
    }

    private void fault(String place, String message) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Violation(place, message));
        }
    }

    private List<Sample> whole() {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        if (samples.isEmpty()) {
            throw Problem.invalid("There is no sample in the body.");
        }
        return samples.entrySet().stream()
                .map(sample -> new Sample(sample.getKey(), sample.getValue()))
                .toList();
    }
}
