package org.hindsight.edition;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hindsight.followup.ActionItems;
import org.hindsight.followup.ActionState;
import org.hindsight.followup.ActionView;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/**
 * What became of the actions of an edition: what stands around its frozen text, never in it. Of an action nothing is
 * told but its state and its date, under the title that was published; of one that is internal by now, nothing at all
 * in public.
 */
@ApplicationScoped
class LiveActions {

    /** An action as the edition tells of it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Promised(
            int no,
            String title,
            ActionState state,
            @Nullable LocalDate dueOn) {}

    /**
     * An action then and now.
     *
     * @param then its state when the edition was published
     * @param wasDueOn its due date then
     * @param retracted whether it was taken back since; then nothing else is known of it
     */
    record Live(
            int no,
            String title,
            ActionState then,
            @Nullable LocalDate wasDueOn,
            ActionState now,
            @Nullable LocalDate dueOn,
            boolean retracted) {

        public boolean moved() {
            return !retracted && !Objects.equals(wasDueOn, dueOn);
        }
    }

    private final ActionItems actions;
    private final ObjectReader frozen;

    LiveActions(ActionItems actions, ObjectMapper json) {
        this.actions = actions;
        this.frozen = json.readerForListOf(Promised.class).at("/document/facts/actions");
    }

    /** The actions of an edition in the order in which it tells of them. */
    List<Live> of(Edition edition) {
        List<Promised> promised = promised(edition);
        if (promised.isEmpty()) {
            return List.of();
        }
        Map<Integer, ActionView> present = actions.all(edition.incident, null, true).stream()
                .collect(Collectors.toMap(ActionView::no, Function.identity()));
        return promised.stream()
                .flatMap(then -> Stream.ofNullable(present.get(then.no()))
                        .filter(now -> edition.audience == Audience.INTERNAL || now.audience() == Audience.PUBLIC)
                        .map(now -> new Live(
                                then.no(),
                                then.title(),
                                then.state(),
                                then.dueOn(),
                                now.state(),
                                now.dueOn(),
                                now.retracted())))
                .toList();
    }

    /** The actions that an edition names, as it froze them. */
    List<Promised> promised(Edition edition) {
        try {
            return frozen.readValue(EditionFile.of(edition, Format.JSON).content);
        } catch (IOException broken) {
            throw new IllegalStateException("Edition " + edition.id + " holds JSON that cannot be read", broken);
        }
    }
}
