package org.hindsight.edition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.Status;
import org.hindsight.platform.SafeHtml;
import org.hindsight.platform.drawing.Svg;
import org.hindsight.platform.time.Precision;
import org.hindsight.pulse.curve.Curve;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a whole incident: its milestones, phases and durations on one time axis, as two drawings
 * (one lies, one stands for narrow screens), with the same said in words and in a table. All times are
 * UTC. What is not known is left out, never guessed. Depends on nothing but what it is given.
 */
final class Overview {

    /**
     * A milestone that is known.
     *
     * @param plusMinusMinutes how far it may be off, where that is known
     */
    record Mark(
            MilestoneName name,
            Instant at,
            Precision precision,
            @Nullable Integer plusMinusMinutes) {

        String label() {
            String spoken = name.spoken();
            return spoken.substring(0, 1).toUpperCase(Locale.ROOT) + spoken.substring(1);
        }
    }

    /** The incident took another status. */
    record Turn(Status to, Instant at) {}

    /** A phase from its first to its last moment; never empty. */
    record Stretch(Phase phase, Instant from, Instant to) {

        String length() {
            return Lengths.words(Duration.between(from, to));
        }
    }

    /** A duration with both its ends; never empty. */
    record Span(String purpose, Instant from, Instant to) {

        Duration length() {
            return Duration.between(from, to);
        }

        String label() {
            return Lengths.words(length()) + " " + purpose;
        }
    }

    /**
     * What users reported of a service, which is drawn on the same axis.
     *
     * @param curve may begin before the incident and end after it
     */
    record Reports(String service, Curve curve) {}

    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    static final DateTimeFormatter WHOLE_DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final Duration NIGHT = Duration.ofHours(6);

    final List<Mark> marks;
    final List<Stretch> stretches;
    final List<Span> spans;
    final Instant start;
    final Instant end;
    final @Nullable Ridge ridge;
    private final boolean ongoing;

    private Overview(
            List<Mark> marks,
            List<Stretch> stretches,
            List<Span> spans,
            @Nullable Reports reports,
            @Nullable Instant now) {
        this.marks = marks;
        this.stretches = stretches;
        this.spans = spans;
        this.start = marks.get(0).at();
        Instant last = marks.get(marks.size() - 1).at();
        this.ongoing = now != null;
        this.end = now != null && now.isAfter(last) ? now : last;
        this.ridge = reports == null
                ? null
                : Ridge.of(reports, start, start.plus(length())).orElse(null);
    }

    /**
     * The picture, or nothing where no milestone is known.
     *
     * @param turns the changes of status, in any order
     * @param reports the curve of user reports, where there is one
     * @param now the end of the axis while the incident lasts; null once it is over
     */
    static Optional<Overview> of(
            Collection<Mark> milestones,
            Collection<org.hindsight.incident.Duration> durations,
            Collection<Turn> turns,
            @Nullable Reports reports,
            @Nullable Instant now) {
        if (milestones.isEmpty()) {
            return Optional.empty();
        }
        List<Mark> marks = milestones.stream()
                .sorted(Comparator.comparing(Mark::at).thenComparing(Mark::name))
                .toList();
        return Optional.of(new Overview(marks, stretches(marks, turns, now), spans(marks, durations), reports, now));
    }

    private static Optional<Instant> at(List<Mark> marks, MilestoneName name) {
        return marks.stream().filter(mark -> mark.name() == name).map(Mark::at).findFirst();
    }

    private static List<Stretch> stretches(List<Mark> marks, Collection<Turn> turns, @Nullable Instant now) {
        List<Stretch> stretches = new ArrayList<>();
        Optional<Instant> started = at(marks, MilestoneName.IMPACT_STARTED);
        Optional<Instant> detected = at(marks, MilestoneName.DETECTED);
        Optional<Instant> declared = at(marks, MilestoneName.DECLARED);
        Optional<Instant> over = at(marks, MilestoneName.RESOLVED).or(() -> Optional.ofNullable(now));
        boolean inOrder =
                declared.isEmpty() || detected.isEmpty() || !declared.get().isBefore(detected.get());
        if (inOrder) {
            add(stretches, Phase.UNNOTICED, started, detected);
        }
        if (declared.isPresent() && over.isPresent() && declared.get().isBefore(over.get())) {
            add(stretches, Phase.NOTICED, detected, declared);
            addResponse(stretches, marks, turns, declared.get(), over.get());
        }
        return List.copyOf(stretches);
    }

