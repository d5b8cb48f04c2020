package org.hindsight.postmortem;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.jspecify.annotations.Nullable;

/**
 * What somebody answered, as the API and the desk tell it. Always internal.
 *
 * @param no its number among the replies to the same, from 1
 */
@Schema(name = "Reply")
record ReplyView(int no, @Nullable Person by, Instant at, String comment) {
    static ReplyView of(Reply reply) {
        return new ReplyView(reply.no, Person.of(reply.by), reply.at, reply.comment);
    }
}
