package org.hindsight.timeline;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.configuration.MemorySize;
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
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Moments;
import org.hindsight.incident.Trail;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.time.Precision;
import org.hindsight.platform.web.Choice;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;

/** The page of one timeline entry: to edit it, to take it back, and to see what became of it. */
@Path("/incidents/{ref}")
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class EntryPages {

    @CheckedTemplate(basePath = "timeline")
    static class Templates {
        private Templates() {}

        static native TemplateInstance entry(EntryPage page, Form form, Form reason, Form attached);
    }

    /** What there is to choose from in the form of an entry. */
    @TemplateExtension(namespace = "entry")
    static final class Choices {
        private Choices() {}

        static List<Choice> kinds() {
            return Choice.of(EntryKind.values());
        }

        static List<Choice> precisions() {
            return Arrays.stream(Precision.values())
                    .map(precision -> new Choice(precision.name(), Moments.exactness(precision)))
                    .toList();
        }

        static List<Choice> audiences() {
            return Choice.of(Audience.values());
        }
    }

    /**
     * An entry with its history.
     *
     * @param zone in which its times are typed
     * @param mostBytes how large a file may be
     * @param conflict how what was typed differs from what somebody else saved meanwhile
     */
    record EntryPage(
            String ref,
            EntryView entry,
            String zone,
            List<Trail.Step> history,
            List<Trail.Field> conflict,
            long mostBytes) {

        public String zoneHint() {
            return "Without a zone it is read in " + zone + ".";
        }
    }

    private final Incidents incidents;
    private final Timeline timeline;
    private final SubmittedForm submitted;
    private final Forms forms;
    private final long mostBytes;

    EntryPages(
            Incidents incidents,
            Timeline timeline,
            SubmittedForm submitted,
            Forms forms,
            @ConfigProperty(name = "hindsight.attachments.max-bytes") MemorySize mostBytes) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.submitted = submitted;
        this.forms = forms;
        this.mostBytes = mostBytes.asLongValue();
    }

    @GET
    @Path("timeline/{no}")
    public TemplateInstance entry(@PathParam("ref") String ref, @PathParam("no") int no) {
        return page(ref, no, Form.EMPTY);
    }

    @POST
    @Path("timeline/{no}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response edit(@PathParam("ref") String ref, @PathParam("no") int no) {
        Form typed = submitted.form().named("entry");
        return typed.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref);
                    TimelineEntry entry = timeline.entry(incident, no);
                    typed.mustBeAbout(entry.version);
                    NewEntry before = entry.asInput();
                    Form form = forms.untouched(typed, before, incident.zoneId());
                    NewEntry input = forms.read(
                            forms.spellOut(form, "occurredAt", incident.zoneId()), NewEntry.class, incident.zoneId());
                    timeline.edit(entry, input.from(before.source()));
                    return back(incident, entry);
                },
                refused -> page(ref, no, refused));
    }

    @POST
    @Path("timeline/{no}/retraction")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response retract(@PathParam("ref") String ref, @PathParam("no") int no) {
        Form typed = submitted.form().named("retraction");
        return typed.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref);
                    TimelineEntry entry = timeline.entry(incident, no);
                    typed.mustBeAbout(entry.version);
                    timeline.retract(entry, typed.value("reason"));
                    return back(incident, entry);
                },
                refused -> page(ref, no, refused));
    }

    private Response back(Incident incident, TimelineEntry entry) {
        String part = timeline.partOf(incident, entry.no) == 1 ? "" : "?entry=" + entry.no;
        return Response.seeOther(URI.create("/incidents/" + incident.ref() + part + "#entry-" + entry.no))
                .build();
    }

    /** The page, with a form on it as it was refused. */
    TemplateInstance page(String ref, int no, Form form) {
        Incident incident = incidents.toRead(ref);
        TimelineEntry entry = timeline.entry(incident, no);
        Form saved = forms.fill(entry.asInput(), incident.zoneId()).named("entry");
        boolean stale = form.stale(entry.version) && form.name().equals("entry");
        EntryPage page = new EntryPage(
                ref,
                entry.view(),
                incident.zone,
                Trail.of(timeline.history(incident, no)),
                stale ? Trail.between(saved, form) : List.of(),
                mostBytes);
        return Templates.entry(
                page,
                form.name().equals("entry") ? form : saved,
                form.only("retraction"),
                form.name().startsWith("removal-") ? form : form.only("attachment"));
    }
}
