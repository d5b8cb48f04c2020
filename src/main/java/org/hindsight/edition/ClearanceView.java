package org.hindsight.edition;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's word that a sentence may be public, as the API and the pages tell it.
 *
 * @param number counts the clearances of the incident
 * @param sentence its words, in small letters, without signs
 * @param names whose name the sentence may hold; null where the sentence itself was found
 * @param takenBackAt null as long as it holds
 */
@Schema(name = "Clearance")
public record ClearanceView(
        int number,
        String sentence,
        @Nullable String names,
        String reason,
        Instant givenAt,
        @Nullable Person givenBy,
        @Nullable Instant takenBackAt,
        @Nullable Person takenBackBy) {

    static ClearanceView of(Clearance clearance) {
        return new ClearanceView(
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
