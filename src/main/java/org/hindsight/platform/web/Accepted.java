package org.hindsight.platform.web;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much a request wants each coding (RFC 9110, 12.5.3), in thousandths; nought is not at all.
 *
 * @param plain hardly anything where it is neither named nor refused: better than no answer
 */
record Accepted(int brotli, int gzip, int plain) {

    private static final Pattern WEIGHT = Pattern.compile("(?i)q\\s*=\\s*(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)");
    private static final int FULL = 1000;
    private static final int HARDLY = 1;
    private static final int NOT_NAMED = -1;

    /** Who says nothing gets it as it is. */
    private static final Accepted PLAIN = new Accepted(0, 0, FULL);

    /** There are few different ones, and each browser sends its own with every request. */
    private static final Map<String, Accepted> READ = new ConcurrentHashMap<>();

    private static final int MOST = 200;

    /** @param header of the request */
    static Accepted of(@Nullable String header) {
        if (header == null) {
            return PLAIN;
        }
        Accepted known = READ.get(header);
        if (known != null) {
            return known;
        }
        Accepted read = read(header);
        if (READ.size() < MOST && header.length() < MOST) {
            READ.put(header, read);
        }
        return read;
    }

    private static Accepted read(String header) {
        int brotli = NOT_NAMED;
        int gzip = NOT_NAMED;
        int plain = NOT_NAMED;
        int others = NOT_NAMED;
        for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            int end = part.indexOf(';');
            String name = (end < 0 ? part : part.substring(0, end)).strip();
            int weight = end < 0 ? FULL : weight(part.substring(end + 1).strip());
            switch (name) {
                case "br" -> brotli = weight;
                case "gzip", "x-gzip" -> gzip = weight;
                case "identity" -> plain = weight;
                case "*" -> others = weight;
                default -> {}
            }
        }
        int unnamed = Math.max(0, others);
        return new Accepted(
                brotli == NOT_NAMED ? unnamed : brotli,
                gzip == NOT_NAMED ? unnamed : gzip,
                plain != NOT_NAMED ? plain : others == 0 ? 0 : HARDLY);
    }

    /** What cannot be read is no consent. */
    private static int weight(String parameter) {
        Matcher matcher = WEIGHT.matcher(parameter);
        return matcher.matches() ? (int) Math.round(Double.parseDouble(matcher.group(1)) * FULL) : 0;
    }

    int weight(Coding coding) {
        return switch (coding) {
            case BROTLI -> brotli;
            case GZIP -> gzip;
            case PLAIN -> plain;
        };
    }
}
