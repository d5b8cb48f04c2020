package org.hindsight.postmortem;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.chapter.Chapter;
import org.hindsight.incident.chapter.Leaf;
import org.jspecify.annotations.Nullable;

/** What an archive keeps of a post-mortem while it is written: every text that it ever had, and what was said about it. */
@Singleton
class DraftChapter implements Chapter {

    private static final int LONGEST_KEY = 60;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_REMARK = 10_000;
    private static final int LONGEST_QUOTE = 2000;
    private static final int LONGEST_SAID = 30_000;
    private static final int LONGEST_CITES = 220;

    record Kept(
            String template,
            DraftState state,
            Instant begunAt,
            int version,
            @Nullable LocalDate reviewDueOn,
            List<Person> reviewers,
            List<KeptTick> ticked,
            List<KeptSection> sections,
            List<KeptReview> reviews) {}

    record KeptTick(String point, Instant at, @Nullable Person by) {}

    /**
     * A section.
     *
     * @param citations what the record said of each thing that it cites when the sentence was written
     * @param versions every text that it had; the last one is that which it has
     */
    record KeptSection(
            String key,
            String title,
            int position,
            boolean shown,
            boolean written,
            Map<String, String> citations,
            List<KeptVersion> versions) {}

    record KeptVersion(
            int revision,
            String markdown,
            Audience audience,
            Instant savedAt,
            @Nullable Person savedBy) {}

    record KeptReview(
            int no,
            Verdict verdict,
            @Nullable String comment,
            @Nullable String section,
            @Nullable String quote,
            @Nullable Integer atRevision,
            Instant at,
            @Nullable Person by,
            @Nullable Instant settledAt,
            @Nullable Person settledBy,
            List<KeptReply> replies) {}

    record KeptReply(
            int no, String comment, Instant at, @Nullable Person by) {}

    private final EntityManager database;

    DraftChapter(EntityManager database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "postmortem";
    }

    @Override
    public Object kept(Incident incident) {
        return Draft.of(incident).map(DraftChapter::kept);
    }

    private static Kept kept(Draft draft) {
        Map<String, KeptTick> ticked = new TreeMap<>();
        draft.ticked.forEach((point, tick) -> ticked.put(point, new KeptTick(point, tick.at, Person.of(tick.by))));
        return new Kept(
                draft.template,
                draft.state,
                draft.begunAt,
                draft.version,
                draft.reviewDueOn,
                draft.reviewers.stream()
                        .map(Person::of)
                        .sorted(java.util.Comparator.comparing(Person::email))
                        .toList(),
                List.copyOf(ticked.values()),
                draft.sections.stream()
                        .sorted(java.util.Comparator.comparingInt((Section section) -> section.position)
                                .thenComparing(section -> section.key))
                        .map(DraftChapter::kept)
                        .toList(),
                draft.reviews.stream().map(DraftChapter::kept).toList());
    }

    private static KeptSection kept(Section section) {
        return new KeptSection(
                section.key,
                section.title,
                section.position,
                section.shown,
                section.written,
                new TreeMap<>(section.citations),
                section.versions.stream()
                        .map(version -> new KeptVersion(
                                version.revision,
                                version.markdown,
                                version.audience,
                                version.savedAt,
                                Person.of(version.savedBy)))
                        .toList());
    }

    private static KeptReview kept(Review review) {
        return new KeptReview(
                review.no,
                review.verdict,
                review.comment,
                review.section,
                review.quote,
                review.atRevision,
                review.at,
                Person.of(review.by),
                review.settledAt,
                Person.of(review.settledBy),
                review.replies.stream()
                        .map(reply -> new KeptReply(reply.no, reply.comment, reply.at, Person.of(reply.by)))
                        .toList());
    }

