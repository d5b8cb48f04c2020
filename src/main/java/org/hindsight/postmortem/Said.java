package org.hindsight.postmortem;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import org.hindsight.incident.Change;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Kind;
import org.hindsight.incident.What;
import org.hindsight.platform.Markdown;
import org.hindsight.postmortem.References.Thing;
import org.hindsight.postmortem.prose.Marks;
import org.hindsight.timeline.Attachment;

/** What the record says of whatever may be cited: of a thing in one line of plain text, of a figure its value. */
final class Said {

    /** As much as is kept of one saying. */
    private static final int MOST = 30_000;

    private static final Map<Kind, Thing> THINGS = Map.of(
            Kind.ENTRY, Thing.ENTRY,
            Kind.SYMPTOM, Thing.SYMPTOM,
            Kind.CAUSE, Thing.CAUSE,
            Kind.IMPACT, Thing.IMPACT,
            Kind.WORKAROUND, Thing.WORKAROUND,
            Kind.SIGNAL, Thing.SIGNAL,
            Kind.ACTION, Thing.ACTION);

    private final Facts facts;
    private final Map<String, String> retracted;
    private final Map<Integer, String> attachments;

    private Said(Facts facts, Map<String, String> retracted, Map<Integer, String> attachments) {
        this.facts = facts;
        this.retracted = retracted;
        this.attachments = attachments;
    }

    /**
     * @param everything the facts without regard to an audience
     */
    static Said of(Incident incident, Facts everything) {
        Map<String, String> retracted = new HashMap<>();
        List<Change> changes = Change.list("incident = ?1 and what = ?2 order by revision", incident, What.RETRACTED);
        for (Change change : changes) {
            Thing thing = THINGS.get(change.kind);
            if (thing != null) {
                retracted.put(thing.label(change.no), Objects.requireNonNullElse(change.reason, ""));
            }
        }
        return new Said(everything, retracted, Attachment.takenBack(incident));
    }

    /** Why a thing was taken back; empty where it was not. */
    Optional<String> retracted(String cites) {
        return Optional.ofNullable(retracted.get(cites));
    }

    /** How an attachment was taken away, and why; empty where it stands or never was. */
    Optional<String> attachmentTakenBack(int id) {
        return Optional.ofNullable(attachments.get(id));
    }

    /**
     * What the record says of it now.
     *
     * @param cites as {@link CitedSentences} names it
     * @return empty where the record has no such thing, or it was retracted
     */
    Optional<String> now(String cites) {
        Matcher cited = Marks.CITED.matcher(cites.startsWith("{") ? cites : "[" + cites + "]");
        if (!cited.matches()) {
            return Optional.empty();
        }
        Optional<String> said = cited.group("figure") != null
                ? Figures.of(facts, cited.group("figure")).map(Figures.Figure::text)
                : thing(cited);
        return said.map(words -> words.substring(0, Math.min(words.length(), MOST)));
    }

    private Optional<String> thing(Matcher cited) {
        if (cited.group("entry") != null) {
            return facts.entry(Integer.parseInt(cited.group("entry")))
                    .map(entry -> Wording.moment(entry.occurredAt(), entry.precision()) + ": "
                            + Markdown.plain(entry.text()));
        }
        Thing thing = Thing.valueOf(cited.group("thing").toUpperCase(Locale.ROOT));
        int no = Integer.parseInt(cited.group("no"));
        return thing == Thing.ACTION
                ? facts.actions().stream()
                        .filter(action -> action.no() == no)
                        .findFirst()
                        .map(Said::action)
                : References.plainText(facts, thing, no);
    }

    private static String action(Facts.Action action) {
        return action.title() + " (" + Wording.spoken(action.state())
                + (action.dueOn() == null ? "" : ", due " + Wording.day(action.dueOn())) + ")";
    }
}
