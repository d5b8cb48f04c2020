package org.hindsight.incident;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hindsight.account.User;
import org.hindsight.incident.chapter.Chapter;
import org.hindsight.incident.chapter.Leaf;
import org.hindsight.platform.time.Precision;
import org.jspecify.annotations.Nullable;

/** What an archive keeps of the incident itself. */
@Singleton
class IncidentChapter implements Chapter {

    /** Longer than any that people can type. */
    private static final int LONGEST_ROLE = 60;

    private static final int LONGEST_PERSON = 254;

    /** The incident without what is kept elsewhere or can be derived. */
    record Kept(
            String title,
            @Nullable String summary,
            Severity severity,
            Status status,
            String zone,
            List<String> services,
            List<String> tags,
            boolean restricted,
            List<String> members,
            Instant declaredAt,
            Instant recordedAt,
            Map<MilestoneName, KeptMilestone> milestones,
            Map<String, RoleView> roles,
            @Nullable NextUpdateView nextUpdate) {}

    /**
     * A milestone.
     *
     * @param byHand whether a person set it, so that nothing moves it by itself
     */
    record KeptMilestone(
            Instant at, Precision precision, @Nullable Integer entry, boolean byHand) {}

    @Override
    public String name() {
        return "incident";
    }

    @Override
    public Object kept(Incident incident) {
        Map<MilestoneName, KeptMilestone> milestones = new EnumMap<>(MilestoneName.class);
        incident.milestones.forEach((name, milestone) -> milestones.put(
                name, new KeptMilestone(milestone.at, milestone.precision, milestone.entry, milestone.byHand)));
        IncidentView view = IncidentView.of(incident, Counts.NONE);
        return new Kept(
                view.title(),
                view.summary(),
                view.severity(),
                view.status(),
                view.zone(),
                view.services(),
                view.tags(),
                view.restricted(),
                view.members(),
                view.declaredAt(),
                view.recordedAt(),
                milestones,
                view.roles(),
                view.nextUpdate());
    }

    @Override
    public void restore(Incident incident, Leaf leaf) {
        NewIncident input = leaf.as(NewIncident.class);
        incident.title = input.title();
        incident.summary = input.summary();
        incident.severity = input.severity();
        incident.status = leaf.at("status").as(Status.class);
        incident.zone = leaf.at("zone").needed(LONGEST_ROLE);
        incident.restricted = leaf.at("restricted").yes();
        incident.declaredAt = leaf.at("declaredAt").as(Instant.class);
        incident.recordedAt = leaf.at("recordedAt").as(Instant.class);
        incident.services.addAll(Service.all("incident.services", input.services()));
        incident.tags.addAll(Optional.ofNullable(input.tags()).orElse(List.of()));
        incident.members.addAll(members(leaf.at("members")));
        incident.milestones.putAll(milestones(leaf.at("milestones")));
        incident.roles.putAll(roles(leaf.at("roles")));
        incident.nextUpdate = nextUpdate(leaf.at("nextUpdate"));
    }

    private static Set<User> members(Leaf leaf) {
        Set<User> members = new LinkedHashSet<>();
        for (Leaf member : leaf.each()) {
            members.add(member.somebody());
        }
        return members;
    }

    private static Map<MilestoneName, Milestone> milestones(Leaf leaf) {
        Map<MilestoneName, Milestone> milestones = new LinkedHashMap<>();
        leaf.fields().forEach((name, milestone) -> {
            KeptMilestone kept = milestone.as(KeptMilestone.class);
            milestones.put(
                    named(milestone, name), Milestone.of(kept.at(), kept.precision(), kept.entry(), kept.byHand()));
        });
        return milestones;
    }

    private static MilestoneName named(Leaf leaf, String name) {
        try {
            return MilestoneName.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw leaf.refused("is no milestone that is known here");
        }
    }

    private static Map<String, RoleHolder> roles(Leaf leaf) {
        Map<String, RoleHolder> roles = new TreeMap<>();
        leaf.fields().forEach((role, holder) -> {
            if (role.isBlank() || role.length() > LONGEST_ROLE) {
                throw holder.refused("is the holder of a role whose name has not 1 to 60 characters");
            }
            roles.put(
                    role,
                    RoleHolder.of(
                            holder.at("person").needed(LONGEST_PERSON),
                            holder.at("since").as(Instant.class)));
        });
        return roles;
    }

    private static @Nullable NextUpdate nextUpdate(Leaf leaf) {
        NextUpdateView kept = leaf.maybe(NextUpdateView.class);
        if (kept == null) {
            return null;
        }
        NextUpdate promise = new NextUpdate();
        promise.by = leaf.at("by").as(Instant.class);
        promise.promisedAt = kept.promisedAt();
        promise.promisedBy = leaf.at("promisedBy").somebody();
        promise.entry = leaf.at("entry").count();
        promise.state = kept.state();
        promise.settledBy = kept.settledBy();
        promise.settledAt = kept.settledAt();
        return promise;
    }
}
