package org.hindsight.account;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.platform.Etag;
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.json.MergePatch;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Accounts and tokens. Accounts are an admin's business; tokens also their owner's. */
@Path("/api/v1/users")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "People and tokens")
class UserApi {

    @Schema(name = "NewToken")
    record NewToken(
            @NotBlank(message = "is needed") @Size(max = 100) String name,

            @Nullable Instant expiresAt) {}

    /**
     * @param token the secret, shown this once
     */
    @Schema(name = "IssuedToken")
    record IssuedToken(long id, String token) {}

    @Schema(name = "Token")
    record TokenView(
            long id,
            String name,
            Instant createdAt,
            @Nullable Instant expiresAt) {
        static TokenView of(ApiToken token) {
            return new TokenView(token.id, token.name, token.createdAt, token.expiresAt);
        }
    }

    private final Caller caller;
    private final MergePatch patch;
    private final Clock clock;

    UserApi(Caller caller, MergePatch patch, Clock clock) {
        this.caller = caller;
        this.patch = patch;
        this.clock = clock;
    }

    @POST
    @RolesAllowed("ADMIN")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = UserView.class)))
    public Response create(@Valid @NotNull NewUser input) {
        User user = User.welcome(input.email(), input.name(), input.role(), input.password(), clock.instant());
        return answer(Response.created(address(user)), user);
    }

    @GET
    @RolesAllowed("ADMIN")
    public Listing<UserView> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return People.page(limit, cursor).map(UserView::of);
    }

    @GET
    @Path("/{email}")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UserView.class)))
    public Response one(@PathParam("email") String email) {
        return answer(Response.ok(), adminOrSelf(email));
    }

    @PATCH
    @Path("/{email}")
    @RolesAllowed("ADMIN")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewUser.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UserView.class)))
    public Response change(
            @PathParam("email") String email, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode body) {
        User user = known(email);
        Etag.check(ifMatch, user.version);
        NewUser current = new NewUser(user.email, user.name, user.role, null);
        NewUser wanted = patch.apply(current, MergePatch.object(body), NewUser.class);
        if (!User.normalised(wanted.email()).equals(user.email)) {
            throw Problem.invalid("email", "names the account and cannot be changed");
        }
        user.change(wanted);
        return answer(Response.ok(), user);
    }

    @DELETE
    @Path("/{email}")
    @RolesAllowed("ADMIN")
    public void remove(@PathParam("email") String email, @HeaderParam("If-Match") @Nullable String ifMatch) {
        User user = known(email);
        Etag.check(ifMatch, user.version);
        user.leave(clock.instant());
    }

    @GET
    @Path("/{email}/tokens")
    public Listing<TokenView> tokens(@PathParam("email") String email) {
        List<ApiToken> tokens = ApiToken.of(adminOrSelf(email));
        return Listing.whole(tokens.stream().map(TokenView::of).toList());
    }

    @POST
    @Path("/{email}/tokens")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = IssuedToken.class)))
    public Response issue(@PathParam("email") String email, @Valid @NotNull NewToken input) {
        User user = adminOrSelf(email);
        if (input.expiresAt() != null && !input.expiresAt().isAfter(clock.instant())) {
            throw Problem.invalid("expiresAt", "lies in the past");
        }
        String secret = "hs_" + Secrets.fresh();
        ApiToken token = ApiToken.of(user, input.name(), secret, input.expiresAt(), clock.instant());
        return Response.created(URI.create(address(user) + "/tokens/" + token.id))
                .entity(new IssuedToken(token.id, secret))
                .build();
    }

    @DELETE
    @Path("/{email}/tokens/{id}")
    public void revoke(@PathParam("email") String email, @PathParam("id") long id) {
        if (!ApiToken.revoke(adminOrSelf(email), id)) {
            throw Problem.notFound("There is no such token.");
        }
    }

    private User adminOrSelf(String email) {
        if (!caller.admin() && !caller.email().equals(User.normalised(email))) {
            throw Problem.forbidden("Only an admin may look after other people's accounts and tokens.");
        }
        return known(email);
    }

    private static User known(String email) {
        return User.of(email).orElseThrow(() -> Problem.notFound("There is no user " + User.normalised(email) + "."));
    }

    private static URI address(User user) {
        return URI.create("/api/v1/users/" + URLEncoder.encode(user.email, StandardCharsets.UTF_8));
    }

    private static Response answer(Response.ResponseBuilder response, User user) {
        return response.entity(UserView.of(user))
                .header("ETag", Etag.of(user.version))
                .build();
    }
}
