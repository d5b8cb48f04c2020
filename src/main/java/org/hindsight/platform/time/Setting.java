package org.hindsight.platform.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a text with a time in it, and fills in what the text leaves out. A person who types has a
 * zone and a {@link #live now}; a line of a document has the {@link #under day} of its heading, perhaps a zone
 * that the document {@link #stating states} ("all times in PST"), and lines {@link #between} which it stands.
 *
 * @param zone of times that do not name one
 * @param zoneStated whether that zone is certain: the text says it elsewhere
 * @param now the moment that "10m ago" and "yesterday" count from
 * @param day the day of times that do not name one
 * @param previous the time of the line before
 * @param next the time of the line after
 * @param ahead whether the time is one to come: "in 20 min", "30m", "tomorrow 9:00", the nearest 14:30
 */
public record Setting(
        NamedZone zone,
        boolean zoneStated,
        @Nullable Instant now,
        @Nullable LocalDate day,
        @Nullable Instant previous,
        @Nullable Instant next,
        boolean ahead) {

    public Setting {
        if (now == null && day == null) {
            throw new IllegalArgumentException("a time is read at some moment or under some day");
        }
    }

    /** Typed at a moment, by somebody in that zone. */
    public static Setting live(ZoneId zone, Instant now) {
        return live(NamedZone.of(zone), now);
    }

    /** As {@link #live(ZoneId, Instant)}, for a zone by any of its names. */
    public static Setting live(NamedZone zone, Instant now) {
        return new Setting(zone, false, now, null, null, null, false);
    }

    /** Typed at a moment about a time to come. */
    public static Setting ahead(ZoneId zone, Instant now) {
        return new Setting(NamedZone.of(zone), false, now, null, null, null, true);
    }

    /** Written under a heading with that day, in a document whose zone is not known but likely this one. */
    public static Setting under(LocalDate day, ZoneId zone) {
        return new Setting(NamedZone.of(zone), false, null, day, null, null, false);
    }

    /** The same in a document that states its zone. */
    public Setting stating(NamedZone stated) {
        return new Setting(stated, true, now, day, previous, next, ahead);
    }

    /** The same, written at that moment: what lies after it is said to be in the future. */
    public Setting writtenAt(Instant moment) {
        return new Setting(zone, zoneStated, moment, day, previous, next, ahead);
    }

    /** The same, among lines that should be in order. */
    public Setting between(@Nullable Instant before, @Nullable Instant after) {
        return new Setting(zone, zoneStated, now, day, before, after, ahead);
    }
}
