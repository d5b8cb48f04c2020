package org.hindsight.timeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Lasting;
import org.hindsight.incident.chapter.Chapter;
import org.hindsight.incident.chapter.Leaf;

/** What an archive keeps of a timeline; what is attached to its entries is a chapter of its own. */
@Singleton
class EntriesChapter implements Chapter {

    private static final int LONGEST_ZONE = 60;
    private static final int LONGEST_NOTE = 2000;

    private final Lasting lasting;

    EntriesChapter(Lasting lasting) {
        this.lasting = lasting;
    }

    @Override
    public String name() {
        return "entries";
    }

    @Override
    public Object kept(Incident incident) {
        List<TimelineEntry> entries = TimelineEntry.list(
                "from TimelineEntry e left join fetch e.author where e.incident = ?1 order by e.no", incident);
        return entries.stream().map(this::withoutAttachments).toList();
    }

    private ObjectNode withoutAttachments(TimelineEntry entry) {
        ObjectNode kept = (ObjectNode) lasting.tree(entry.view());
        kept.remove("attachments");
        return kept;
    }

    @Override
    public void restore(Incident incident, Leaf leaf) {
        for (Leaf item : leaf.eachOnce("no")) {
            EntryView view = item.as(EntryView.class);
            TimelineEntry entry = TimelineEntry.log(
                    incident,
                    view.no(),
                    item.as(NewEntry.class),
                    item.at("author").person(),
                    view.recordedAt());
            entry.zone = zone(item.at("zone"));
            entry.note = item.at("note").text(LONGEST_NOTE);
            entry.retractedBecause = item.at("retractedBecause").text(LONGEST_NOTE);
            entry.version = view.version();
        }
    }

    /** An IANA name or an offset. */
    private static String zone(Leaf leaf) {
        String zone = leaf.needed(LONGEST_ZONE);
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            throw leaf.refused("is no zone that is known here: " + zone);
        }
    }
}
