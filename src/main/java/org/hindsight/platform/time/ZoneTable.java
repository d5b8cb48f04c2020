package org.hindsight.platform.time;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The everyday names of time zones. The zones themselves come from the IANA data of the platform. */
final class ZoneTable {

    /** Name, what it stands for, where it is used. Those with several lines are ambiguous; the likeliest first. */
    private static final String ABBREVIATIONS = """
            UTC  +00:00 Z
            GMT  +00:00 Z
            PST  -08:00 America/Los_Angeles
            PDT  -07:00 America/Los_Angeles
            MST  -07:00 America/Phoenix
            MDT  -06:00 America/Denver
            CST  -06:00 America/Chicago
            CST  -06:00 America/Mexico_City
            CST  -06:00 America/Winnipeg
            CST  +08:00 Asia/Shanghai
            CST  +08:00 Asia/Taipei
            CDT  -05:00 America/Chicago
            EST  -05:00 America/New_York
            EDT  -04:00 America/New_York
            AKST -09:00 America/Anchorage
            AKDT -08:00 America/Anchorage
            HST  -10:00 Pacific/Honolulu
            AST  -04:00 America/Halifax
            AST  +03:00 Asia/Riyadh
            ADT  -03:00 America/Halifax
            NST  -03:30 America/St_Johns
            NDT  -02:30 America/St_Johns
            BRT  -03:00 America/Sao_Paulo
            WET  +00:00 Europe/Lisbon
            WEST +01:00 Europe/Lisbon
            BST  +01:00 Europe/London
            BST  +06:00 Asia/Dhaka
            IST  +05:30 Asia/Kolkata
            IST  +02:00 Asia/Jerusalem
            IST  +01:00 Europe/Dublin
            IDT  +03:00 Asia/Jerusalem
            CET  +01:00 Europe/Paris
            CEST +02:00 Europe/Paris
            MEZ  +01:00 Europe/Berlin
            MESZ +02:00 Europe/Berlin
            EET  +02:00 Europe/Athens
            EEST +03:00 Europe/Athens
            MSK  +03:00 Europe/Moscow
            МСК  +03:00 Europe/Moscow
            TRT  +03:00 Europe/Istanbul
            SAST +02:00 Africa/Johannesburg
            GST  +04:00 Asia/Dubai
            PKT  +05:00 Asia/Karachi
            ICT  +07:00 Asia/Bangkok
            WIB  +07:00 Asia/Jakarta
            SGT  +08:00 Asia/Singapore
            HKT  +08:00 Asia/Hong_Kong
            AWST +08:00 Australia/Perth
            JST  +09:00 Asia/Tokyo
            KST  +09:00 Asia/Seoul
            ACST +09:30 Australia/Darwin
            ACDT +10:30 Australia/Adelaide
            AEST +10:00 Australia/Brisbane
            AEDT +11:00 Australia/Sydney
            NZST +12:00 Pacific/Auckland
            NZDT +13:00 Pacific/Auckland
            PT   America/Los_Angeles America/Los_Angeles
            MT   America/Denver America/Denver
            CT   America/Chicago America/Chicago
            ET   America/New_York America/New_York
            """;

    /** Those that are no words of a sentence when they are written small. */
    private static final Set<String> ALSO_SMALL =
            Set.of("utc", "gmt", "pst", "pdt", "mdt", "cst", "cdt", "edt", "cet", "cest", "eest", "jst");

    private static final Map<String, String> SPOKEN = Map.of(
            "pacific", "America/Los_Angeles",
            "mountain", "America/Denver",
            "central", "America/Chicago",
            "eastern", "America/New_York");

    private static final Set<String> CONTINENTS =
            Set.of("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific");

    private static final Set<String> NO_CITIES = Set.of("North", "South", "West");

    private static final Map<String, List<NamedZone.Meaning>> BY_ABBREVIATION = abbreviations();
    private static final Map<String, ZoneId> BY_CITY = cities();

    private ZoneTable() {}

    /** PST, CET, utc. */
    static Optional<NamedZone> abbreviation(String word) {
        String known = ALSO_SMALL.contains(word) ? word.toUpperCase(Locale.ROOT) : word;
        return Optional.ofNullable(BY_ABBREVIATION.get(known))
                .map(meanings -> new NamedZone(known, meanings, null, null));
    }

    /** "central", as in "2am central". */
    static Optional<NamedZone> spoken(String word) {
        return Optional.ofNullable(SPOKEN.get(Line.lower(word)))
                .map(id -> place(
                        word,
                        ZoneId.of(id),
                        Doubt.Code.ZONE_AMBIGUOUS,
                        " was taken as the zone of that name in the US, "));
    }

    /** "Denver", "New York". */
    static Optional<NamedZone> city(String name) {
        return Optional.ofNullable(BY_CITY.get(name.replace(' ', '_')))
                .map(id -> place(name, id, Doubt.Code.ZONE_FROM_PLACE, " was taken as a time zone, "));
    }

    private static NamedZone place(String name, ZoneId id, Doubt.Code code, String taken) {
        return new NamedZone(
                name,
                List.of(new NamedZone.Meaning(id, id)),
                null,
                new Doubt(code, "“" + name + "”" + taken + id.getId() + "."));
    }

    private static Map<String, List<NamedZone.Meaning>> abbreviations() {
        Map<String, List<NamedZone.Meaning>> table = new HashMap<>();
        ABBREVIATIONS.lines().map(line -> line.split(" +", -1)).forEach(part -> {
            ZoneId means = part[1].contains("/") ? ZoneId.of(part[1]) : ZoneOffset.of(part[1]);
            table.computeIfAbsent(part[0], name -> new ArrayList<>())
                    .add(new NamedZone.Meaning(means, ZoneId.of(part[2])));
        });
        return table;
    }

    private static Map<String, ZoneId> cities() {
        Map<String, ZoneId> table = new HashMap<>();
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            int first = id.indexOf('/');
            String city = id.substring(id.lastIndexOf('/') + 1);
            if (first > 0 && CONTINENTS.contains(id.substring(0, first)) && !NO_CITIES.contains(city)) {
                table.putIfAbsent(city, ZoneId.of(id));
            }
        }
        return table;
    }
}
