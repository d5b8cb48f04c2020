package org.hindsight.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.platform.web.Wording;

/** Sentences of the application as pages show them: entries become links, instants are written for people. */
final class Sentences {

    private static final Pattern ENTRY = Pattern.compile("#(\\d{1,9})\\b");
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z");

    private Sentences() {}

    static List<Room.Piece> pieces(String sentence) {
        String readable =
                INSTANT.matcher(sentence).replaceAll(match -> Wording.moment(Instant.parse(match.group())) + " UTC");
        List<Room.Piece> pieces = new ArrayList<>();
        Matcher entry = ENTRY.matcher(readable);
        int from = 0;
        while (entry.find()) {
            pieces.add(new Room.Piece(readable.substring(from, entry.start()), null));
            pieces.add(new Room.Piece(entry.group(), Integer.valueOf(entry.group(1))));
            from = entry.end();
        }
        pieces.add(new Room.Piece(readable.substring(from), null));
        return pieces;
    }
}
