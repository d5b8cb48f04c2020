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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Kind;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
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
     * @param proof what there is to look at; null while there is no draft
     * @param notice why something was refused; null where a field or the list of checks says it
     * @param reasonField where the reason stands that was typed into a refused clearance; empty where there is no place for it
     * @param clearances sentences that a publisher allowed
     */
    @TemplateData
    record View(
            String ref,
            String title,
            @Nullable DraftState state,
            Proofs.@Nullable Proof proof,
            @Nullable String notice,
            String reasonField,
            List<ClearanceView> clearances,
            List<EditionView> editions) {}

    /** What a button beside a part of the record holds: kind, number, the version that was read, and for whom it shall be. */
    private static final Pattern LABEL = Pattern.compile("([a-z]{1,20})-(\\d{1,9})-(\\d{1,9})-(PUBLIC|INTERNAL)");

    private static final String WITHDRAWAL = "withdraw-";

    private final Incidents incidents;
    private final Editions editions;
    private final Proofs proofs;
    private final Clearances clearances;
    private final Audiences audiences;
    private final Caller caller;
    private final SubmittedForm submitted;
    private final Forms forms;

    PublishPages(
            Incidents incidents,
            Editions editions,
            Proofs proofs,
            Clearances clearances,
            Audiences audiences,
            Caller caller,
            SubmittedForm submitted,
            Forms forms) {
        this.incidents = incidents;
        this.editions = editions;
        this.proofs = proofs;
        this.clearances = clearances;
        this.audiences = audiences;
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
                    editions.prepare(incidents.toRead(ref));
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

    /** Settles one thing that is left out, or shown, and goes on beside the next one. */
    @POST
    @Path("/publish/audience")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response label(@PathParam("ref") String ref) {
        Form typed = submitted.form().named("audience");
        return typed.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref, Role.PUBLISHER);
                    Matcher label = LABEL.matcher(typed.value("label"));
                    if (!label.matches()) {
                        throw Problem.invalid("label", "names nothing that has an audience of its own");
                    }
                    Kind kind = Omissions.KINDS.stream()
                            .filter(one -> one.key().equals(label.group(1)))
                            .findFirst()
                            .orElseThrow(
                                    () -> Problem.invalid("label", "names nothing that has an audience of its own"));
                    int no = Integer.parseInt(label.group(2));
                    audiences.set(
                            incident, kind, no, Integer.parseInt(label.group(3)), Audience.valueOf(label.group(4)));
                    String next = proofs.next(incident, kind, no, Audience.valueOf(label.group(4)));
                    return Response.seeOther(URI.create("/incidents/" + ref + "/publish#" + next))
                            .build();
                },
                refused -> page(ref, refused));
    }

    @POST
    @Path("/publish/clearances")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response clear(@PathParam("ref") String ref) {
        Form typed = submitted.form().named("clearance");
        return typed.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref, Role.PUBLISHER);
                    clearances.give(incident, forms.read(typed, NewClearance.class, ZoneOffset.UTC));
                    return Response.seeOther(URI.create("/incidents/" + ref + "/publish#checks"))
                            .build();
                },
                refused -> page(ref, refused));
    }

    @POST
    @Path("/publish/clearances/{number}/end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response takeBack(@PathParam("ref") String ref, @PathParam("number") int number) {
        Form typed = submitted.form().named("clearances");
        return typed.attempt(
                () -> {
                    clearances.takeBack(incidents.toChange(ref, Role.PUBLISHER), number);
                    return Response.seeOther(URI.create("/incidents/" + ref + "/publish#checks"))
                            .build();
                },
                refused -> page(ref, refused));
    }

    @POST
    @Path("/editions/{number}/pdf")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response printAgain(@PathParam("ref") String ref, @PathParam("number") int number) {
        Form typed = submitted.form().named("pdf");
        return typed.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref, Role.PUBLISHER);
                    editions.printAgain(
                            incident, chosen(Audience.class, typed.value("audience"), Audience.PUBLIC), number);
                    return Response.seeOther(URI.create("/incidents/" + ref + "/publish#editions"))
                            .build();
                },
                refused -> page(ref, refused));
    }

    private TemplateInstance page(String ref, Form typed) {
        Incident incident = incidents.toRead(ref);
        caller.mustBe(Role.PUBLISHER);
        Optional<DraftState> state = editions.draft(incident);
        Form publish = typed.only("publish");
        NewEdition chosen = new NewEdition(
                chosen(Label.class, publish.value("label"), Label.PRELIMINARY),
                chosen(Audience.class, publish.value("audience"), Audience.PUBLIC),
                publish.value("note"),
                null);
        Optional<Proofs.Proof> proof = proofs.of(incident, chosen);
        List<Proofs.Hurdle> hurdles = proof.map(Proofs.Proof::hurdles).orElse(List.of());
        List<EditionView> published = editions.of(incident);
        View view = new View(
                ref,
                incident.title,
                state.orElse(null),
                proof.orElse(null),
                notice(typed, hurdles),
                reasonField(typed.only("clearance").value("sentence"), hurdles, published),
                Clearances.of(incident),
                published);
        return Templates.publish(view, typed);
    }

    private static String reasonField(String sentence, List<Proofs.Hurdle> hurdles, List<EditionView> published) {
        if (sentence.isEmpty()) {
            return "";
        }
        for (int i = 0; i < hurdles.size(); i++) {
            if (sentence.equals(hurdles.get(i).sentence())) {
                return Told.reasonField(i + 1);
            }
        }
        return published.stream()
                .filter(edition -> edition.pdfFault() != null
                        && sentence.equals(edition.pdfFault().clears()))
                .map(edition -> Told.reasonField(edition.audience(), edition.number()))
                .findFirst()
                .orElse("");
    }

    private static @Nullable String notice(Form typed, List<Proofs.Hurdle> hurdles) {
        String message = typed.message();
        boolean toldAtAField =
                !typed.violations().isEmpty() && List.of("publish", "clearance").contains(typed.name());
        boolean toldElsewhere = message == null || toldAtAField || typed.name().startsWith(WITHDRAWAL);
        boolean toldByChecks = message != null
                && typed.name().equals("publish")
                && !hurdles.isEmpty()
                && !message.startsWith(Seen.OTHER);
        return toldElsewhere || toldByChecks ? null : message;
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
