package org.hindsight.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.hindsight.account.User;
import org.hindsight.incident.chapter.Chapter;
import org.hindsight.incident.chapter.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * The journal of an incident in an archive: every change of its record, in order. What names the place of the record,
 * its reference and addresses below it, is left out and filled in anew where it is restored.
 */
@Singleton
class HistoryChapter implements Chapter {

    private static final int LONGEST_REASON = 2000;
    private static final int LONGEST_ITEM = 1_000_000;
    private static final int AT_ONCE = 500;

    /** A change; the people in {@code item} are called as they were then. */
    record Kept(
            int revision,
            Instant recordedAt,
            @Nullable String by,
            String kind,
            int no,
            What what,
            @Nullable String reason,
            JsonNode item) {}

    private final Lasting lasting;
    private final EntityManager database;

    HistoryChapter(Lasting lasting, EntityManager database) {
        this.lasting = lasting;
        this.database = database;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public Object kept(Incident incident) {
        List<Change> changes =
                Change.list("from Change c left join fetch c.by where c.incident = ?1 order by c.revision", incident);
        return changes.stream().map(this::kept).toList();
    }

    private Kept kept(Change change) {
        return new Kept(
                change.revision,
                change.recordedAt,
                change.by == null ? null : change.by.email,
                change.kind.key(),
                change.no,
                change.what,
                change.reason,
                placeless(read(change.item), change.no));
    }

    private JsonNode read(String item) {
        try {
            return lasting.mapper().readTree(item);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The journal holds what is not JSON", broken);
        }
    }

    private static JsonNode placeless(JsonNode item, int no) {
        if (no == 0 && item instanceof ObjectNode whole) {
            whole.remove("ref");
        }
        eachAttachment(item, (attachment, id) -> attachment.remove("url"));
        return item;
    }

    private static void eachAttachment(JsonNode item, BiConsumer<ObjectNode, JsonNode> each) {
        item.path("attachments").forEach(attachment -> {
            if (attachment instanceof ObjectNode whole) {
                each.accept(whole, whole.path("id"));
            }
        });
    }

    @Override
    public void restore(Incident incident, Leaf leaf) {
        int revision = 0;
        for (Leaf line : leaf.each()) {
            Change change = change(incident, line);
            if (change.revision != ++revision) {
                throw line.at("revision").refused("must be " + revision + ": the history has no gaps");
            }
            change.persist();
            if (revision % AT_ONCE == 0) {
                database.flush();
            }
        }
        incident.revision = revision;
    }

    private Change change(Incident incident, Leaf line) {
        Change change = new Change();
        change.incident = incident;
        change.revision = line.at("revision").count();
        change.recordedAt = line.at("recordedAt").as(Instant.class);
        User by = line.at("by").person();
        change.by = by;
        change.kind = kind(line.at("kind"));
        change.no = line.at("no").count();
        change.what = line.at("what").as(What.class);
        change.reason = line.at("reason").text(LONGEST_REASON);
        change.item = placed(incident, line.at("item"), change.no);
        return change;
    }

    private static Kind kind(Leaf leaf) {
        String key = leaf.needed(20);
        for (Kind kind : Kind.values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        throw leaf.refused("is no kind of thing that is known here");
    }

    /** As the journal here would have written it. */
    private String placed(Incident incident, Leaf leaf, int no) {
        if (!(leaf.json() instanceof ObjectNode item)) {
            throw leaf.refused("must be an object");
        }
        ObjectNode placed = lasting.mapper().createObjectNode();
        if (no == 0) {
            placed.put("ref", incident.ref());
        }
        placed.setAll(item.deepCopy());
        eachAttachment(placed, (attachment, id) -> {
            ObjectNode fields = attachment.deepCopy();
            attachment.removeAll();
            fields.properties().forEach(field -> {
                attachment.set(field.getKey(), field.getValue());
                if (field.getKey().equals("sha256")) {
                    attachment.put("url", incident.address() + "/attachments/" + id.asInt() + "/file");
                }
            });
        });
        String text = text(placed);
        if (text.length() > LONGEST_ITEM) {
            throw leaf.refused("is too large");
        }
        return text;
    }

    private String text(ObjectNode item) {
        try {
            return lasting.mapper().writeValueAsString(item);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
