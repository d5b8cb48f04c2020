package org.hindsight.postmortem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hindsight.followup.DueMoved;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Duration;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;
import org.hindsight.incident.Platform;
import org.hindsight.incident.Severity;
import org.hindsight.incident.Status;
import org.hindsight.investigation.Sample;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.SafeHtml;
import org.hindsight.platform.time.Precision;
import org.hindsight.pulse.Counted;
import org.hindsight.pulse.curve.Curve;
import org.hindsight.timeline.EntryKind;
import org.jspecify.annotations.Nullable;

/**
 * Everything of an incident that a document for one audience may show. For the public, what is internal
 * is not hidden in here but absent: whoever renders these facts cannot leak it. Retracted things are
 * never part of them.
 *
 * <p>States, types and categories of the investigation are their names in the API ({@code RULED_OUT}).
 *
 * @param gatheredAt the moment to which they hold
 * @param statuses how the status moved, in order; for the public only where the entry that says it is public
 * @param roles who held which part in the response; for the public without the person
 * @param reports what users reported of the services; for the public only of those whose page is public
 * @param attachments the files at those entries that stand; for the public only those that are public as well
 */
public record Facts(
        Audience audience,
        Instant gatheredAt,
        Head incident,
        Map<MilestoneName, MilestoneView> milestones,
        List<Duration> durations,
        List<StatusChange> statuses,
        List<RoleHeld> roles,
        List<Entry> entries,
        List<Symptom> symptoms,
        List<Cause> causes,
        List<Impact> impacts,
        List<Workaround> workarounds,
        List<Signal> signals,
        List<Action> actions,
        List<UserReports> reports,
        List<Attachment> attachments) {

    /** Editions were published before they knew of attachments. */
    public Facts {
        attachments = Objects.requireNonNullElse(attachments, List.of());
    }

    /**
     * The incident itself.
     *
     * @param summary Markdown
     * @param services names of the catalogue, not slugs
     */
    public record Head(
            String ref,
            String title,
            @Nullable String summary,
            Severity severity,
            Status status,
            String zone,
            List<String> services,
            Instant declaredAt,
            int revision) {}

    /**
     * A status that the incident took.
     *
     * @param entry the entry that says it, where the audience may read it
     */
    public record StatusChange(
            Status status, Instant at, @Nullable Integer entry) {}

    /**
     * A part in the response.
     *
     * @param role as people say it: "incident commander"
     */
    public record RoleHeld(String role, @Nullable String person) {}

    /**
     * A timeline entry.
     *
     * @param text Markdown
     * @param zone in which its time was typed
     * @param by who says it: a source, a person (internally) or a role or pseudonym (in public)
     * @param fromSource whether that is a source outside
     * @param loggedLate whether it was written down so late that readers should know
     */
    public record Entry(
            int no,
            EntryKind kind,
            String text,
            Instant occurredAt,
            @Nullable Instant endedAt,
            Precision precision,
            @Nullable Integer plusMinusMinutes,
            String zone,
            Instant recordedAt,
            boolean loggedLate,
            String by,
            boolean fromSource,
            @Nullable String sourceUrl,
            boolean starred,
            Audience audience) {

        public SafeHtml html() {
            return Markdown.line(text);
        }

        public java.time.Duration delay() {
            return java.time.Duration.between(occurredAt, recordedAt);
        }
    }

    /**
     * What users experienced.
     *
     * @param services names of the catalogue
     * @param sharePercent how much of all reports it made up, as somebody wrote
     * @param counted the same as it was counted, where nobody wrote it
     */
    public record Symptom(
            int no,
            String statement,
            @Nullable Platform platform,
            List<String> regions,
            List<String> services,
            @Nullable Instant firstSeenAt,
            @Nullable Instant lastSeenAt,
            @Nullable BigDecimal sharePercent,
            Counted.@Nullable Portion counted) {}

    /**
     * A hypothesis and what became of it.
     *
     * @param effects what it explains, as far as the audience may read of that
     */
    public record Cause(
            int no,
            String statement,
            @Nullable String category,
            @Nullable String part,
            String state,
            @Nullable String confidence,
            @Nullable String reason,
            List<Weight> evidence,
            List<Effect> effects) {

        /** Editions were published before causes could say what they explain. */
        public Cause {
            effects = Objects.requireNonNullElse(effects, List.of());
        }

        public boolean ruledOut() {
            return state.equals("RULED_OUT");
        }
    }

    /**
     * An entry that speaks for or against a cause.
     *
     * @param weighs {@code FOR} or {@code AGAINST}
     * @param note internal: absent in public facts
     */
    public record Weight(int entry, String weighs, @Nullable String note) {}

    /**
     * What a cause helped to bring about: either another cause or an entry.
     *
     * @param note internal: absent in public facts
     */
    public record Effect(
            @Nullable Integer cause,
            @Nullable Integer entry,
            @Nullable String note) {}

    /**
     * A number that means something: either {@code value} or {@code low} and {@code high}.
     *
     * @param figure the value or range in words: "305 teams"
     * @param figureOfAll the same with its denominator: "90 of 305 teams, 30 %"
     * @param service a name of the catalogue
     * @param series the samples behind it, in order of time; null if there are none, as in editions from before they were told
     */
    public record Impact(
            int no,
            String key,
            String name,
            @Nullable BigDecimal value,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            String unit,
            @Nullable BigDecimal outOf,
            String figure,
            @Nullable String figureOfAll,
            String basis,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String service,
            @Nullable String region,
            @Nullable Platform platform,
            @Nullable String source,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Sample> series) {}

    /** Advice to users. */
    public record Workaround(int no, String text, String state) {}

    /** A quotation from outside. */
    public record Signal(
            int no,
            String quote,
            String sourceName,
            @Nullable String url,
            Instant at) {}

    /**
     * What is to be done.
     *
     * @param owner in public a team, a role or a pseudonym, never a person
     * @param causes the numbers of the causes that it answers
     * @param dueMoved how often its due date was moved, if it was; always null in public
     */
    public record Action(
            int no,
            String title,
            String type,
            @Nullable String owner,
            @Nullable LocalDate dueOn,
            @Nullable String priority,
            String state,
            @Nullable String reason,
            @Nullable String trackerUrl,
            List<Integer> causes,
            @Nullable DueMoved dueMoved) {}

    /**
     * What users reported of a service, from an hour before the incident until an hour after it.
     *
     * @param service a name of the catalogue
     * @param total how many reports came while the incident lasted
     * @param shares of what these speak
     * @param peak the step with most reports
     * @param step how long each step lasts, in ISO 8601
     */
    @JsonPropertyOrder({"service", "total", "shares", "peak", "step", "steps"})
    public record UserReports(
            String service,
            long total,
            List<Counted.Share> shares,
            Curve.Step peak,
            String step,
            @JsonIgnore Curve curve) {

        @JsonProperty
        public List<Curve.Step> steps() {
            return curve.steps();
        }
    }

    /**
     * A file at an entry.
     *
     * @param id its number within the incident
     * @param type what its bytes are, as the server found
     * @param sha256 of the file as it was attached; a picture in a public bundle is without what its maker wrote beside
     *     the pixels, and has another one
     * @param width in pixels, where it is a picture
     */
    public record Attachment(
            int id,
            int entry,
            String name,
            String type,
            long bytes,
            String sha256,
            @Nullable Integer width,
            @Nullable Integer height) {

        private static final int LONGEST = 80;

        /**
         * Where it lies in the bundle of an edition, and where the Markdown file beside it finds it: a path that means
         * nothing but itself on any system.
         */
        public String place() {
            String plain = name.replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "-").replaceAll("\\.{2,}|[-.]+$|^[-.]+", "");
            int surplus = plain.codePointCount(0, plain.length()) - LONGEST;
            String kept = surplus <= 0 ? plain : plain.substring(plain.offsetByCodePoints(0, surplus));
            return "attachments/" + id + "-" + (kept.isEmpty() ? "file" : kept);
        }
    }

    public Optional<Attachment> attachment(int id) {
        return attachments.stream().filter(attachment -> attachment.id() == id).findFirst();
    }

    public Optional<Entry> entry(int no) {
        return entries.stream().filter(entry -> entry.no() == no).findFirst();
    }

    public Optional<Cause> cause(int no) {
        return causes.stream().filter(cause -> cause.no() == no).findFirst();
    }

    public Optional<Instant> at(MilestoneName name) {
        return Optional.ofNullable(milestones.get(name)).map(MilestoneView::at);
    }

    public List<Entry> starred() {
        return entries.stream().filter(Entry::starred).toList();
    }
}
