package org.hindsight.postmortem;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hindsight.incident.Audience;
import org.hindsight.investigation.CausePart;
import org.hindsight.platform.Markdown;
import org.hindsight.postmortem.References.Citation;
import org.hindsight.postmortem.References.Thing;
import org.hindsight.postmortem.causemap.CauseMap;

/** The blocks that tell how causes hang together. */
final class CauseBlocks {

    @CheckedTemplate(basePath = "postmortem")
    static class Templates {
        private Templates() {}

        static native TemplateInstance causes$factors(List<Group> groups);

        static native TemplateInstance causes$whys(List<Whys> chains, String open, String more);

        static native TemplateInstance causes$map(CauseMap.Picture picture, List<Twig> twigs);
    }

    /**
     * A cause or an entry, with the citation that leads to it.
     *
     * @param kind the part that it played and its state; of an entry, its kind and time
     */
    @TemplateData
    record Said(Citation citation, String kind, String text) {
        public String label() {
            return citation.label();
        }

        public String anchor() {
            return citation.anchor();
        }

        public String spoken() {
            return citation.spoken();
        }

        String markdown() {
            return Wording.literal(text) + " [^" + anchor() + "]";
        }
    }

    /** Causes that played the same part. */
    @TemplateData
    record Group(String name, List<Factor> factors) {}

    /** @param note how sure one is, and how much evidence there is */
    @TemplateData
    record Factor(Said said, String state, String stateName, String note) {}

    /**
     * From an outcome back to its deepest cause.
     *
     * @param open whether the last answer is not yet a condition at which asking may end
     */
    @TemplateData
    record Whys(Said outcome, List<Said> because, boolean open) {}

    /**
     * Something and what it explains.
     *
     * @param told whether what it explains was told further up
     */
    @TemplateData
    record Twig(Said said, List<Twig> under, boolean told) {}

    private static final String OPEN = "The record does not say yet.";

    private final Facts facts;
    private final References references;

    /** How many pictures are shown so far: each has a name of its own. */
    private int pictures;

    CauseBlocks(Facts facts, References references) {
        this.facts = facts;
        this.references = references;
    }