    private static void addResponse(
            List<Stretch> stretches, List<Mark> marks, Collection<Turn> turns, Instant declared, Instant over) {
        Stream<Turn> mitigated = turns.stream().anyMatch(turn -> turn.to() == Status.MONITORING)
                ? Stream.empty()
                : at(marks, MilestoneName.MITIGATED).stream().map(at -> new Turn(Status.MONITORING, at));
        List<Turn> all = Stream.concat(turns.stream(), mitigated)
                .filter(turn -> turn.at().isAfter(declared) && turn.at().isBefore(over))
                .sorted(Comparator.comparing(Turn::at))
                .toList();
        Status status = Status.INVESTIGATING;
        Instant since = declared;
        for (Turn turn : all) {
            if (turn.to() != status) {
                add(stretches, status, since, turn.at());
                status = turn.to();
                since = turn.at();
            }
        }
        add(stretches, status, since, over);
    }

    private static void add(List<Stretch> stretches, Status status, Instant from, Instant to) {
        if (status.ongoing()) {
            add(stretches, Phase.valueOf(status.name()), Optional.of(from), Optional.of(to));
        }
    }

    private static void add(List<Stretch> stretches, Phase phase, Optional<Instant> from, Optional<Instant> to) {
        if (from.isPresent() && to.isPresent() && from.get().isBefore(to.get())) {
            stretches.add(new Stretch(phase, from.get(), to.get()));
        }
    }

    /** Longest first. Those that do not come out as a length (in odd order, or at once) are not drawn. */
    private static List<Span> spans(List<Mark> marks, Collection<org.hindsight.incident.Duration> durations) {
        return durations.stream()
                .flatMap(duration -> at(marks, duration.from()).stream()
                        .flatMap(from -> at(marks, duration.to()).stream()
                                .map(to -> new Span(
                                        duration.key()
                                                .replaceFirst("^time-", "")
                                                .replace('-', ' '),
                                        from,
                                        to))))
                .filter(span -> span.from().isBefore(span.to()))
                .sorted(Comparator.comparing(Span::length).reversed())
                .toList();
    }

    /** How long the axis is; at least a second, so that a single moment can stand on it. */
    Duration length() {
        Duration length = Duration.between(start, end);
        return length.toSeconds() < 1 ? Duration.ofSeconds(1) : length;
    }

    private boolean overSeveralDays() {
        return !day(start).equals(day(end)) && length().compareTo(NIGHT) > 0;
    }

    private boolean secondsMatter() {
        return length().compareTo(SHORT) < 0
                && marks.stream().anyMatch(mark -> mark.at().getEpochSecond() % 60 != 0);
    }

    static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** The moment as it stands beside its milestone: {@code ~14:00}, with the day where there are several. */
    String time(Mark mark) {
        var at = mark.at().atOffset(ZoneOffset.UTC);
        if (mark.precision() == Precision.DAY) {
            return DAY.format(at);
        }
        boolean rough = mark.precision() == Precision.ABOUT || mark.precision() == Precision.HOUR;
        boolean fine = mark.precision() == Precision.SECOND && secondsMatter();
        return (overSeveralDays() ? DAY.format(at) + " " : "")
                + (rough ? "~" : "")
                + (fine ? SECONDS : MINUTES).format(at);
    }

    /** A moment on the axis, with the day where there are several. */
    String time(Instant instant) {
        var at = instant.atOffset(ZoneOffset.UTC);
        return (overSeveralDays() ? DAY.format(at) + " " : "") + MINUTES.format(at);
    }

