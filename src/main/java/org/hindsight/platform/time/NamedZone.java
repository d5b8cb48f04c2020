package org.hindsight.platform.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time zone as people name it: {@code UTC}, {@code Europe/London}, {@code -07:00}, {@code PST}, {@code central},
 * {@code Denver}, {@code PST (UTC-7)}. An abbreviation means the offset that it stands for, in summer and in
 * winter, and may mean several.
 *
 * @param name as it was written
 * @param meanings what it stands for, the likeliest first
 * @param stated an offset that was written beside the name; it wins
 * @param doubt what is to be said wherever the name is used
 */
public record NamedZone(
        String name,
        List<Meaning> meanings,
        @Nullable ZoneOffset stated,
        @Nullable Doubt doubt) {

    /**
     * One thing that the name stands for.
     *
     * @param id an offset, or a zone with its summers
     * @param kept the zone in which that name is used
     */
    public record Meaning(ZoneId id, ZoneId kept) {}

    public NamedZone {
        meanings = List.copyOf(meanings);
    }

    public static NamedZone of(ZoneId zone) {
        ZoneId id = zone.normalized() instanceof ZoneOffset offset ? offset : zone;
        return new NamedZone(id.equals(ZoneOffset.UTC) ? "UTC" : id.getId(), List.of(new Meaning(id, id)), null, null);
    }

    /** A name by itself: an IANA name, an offset, an abbreviation, a city; empty for one that nobody knows. */
    public static Optional<NamedZone> read(String name) {
        String text = name.strip();
        if (ZoneId.getAvailableZoneIds().contains(text)) {
            return Optional.of(of(ZoneId.of(text)));
        }
        Line line = new Line(text);
        NamedZone read = ZoneReader.alone(line);
        line.spaces();
        return line.atEnd() || line.peek() == '(' ? Optional.ofNullable(read) : Optional.empty();
    }

    NamedZone beside(ZoneOffset offset) {
        return new NamedZone(name, meanings, offset, doubt);
    }

    boolean isUtc() {
        return meanings.get(0).id().equals(ZoneOffset.UTC);
    }

    /**
     * What is meant: of several, what the name stands for where the reader is.
     *
     * @param around when, more or less
     */
    Meaning meant(NamedZone reader, Instant around, List<Doubt> doubts) {
        if (doubt != null) {
            doubts.add(doubt);
        }
        if (stated != null) {
            return asStated(stated, around, doubts);
        }
        if (!reader.equals(this)) {
            ZoneId own = reader.meanings().get(0).kept();
            for (Meaning meaning : meanings) {
                if (meaning.kept().getRules().equals(own.getRules())) {
                    return meaning;
                }
            }
        }
        Meaning likeliest = meanings.get(0);
        if (meanings.stream().anyMatch(other -> !other.id().equals(likeliest.id()))) {
            doubts.add(new Doubt(
                    Doubt.Code.ZONE_AMBIGUOUS,
                    name + " is the name of several zones. It was taken as UTC" + sign(offset(likeliest.id(), around))
                            + " (" + likeliest.kept().getId() + ")."));
        }
        return likeliest;
    }

    private Meaning asStated(ZoneOffset offset, Instant around, List<Doubt> doubts) {
        for (Meaning meaning : meanings) {
            if (offset(meaning.id(), around).equals(offset)) {
                return new Meaning(offset, meaning.kept());
            }
        }
        doubts.add(new Doubt(
                Doubt.Code.ZONE_CONTRADICTION,
                name + " is not UTC" + sign(offset) + ". The offset was taken, not the name."));
        return new Meaning(offset, offset);
    }

    /** Says so where the people of that zone used another offset then than its name stands for. */
    void checkLabel(Meaning meant, Instant at, List<Doubt> doubts) {
        ZoneOffset used = offset(meant.id(), at);
        ZoneOffset kept = offset(meant.kept(), at);
        if (!kept.equals(used)) {
            doubts.add(new Doubt(
                    Doubt.Code.ZONE_LABEL_SUSPECT,
                    name + " is UTC" + sign(used) + ", but on " + Words.day(LocalDate.ofInstant(at, meant.id()))
                            + " the clocks of " + meant.kept().getId() + " were at UTC" + sign(kept)
                            + ". It was read as written."));
        }
    }

    private static ZoneOffset offset(ZoneId zone, Instant at) {
        return zone.getRules().getOffset(at);
    }

    private static String sign(ZoneOffset offset) {
        return offset.getTotalSeconds() == 0 ? "" : offset.getId().replace('-', '−');
    }
}