    @Override
    public void restore(Incident incident, Leaf leaf) {
        if (leaf.empty()) {
            return;
        }
        Draft draft = Draft.begin(incident, leaf.at("begunAt").as(Instant.class));
        draft.template = leaf.at("template").needed(LONGEST_KEY);
        draft.state = leaf.at("state").as(DraftState.class);
        draft.version = leaf.at("version").count();
        draft.reviewDueOn = leaf.at("reviewDueOn").maybe(LocalDate.class);
        for (Leaf reviewer : leaf.at("reviewers").each()) {
            draft.reviewers.add(reviewer.somebody());
        }
        for (Leaf item : leaf.at("ticked").each()) {
            Draft.Tick tick = new Draft.Tick();
            tick.at = item.at("at").as(Instant.class);
            tick.by = item.at("by").person();
            draft.ticked.put(item.at("point").needed(LONGEST_TITLE), tick);
        }
        Set<String> keys = new HashSet<>();
        for (Leaf item : leaf.at("sections").each()) {
            Section section = section(draft, item);
            if (!keys.add(section.key)) {
                throw item.at("key").refused("is the key of another section, too");
            }
        }
        for (Leaf item : leaf.at("reviews").eachOnce("no")) {
            review(draft, item);
        }
        database.flush();
    }

    private static Section section(Draft draft, Leaf item) {
        Section section = new Section();
        section.draft = draft;
        section.key = item.at("key").needed(LONGEST_KEY);
        section.title = item.at("title").needed(LONGEST_TITLE);
        section.position = item.at("position").count();
        section.shown = item.at("shown").yes();
        section.written = item.at("written").yes();
        item.at("citations").fields().forEach((cites, said) -> {
            if (cites.length() > LONGEST_CITES) {
                throw said.refused("is cited by more than " + LONGEST_CITES + " characters");
            }
            section.citations.put(cites, said.needed(LONGEST_SAID));
        });
        for (Leaf version : item.at("versions").each()) {
            take(section, version);
        }
        if (section.revision == 0) {
            throw item.at("versions").refused("must hold at least one text");
        }
        draft.sections.add(section);
        section.persist();
        return section;
    }

    private static void take(Section section, Leaf item) {
        if (item.at("revision").count() != ++section.revision) {
            throw item.at("revision").refused("must be " + section.revision);
        }
        SectionVersion version = new SectionVersion();
        version.section = section;
        version.revision = section.revision;
        version.markdown = markdown(item.at("markdown"));
        version.audience = item.at("audience").as(Audience.class);
        version.savedAt = item.at("savedAt").as(Instant.class);
        version.savedBy = item.at("savedBy").person();
        section.markdown = version.markdown;
        section.audience = version.audience;
        section.savedAt = version.savedAt;
        section.savedBy = version.savedBy;
        section.versions.add(version);
    }

    private static String markdown(Leaf leaf) {
        String markdown = leaf.text(NewSection.MOST);
        if (markdown == null) {
            throw leaf.refused("is needed");
        }
        return markdown;
    }

    private static void review(Draft draft, Leaf item) {
        Review review = new Review();
        review.draft = draft;
        review.no = item.at("no").count();
        review.verdict = item.at("verdict").as(Verdict.class);
        review.comment = item.at("comment").text(LONGEST_REMARK);
        review.section = item.at("section").text(LONGEST_KEY);
        review.quote = item.at("quote").text(LONGEST_QUOTE);
        review.atRevision = item.at("atRevision").maybe(Integer.class);
        review.at = item.at("at").as(Instant.class);
        review.by = item.at("by").person();
        review.settledAt = item.at("settledAt").maybe(Instant.class);
        review.settledBy = item.at("settledBy").person();
        for (Leaf one : item.at("replies").eachOnce("no")) {
            Reply reply = new Reply();
            reply.review = review;
            reply.no = one.at("no").count();
            reply.comment = one.at("comment").needed(LONGEST_REMARK);
            reply.at = one.at("at").as(Instant.class);
            reply.by = one.at("by").person();
            review.replies.add(reply);
        }
        draft.reviews.add(review);
        review.persist();
    }
}
