package org.hindsight.edition;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.hindsight.postmortem.Check;
import org.hindsight.postmortem.DraftState;
import org.jspecify.annotations.Nullable;

/** Where a publisher looks once more, publishes, and takes back. */
@Path("/incidents/{ref}")
@RolesAllowed("PUBLISHER")
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class PublishPages {

    @CheckedTemplate(basePath = "edition")
    static class Templates {
        private Templates() {}

        static native TemplateInstance publish(View view, Form typed);
    }

    /**
     * What the page shows.
     *
     * @param state of the draft, or null while there is none
     * @param next the number that a public edition would get
     * @param blocking what keeps the edition that is chosen in the form from being published
     */
    @TemplateData
    record View(
            String ref,
            String title,
            @Nullable DraftState state,
            int next,
            List<Check> blocking,
            List<Omissions.Item> leftOut,
            List<Omissions.Renamed> renamed,
            List<EditionView> editions) {}

    private final Incidents incidents;
    private final Editions editions;
    private final Caller caller;
    private final SubmittedForm submitted;
    private final Forms forms;

    PublishPages(Incidents incidents, Editions editions, Caller caller, SubmittedForm submitted, Forms forms) {
        this.incidents = incidents;
        this.editions = editions;
        this.caller = caller;
        this.submitted = submitted;
        this.forms = forms;
    }

    @GET
    @Path("/publish")
    public TemplateInstance look(@PathParam("ref") String ref) {
        return page(ref, Form.EMPTY.named("publish"));
    }

    @POST
    @Path("/publish")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response publish(@PathParam("ref") String ref) {
        Form typed = submitted.form().named("publish");
        return typed.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref, Role.PUBLISHER);
                    NewEdition input = forms.read(typed, NewEdition.class, ZoneOffset.UTC);
                    return Response.seeOther(
                                    URI.create(editions.publish(incident, input).url()))
                            .build();
                },
                refused -> page(ref, refused));
    }

    @POST
    @Path("/editions/{number}/withdrawal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response withdraw(@PathParam("ref") String ref, @PathParam("number") int number) {
        Form typed = submitted.form();
        Form named = typed.named(Told.withdrawalForm(typed.value("audience"), number));
        return named.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref, Role.PUBLISHER);
                    editions.withdraw(incident, number, forms.read(named, NewWithdrawal.class, ZoneOffset.UTC));
                    return Response.seeOther(URI.create("/incidents/" + ref + "/publish#editions"))
                            .build();
                },
                refused -> page(ref, refused));
    }

    private TemplateInstance page(String ref, Form typed) {
        Incident incident = incidents.toRead(ref);
        caller.mustBe(Role.PUBLISHER);
        Optional<DraftState> state = editions.draft(incident);
        List<EditionView> all = editions.of(incident);
        Form publish = typed.only("publish");
        NewEdition chosen = new NewEdition(
                chosen(Label.class, publish.value("label"), Label.PRELIMINARY),
                chosen(Audience.class, publish.value("audience"), Audience.PUBLIC),
                publish.value("note"));
        Optional<Omissions.Overview> omitted = editions.leftOut(incident);
        int next = 1
                + (int) all.stream()
                        .filter(edition -> edition.audience() == Audience.PUBLIC)
                        .count();
        View view = new View(
                ref,
                incident.title,
                state.orElse(null),
                next,
                state.isEmpty() ? List.of() : editions.blocking(incident, chosen),
                omitted.map(Omissions.Overview::leftOut).orElse(List.of()),
                omitted.map(Omissions.Overview::renamed).orElse(List.of()),
                all);
        return Templates.publish(view, typed);
    }

    private static <E extends Enum<E>> E chosen(Class<E> type, String name, E otherwise) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return otherwise;
    }
}
