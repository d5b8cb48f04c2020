package org.hindsight.platform.time;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads the zone that stands after a clock time: Z, +02:00, UTC-7, PST (UTC-8), US/Pacific, Denver, (МСК). */
final class ZoneReader {

    private static final int FARTHEST_EAST = 14;
    private static final int FARTHEST_WEST = 12;
    private static final int QUARTER = 15;

    private final Line line;
    private final Written moment;

    private ZoneReader(Line line, Written moment) {
        this.line = line;
        this.moment = moment;
    }

    /** The zone after the clock time of a moment. */
    static @Nullable NamedZone after(Written moment, Line line) {
        return new ZoneReader(line, moment).read();
    }

    /** A zone that stands by itself. */
    static @Nullable NamedZone alone(Line line) {
        Written nothing = new Written();
        nothing.iso = true;
        return new ZoneReader(line, nothing).read();
    }

    private @Nullable NamedZone read() {
        int before = line.place();
        line.spaces();
        NamedZone zone;
        if (line.eat('(')) {
            zone = named();
            if (zone == null || !line.eat(')')) {
                line.back(before);
                return null;
            }
            return zone;
        }
        zone = line.peek() == '+' || Line.isMinus(line.peek()) ? offset(line.place() > before) : named();
        if (zone == null) {
            line.back(before);
        }
        return zone;
    }

    /** +02:00, -0700, +0000 UTC. */
    private @Nullable NamedZone offset(boolean spaced) {
        boolean west = line.peek() != '+';
        int before = line.place();
        line.skip(1);
        String digits = line.digits();
        boolean colon = digits.length() == 2 && line.peek() == ':' && Line.isDigit(line.peek(1));
        if (colon) {
            line.skip(1);
            digits += line.digits();
        }
        boolean complete = digits.length() == 4 || (digits.length() == 2 && moment.iso && !spaced);
        ZoneOffset offset = complete && line.atBoundary() ? of(west, digits) : null;
        if (offset == null || (colon && west && rangeInstead(digits)) || (spaced && !colon && mayBeANumber(digits))) {
            line.back(before);
            return null;
        }
        return besideItsName(offset);
    }

    /** 14:05 +1000 requests. */
    private boolean mayBeANumber(String digits) {
        return moment.day == null && digits.charAt(0) != '0' && !line.standsAlone(")]|");
    }

    /** After 09:05, -11:00 is the end of a range rather than an offset; after 2026-11-23T09:05 it is none. */
    private boolean rangeInstead(String digits) {
        Clock clock = moment.clock;
        if (clock == null || moment.iso || clock.precision() == Precision.SECOND) {
            return false;
        }
        boolean later = Integer.parseInt(digits) > clock.hour() * 100 + clock.minute();
        if (Integer.parseInt(digits.substring(2)) % QUARTER != 0) {
            return true;
        }
        if (!later) {
            moment.doubt(
                    Doubt.Code.OFFSET_OR_RANGE,
                    "−" + digits.substring(0, 2) + ":" + digits.substring(2)
                            + (moment.day == null
                                    ? " was taken as the end of a range, not as an offset from UTC."
                                    : " was taken as an offset from UTC, not as the end of a range."));
        }
        return later || moment.day == null;
    }

    private NamedZone besideItsName(ZoneOffset offset) {
        int before = line.place();
        line.spaces();
        NamedZone name = ZoneTable.abbreviation(line.letters())
                .filter(known -> line.atBoundary())
                .orElse(null);
        if (name == null) {
            line.back(before);
            return NamedZone.of(offset);
        }
        return name.beside(offset);
    }

    private @Nullable NamedZone named() {
        int before = line.place();
        String word = line.letters();
        if (word.isEmpty()) {
            return null;
        }
        if (line.peek() == '/') {
            return region(before);
        }
        if (word.equalsIgnoreCase("Z") && line.atBoundary()) {
            return NamedZone.of(ZoneOffset.UTC);
        }
        NamedZone known = ZoneTable.abbreviation(word).orElse(null);
        if (known != null) {
            if (known.isUtc() && (line.peek() == '+' || Line.isMinus(line.peek()))) {
                ZoneOffset from = fromUtc();
                return from == null
                        ? null
                        : new NamedZone(line.since(before), NamedZone.of(from).meanings(), null, null);
            }
            return line.atBoundary() ? statedBeside(known) : null;
        }
        return place(before);
    }

    /** US/Pacific, America/Argentina/Buenos_Aires. */
    private @Nullable NamedZone region(int before) {
        while (Character.isLetterOrDigit(line.peek())
                || (line.peek() != '\0'
                        && "/_+-".indexOf(line.peek()) >= 0
                        && Character.isLetterOrDigit(line.peek(1)))) {
            line.skip(1);
        }
        String id = line.since(before);
        return ZoneId.getAvailableZoneIds().contains(id) ? NamedZone.of(ZoneId.of(id)) : null;
    }

    /** The -7 of UTC-7, the +5:30 of GMT+5:30. */
    private @Nullable ZoneOffset fromUtc() {
        boolean west = line.peek() != '+';
        line.skip(1);
        String hours = line.digits();
        String minutes = "00";
        if (line.peek() == ':' && Line.isDigit(line.peek(1))) {
            line.skip(1);
            minutes = line.digits();
        } else if (hours.length() == 4) {
            minutes = hours.substring(2);
            hours = hours.substring(0, 2);
        }
        boolean complete = !hours.isEmpty() && hours.length() <= 2 && minutes.length() == 2;
        return complete && line.atBoundary() ? of(west, (hours.length() == 1 ? "0" : "") + hours + minutes) : null;
    }

    /** PST (UTC-7): the offset is what the author had in mind. */
    private NamedZone statedBeside(NamedZone known) {
        int before = line.place();
        line.spaces();
        if (line.eat('(')
                && (line.eat("UTC") || line.eat("GMT"))
                && (line.peek() == '+' || Line.isMinus(line.peek()))) {
            ZoneOffset offset = fromUtc();
            if (offset != null && line.eat(')')) {
                return known.beside(offset);
            }
        }
        line.back(before);
        return known;
    }

    /** Denver, New York, central time: a zone only where no sentence goes on, since it may be about that place. */
    private @Nullable NamedZone place(int before) {
        line.back(before);
        NamedZone found = null;
        int after = before;
        for (int words = 0; words < 3; words++) {
            if (words > 0 && !line.eat(' ')) {
                break;
            }
            String word = line.letters();
            if (word.isEmpty() || !line.atBoundary()) {
                break;
            }
            NamedZone zone = ZoneTable.city(line.since(before))
                    .or(() -> ZoneTable.spoken(line.since(before)))
                    .orElse(null);
            if (zone != null) {
                found = zone;
                after = line.place();
            }
        }
        line.back(after);
        if (found == null) {
            return null;
        }
        line.spaces();
        line.eatWord("standard", "daylight");
        line.spaces();
        if (line.eatWord("time")) {
            return found;
        }
        line.back(after);
        return line.standsAlone(")]|") ? found : null;
    }

    private static @Nullable ZoneOffset of(boolean west, String digits) {
        int hours = Integer.parseInt(digits.substring(0, 2));
        int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(2)) : 0;
        if (hours > (west ? FARTHEST_WEST : FARTHEST_EAST) || minutes > 59) {
            return null;
        }
        int sign = west ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }
}
