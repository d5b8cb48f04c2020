package org.hindsight.followup;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.record.Recorded;
import org.hindsight.investigation.Causes;
import org.jspecify.annotations.Nullable;

/** Something that people will do about an incident. A moved due date leaves its trace in the trail. */
@Entity
@Table(name = "action_item")
public class ActionItem extends Recorded<NewAction, ActionView> {

    @Column(name = "title")
    public String title;

    @Enumerated(EnumType.STRING)
    @Column(name = "type")
    public ActionType type;

    /** A team, a role, a free name or the e-mail address of a user. */
    @Column(name = "owner")
    public @Nullable String owner;

    @Column(name = "due_on")
    public @Nullable LocalDate dueOn;

    @Enumerated(EnumType.STRING)
    @Column(name = "priority")
    public @Nullable Priority priority;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    public ActionState state;

    @Column(name = "reason")
    public @Nullable String reason;

    @Column(name = "tracker_url")
    public @Nullable String trackerUrl;

    /** The numbers of the causes that it is about. */
    @ElementCollection
    @CollectionTable(name = "action_item_cause", joinColumns = @JoinColumn(name = "action_item_id"))
    @OrderColumn(name = "position")
    @Column(name = "cause_no")
    public List<Integer> causes = new ArrayList<>();

    @Override
    protected void take(NewAction input) {
        Causes.refuseUnknown(incident, "causes", input.causes());
        title = input.title().strip();
        type = input.type();
        owner = tidy(input.owner());
        dueOn = input.dueOn();
        priority = input.priority();
        state = Objects.requireNonNullElse(input.state(), ActionState.OPEN);
        reason = tidy(input.reason());
        trackerUrl = input.trackerUrl();
        replace(causes, input.causes());
        audience = Objects.requireNonNullElse(input.audience(), Audience.INTERNAL);
    }

    @Override
    public NewAction asInput() {
        return new NewAction(
                title, type, owner, dueOn, priority, state, reason, trackerUrl, List.copyOf(causes), audience);
    }

    @Override
    public ActionView view() {
        return new ActionView(
                no,
                title,
                type,
                owner,
                dueOn,
                priority,
                state,
                reason,
                trackerUrl,
                List.copyOf(causes),
                audience,
                recordedAt,
                Person.of(author),
                retracted(),
                retractedBecause,
                version,
                null);
    }

    /** Whether it should have been done before that day. */
    boolean overdue(LocalDate today) {
        return state.pending() && dueOn != null && dueOn.isBefore(today);
    }
}
