package org.hindsight.followup;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.platform.Listing;
import org.jspecify.annotations.Nullable;

/** The actions of all incidents. */
@Path("/api/v1/actions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Tag(name = "Follow-up")
class ActionsApi {

    private final ActionItems actions;

    ActionsApi(ActionItems actions) {
        this.actions = actions;
    }

    @GET
    public Listing<ActionItems.Listed> list(
            @QueryParam("state") @Nullable ActionState state,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("overdue") @Nullable Boolean overdue,
            @QueryParam("type") @Nullable ActionType type,
            @QueryParam("priority") @Nullable Priority priority,
            @QueryParam("incident") @Nullable String incident,
            @QueryParam("service") @Nullable String service,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Set<ActionState> states = state == null ? Set.of() : Set.of(state);
        return actions.across(
                new ActionItems.Wanted(states, owner, overdue, type, priority, incident, service), limit, cursor);
    }
}
