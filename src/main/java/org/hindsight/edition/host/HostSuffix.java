package org.hindsight.edition.host;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hindsight.platform.problem.Problem;

/**
 * What the names of some hosts end with.
 *
 * @param text labels with dots between them, in small letters and ASCII, without a dot before it: {@code prod.example.net}
 */
record HostSuffix(String text) {

    private static final int LONGEST = 253;

    private static final Pattern BEGINNING = Pattern.compile("^(?:\\*?\\.)?");
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern LABELS = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern NUMBER_LAST = Pattern.compile("(?:.*\\.)?[0-9]+");

    /** Countries have two letters, all others of their names begin with xn; and what most of them sell names under. */
    private static final Pattern OF_A_COUNTRY =
            Pattern.compile("[a-z]{2}|xn--[^.]+|(?:ac|co|com|edu|gob|gov|ne|net|or|org)\\.[a-z]{2}");

    /** Those under which most names are found. There are some thousand more, and new ones each year. */
    private static final Pattern GENERIC =
            Pattern.compile("aero|agency|app|arpa|art|asia|biz|blog|cat|center|chat|click|cloud|club|com|company|coop|"
                    + "design|dev|digital|edu|email|events|finance|fun|games|global|gov|group|health|help|host|"
                    + "hosting|info|int|jobs|life|link|live|media|mil|mobi|museum|name|net|network|news|one|online|"
                    + "org|page|post|pro|run|services|shop|site|software|solutions|space|store|stream|studio|support|"
                    + "systems|team|tech|tel|today|tools|top|travel|video|website|wiki|work|world|xxx|xyz|zone");

    /** What somebody typed, who may have begun with a dot or {@code *.}; a refusal that says what is wrong with it. */
    static HostSuffix typed(String typed) {
        HostSuffix suffix = read(typed)
                .orElseThrow(() -> wrong("must be what host names end with, such as prod.example.net: at most 253"
                        + " letters, digits and hyphens with dots between them"));
        if (NUMBER_LAST.matcher(suffix.text).matches()) {
            throw wrong("must be a name: private addresses are found without being listed");
        }
        if (suffix.isPublic()) {
            throw wrong("is a part of the public internet that many share: no report could name any host there");
        }
        return suffix;
    }

    private static Problem wrong(String message) {
        return Problem.invalid("suffix", message);
    }

    /** As {@link #typed}, of anything that could be the end of a host name; nothing where it could not. */
    static Optional<HostSuffix> read(String typed) {
        String text = BEGINNING.matcher(typed.strip()).replaceFirst("");
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(text).toLowerCase(Locale.ROOT))
                    .filter(ascii ->
                            ascii.length() <= LONGEST && LABELS.matcher(ascii).matches())
                    .map(HostSuffix::new);
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private boolean isPublic() {
        return GENERIC.matcher(text).matches() || OF_A_COUNTRY.matcher(text).matches();
    }

    /** Whether a host has that name, or one under it. */
    boolean covers(String host) {
        return host.equals(text) || host.endsWith("." + text);
    }
}
