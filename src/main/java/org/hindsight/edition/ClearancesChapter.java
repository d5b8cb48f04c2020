package org.hindsight.edition;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.hindsight.account.Person;
import org.hindsight.incident.Incident;
import org.hindsight.incident.chapter.Chapter;
import org.hindsight.incident.chapter.Leaf;
import org.jspecify.annotations.Nullable;

/** What an archive keeps of the words that publishers cleared. */
@Singleton
class ClearancesChapter implements Chapter {

    private static final int LONGEST_SENTENCE = 20_000;
    private static final int LONGEST_PERSON = 300;
    private static final int LONGEST_REASON = 2000;

    record Kept(
            int no,
            String sentence,
            @Nullable String person,
            String reason,
            Instant givenAt,
            @Nullable Person givenBy,
            @Nullable Instant takenBackAt,
            @Nullable Person takenBackBy) {

        static Kept of(Clearance clearance) {
            return new Kept(
                    clearance.no,
                    clearance.sentence,
                    clearance.person,
                    clearance.reason,
                    clearance.givenAt,
                    Person.of(clearance.givenBy),
                    clearance.takenBackAt,
                    Person.of(clearance.takenBackBy));
        }
    }

    @Override
    public String name() {
        return "clearances";
    }

    @Override
    public Object kept(Incident incident) {
        List<Clearance> clearances = Clearance.of(incident);
        return clearances.stream().map(Kept::of).toList();
    }

    @Override
    public void restore(Incident incident, Leaf leaf) {
        for (Leaf item : leaf.eachOnce("no")) {
            Clearance clearance = new Clearance();
            clearance.incident = incident;
            clearance.no = item.at("no").count();
            clearance.sentence = item.at("sentence").needed(LONGEST_SENTENCE);
            clearance.person = item.at("person").text(LONGEST_PERSON);
            clearance.reason = item.at("reason").needed(LONGEST_REASON);
            clearance.givenAt = item.at("givenAt").as(Instant.class);
            clearance.givenBy = item.at("givenBy").person();
            clearance.takenBackAt = item.at("takenBackAt").maybe(Instant.class);
            clearance.takenBackBy = item.at("takenBackBy").person();
            clearance.persist();
        }
    }
}