    /** The causes that are not ruled out by the part that they played; empty when there is none. */
    Optional<Blocks.Block> factors() {
        Map<String, List<Factor>> parts = new LinkedHashMap<>();
        Stream.of(CausePart.values()).forEach(part -> parts.put(part.name(), new ArrayList<>()));
        facts.causes().stream()
                .filter(cause -> !cause.ruledOut())
                .forEach(cause -> parts.computeIfAbsent(
                                Objects.requireNonNullElse(cause.part(), ""), unsaid -> new ArrayList<>())
                        .add(factor(cause)));
        parts.values().removeIf(List::isEmpty);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        List<Group> groups = new ArrayList<>();
        parts.forEach((part, factors) -> groups.add(new Group(groupName(part, factors.size()), factors)));
        String written = groups.stream()
                .map(group -> "**" + group.name() + "**\n\n"
                        + group.factors().stream()
                                .map(factor -> "- " + factor.said().markdown() + " – " + factor.stateName() + " ("
                                        + factor.note() + ")")
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
        return Optional.of(new Blocks.Block(Blocks.html(Templates.causes$factors(groups)), written));
    }

    private static String groupName(String part, int many) {
        return part.isEmpty() ? "Part not said yet" : Wording.sentence(part) + (many == 1 ? "" : "s");
    }

    private Factor factor(Facts.Cause cause) {
        List<String> notes = new ArrayList<>();
        if (cause.confidence() != null) {
            notes.add("confidence " + Wording.spoken(cause.confidence()));
        }
        long against = cause.evidence().stream()
                .filter(weight -> weight.weighs().equals("AGAINST"))
                .count();
        long speaking = cause.evidence().size() - against;
        if (speaking > 0) {
            notes.add(speaking == 1 ? "one entry for it" : speaking + " entries for it");
        }
        if (against > 0) {
            notes.add(against == 1 ? "one entry against it" : against + " entries against it");
        }
        return new Factor(
                said(new Citation(Thing.CAUSE, cause.no())),
                cause.state(),
                Wording.sentence(cause.state()),
                notes.isEmpty() ? "no evidence yet" : String.join(", ", notes));
    }

    /** The ways back from each outcome; empty while no cause says what it explains. */
    Optional<Blocks.Block> fiveWhys() {
        Causation causation = Causation.withoutRuledOut(facts);
        if (causation.nothing()) {
            return Optional.empty();
        }
        List<Whys> chains = causation.chains().stream()
                .map(chain -> new Whys(
                        said(chain.outcome()),
                        chain.whys().stream().map(this::said).toList(),
                        facts.audience() == Audience.INTERNAL && !causation.latent(chain.deepest())))
                .toList();
        long left = causation.count() - chains.size();
        String more = left <= 0
                ? ""
                : left == 1
                        ? "The record holds one more such chain."
                        : "The record holds " + left + " more such chains.";
        String written = chains.stream().map(CauseBlocks::written).collect(Collectors.joining("\n\n"));
        return Optional.of(new Blocks.Block(
                Blocks.html(Templates.causes$whys(chains, OPEN, more)),
                more.isEmpty() ? written : written + "\n\n" + more));
    }

    private static String written(Whys whys) {
        StringBuilder written =
                new StringBuilder("**" + whys.outcome().markdown().replaceFirst(" (\\[\\^\\S+)$", "** $1") + "\n");
        int number = 0;
        for (Said because : whys.because()) {
            number++;
            written.append("\n" + number + ". Why? – Because: " + because.markdown() + " (" + because.kind() + ")");
        }
        if (whys.open()) {
            written.append("\n" + (number + 1) + ". Why? – " + OPEN);
        }
        return written.toString();
    }

    /** The picture of what explains what, with the same as a list; empty while no cause says it. */
    Optional<Blocks.Block> map() {
        Causation causation = Causation.of(facts);
        if (causation.nothing()) {
            return Optional.empty();
        }
        Set<Citation> told = new HashSet<>();
        List<Twig> twigs = causation.deepest().stream()
                .map(thing -> twig(causation, thing, told))
                .toList();
        StringBuilder written = new StringBuilder();
        twigs.forEach(twig -> write(twig, "- ", written));
        pictures++;
        CauseMap.Picture picture = picture(causation).picture(String.valueOf(pictures));
        return Optional.of(new Blocks.Block(
                Blocks.html(Templates.causes$map(picture, twigs)),
                written.toString().strip()));
    }

    private Twig twig(Causation causation, Citation thing, Set<Citation> told) {
        boolean again = !told.add(thing) && !causation.effects(thing).isEmpty();
        List<Twig> under = again
                ? List.of()
                : causation.effects(thing).stream()
                        .map(effect -> twig(causation, effect, told))
                        .toList();
        return new Twig(said(thing), under, again);
    }

    private static void write(Twig twig, String bullet, StringBuilder written) {
        written.append(bullet)
                .append(twig.said().markdown())
                .append(" (")
                .append(twig.said().kind())
                .append(twig.told() ? "; see above" : "")
                .append(")\n");
        String deeper = "  " + bullet.replace("- ", "- → ").replace("→ → ", "→ ");
        twig.under().forEach(effect -> write(effect, deeper, written));
    }

    private CauseMap picture(Causation causation) {
        List<CauseMap.Box> boxes = causation.things().stream().map(this::box).toList();
        List<CauseMap.Arrow> arrows = causation.things().stream()
                .flatMap(cause -> causation.effects(cause).stream()
                        .map(effect -> new CauseMap.Arrow(cause.anchor(), effect.anchor())))
                .toList();
        return new CauseMap(boxes, arrows);
    }

    private CauseMap.Box box(Citation thing) {
        Said said = said(thing);
        Optional<Facts.Cause> cause = cause(thing);
        return new CauseMap.Box(
                thing.anchor(),
                cause.map(known -> known.part() == null ? CauseMap.Shape.CAUSE : CauseMap.Shape.valueOf(known.part()))
                        .orElse(CauseMap.Shape.ENTRY),
                cause.map(Facts.Cause::state).orElse(""),
                Wording.opening(said.label()),
                said.kind(),
                said.text());
    }

    private Optional<Facts.Cause> cause(Citation thing) {
        return thing.thing() == Thing.CAUSE ? facts.cause(thing.no()) : Optional.empty();
    }

    /** Puts a thing into words, and remembers that it is cited. */
    private Said said(Citation thing) {
        references.cite(thing.thing(), thing.no());
        return cause(thing)
                .map(cause -> new Said(
                        thing,
                        Stream.of(Objects.requireNonNullElse(cause.part(), ""), cause.state())
                                .filter(word -> !word.isEmpty())
                                .map(Wording::spoken)
                                .collect(Collectors.joining(", ")),
                        References.oneLine(cause.statement())))
                .or(() -> facts.entry(thing.no())
                        .map(entry -> new Said(
                                thing,
                                entry.kind().spoken() + ", " + Wording.clock(entry.occurredAt(), entry.precision())
                                        + " UTC",
                                Markdown.plain(entry.text()))))
                .orElseThrow();
    }
}