    /** All of it in words. */
    String words() {
        String milestones = marks.stream()
                .map(mark -> mark.label() + " " + time(mark).replace("~", "about "))
                .collect(Collectors.joining(", "));
        String phases = stretches.stream()
                .map(stretch -> stretch.phase().spoken() + " for " + stretch.length())
                .collect(Collectors.joining(", "));
        return "All times are UTC, " + days() + ". " + milestones + "."
                + (phases.isEmpty() ? "" : " " + phases + ".")
                + (ridge == null
                        ? ""
                        : " " + ridge.heading() + ": at most " + ridge.peak() + ", at " + time(ridge.since()) + ".")
                + (ongoing ? " It was not over yet." : "");
    }

    private String days() {
        String first = WHOLE_DAY.format(day(start));
        String last = WHOLE_DAY.format(day(end));
        return first.equals(last) ? first : first + " to " + last;
    }

    private String caption() {
        String rough = marks.stream()
                .filter(mark -> mark.plusMinusMinutes() != null)
                .map(mark -> mark.label() + " is known to ± " + mark.plusMinusMinutes() + " min.")
                .collect(Collectors.joining(" "));
        return "All times are UTC, " + days() + "." + (rough.isEmpty() ? "" : " " + rough)
                + (spans.isEmpty() ? "" : " Each line above the band is a duration from one milestone to another.")
                + (ridge == null
                        ? ""
                        : " The curve on the band: " + ridge.heading().replaceFirst("^U", "u") + ", at most "
                                + ridge.peak() + ".")
                + (ongoing ? " It was not over yet when this was drawn." : "");
    }

    /** The figure: both drawings, the table, the key. */
    SafeHtml html() {
        StringBuilder html = new StringBuilder("<figure class=\"overview\" data-wide>\n");
        new WideDrawing(this).draw(html);
        new TallDrawing(this).draw(html);
        html.append("<figcaption>");
        if (!stretches.isEmpty()) {
            html.append("<ul class=\"overview-key\">");
            stretches.forEach(stretch -> html.append("<li data-phase=\"")
                    .append(stretch.phase())
                    .append("\">")
                    .append(stretch.phase().spoken())
                    .append(" <data>")
                    .append(stretch.length())
                    .append("</data></li>"));
            html.append("</ul>");
        }
        html.append("<p>").append(Svg.escaped(caption())).append("</p>");
        table(html);
        html.append("</figcaption>\n</figure>");
        return new SafeHtml(html.toString());
    }

    private void table(StringBuilder html) {
        html.append("<details class=\"overview-table\"><summary>The picture as a table</summary>")
                .append("<table class=\"report-table\"><thead><tr><th scope=\"col\">Milestone</th>")
                .append("<th scope=\"col\">Time</th><th scope=\"col\">After the first</th></tr></thead><tbody>");
        for (Mark mark : marks) {
            Duration after = Duration.between(start, mark.at());
            html.append("<tr><th scope=\"row\">")
                    .append(Svg.escaped(mark.label()))
                    .append("</th><td data-label=\"Time\"><time datetime=\"")
                    .append(mark.at())
                    .append("\">")
                    .append(Svg.escaped(WHOLE_DAY.format(day(mark.at())) + ", " + clock(mark)))
                    .append("</time></td><td data-label=\"After the first\">")
                    .append(after.isZero() ? "–" : Svg.escaped(Lengths.words(after)))
                    .append("</td></tr>");
        }
        html.append("</tbody></table></details>\n");
    }

    private static String clock(Mark mark) {
        var at = mark.at().atOffset(ZoneOffset.UTC);
        return switch (mark.precision()) {
            case DAY -> "that day";
            case ABOUT, HOUR -> "about " + MINUTES.format(at) + " UTC";
            case MINUTE -> MINUTES.format(at) + " UTC";
            case SECOND -> (at.getSecond() == 0 ? MINUTES : SECONDS).format(at) + " UTC";
        };
    }
}
