package org.hindsight.edition.host;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.anonymous;
import static org.hindsight.Api.fields;
import static org.hindsight.Visitor.where;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hindsight.Api;
import org.hindsight.Visitor;
import org.hindsight.edition.EditionTest;
import org.hindsight.edition.subscription.Opened;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Admins say which host names are internal; this installation is found at reports.example.org. */
@QuarkusTest
@TestProfile(Opened.class)
class InternalHostTest {

    private static final String SUFFIXES = "/api/v1/internal-suffixes";
    private static final String PAGE = "/settings/internal-hosts";
    private static final String FORM = "form[action=" + PAGE + "]";

    @Inject
    InternalHosts hosts;

    @BeforeEach
    @AfterEach
    void forgetAll() {
        List<String> listed = ADMIN.get(SUFFIXES).path("items.findAll { !it.builtIn }.suffix");
        listed.forEach(suffix -> ADMIN.delete(SUFFIXES + "/" + suffix).then().statusCode(204));
    }

    private static Response list(String suffix) {
        return ADMIN.post(SUFFIXES, fields("suffix", suffix));
    }

    private static Stream<String> known() {
        List<String> suffixes = ADMIN.get(SUFFIXES).path("items.suffix");
        return suffixes.stream();
    }

    @Test
    void threeAreBuiltInAndAdminsListTheirOwn() {
        list(".Prod.Example.net")
                .then()
                .statusCode(201)
                .body("suffix", equalTo("prod.example.net"))
                .body("builtIn", is(false))
                .body("addedAt", matchesPattern("20[0-9-]+T[0-9:.]+Z"))
                .body("addedBy.email", equalTo(ADMIN.email()));
        list("bücher.example.net").then().statusCode(201).body("suffix", equalTo("xn--bcher-kva.example.net"));
        ADMIN.get(SUFFIXES)
                .then()
                .statusCode(200)
                .body(
                        "items.suffix",
                        equalTo(List.of("internal", "local", "corp", "prod.example.net", "xn--bcher-kva.example.net")))
                .body("items.builtIn", equalTo(List.of(true, true, true, false, false)))
                .body("items[0].addedAt", nullValue())
                .body("items[0].addedBy", nullValue())
                .body("items[3].addedBy.email", equalTo(ADMIN.email()))
                .body("next", nullValue());
        assertEquals(
                List.of("internal", "local", "corp", "prod.example.net", "xn--bcher-kva.example.net"),
                hosts.suffixes(),
                "what the scan looks for");
    }

    @Test
    void whatIsThereAlreadyStaysAsItIs() {
        String addedAt = list("prod.example.net").path("addedAt");
        Api other = Api.person("ADMIN");
        other.post(SUFFIXES, fields("suffix", "*.PROD.example.net"))
                .then()
                .statusCode(200)
                .body("suffix", equalTo("prod.example.net"))
                .body("addedAt", equalTo(addedAt))
                .body("addedBy.email", equalTo(ADMIN.email()));
        list(".Corp")
                .then()
                .statusCode(200)
                .body("suffix", equalTo("corp"))
                .body("builtIn", is(true))
                .body("addedBy", nullValue());
        assertEquals(List.of("internal", "local", "corp", "prod.example.net"), known().toList());
    }

    @Test
    void oneThatSeveralAddAtOnceIsListedOnce() {
        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> list("prod.example.net").statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertTrue(List.of(200, 201, 409).containsAll(statuses), statuses::toString);
        assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses::toString);
        assertEquals(1, known().filter("prod.example.net"::equals).count());
    }

    @Test
    void whatIsRemovedIsNoLongerLookedFor() {
        list("prod.example.net").then().statusCode(201);
        list("bücher.example.net").then().statusCode(201);
        ADMIN.delete(SUFFIXES + "/.PROD.example.net").then().statusCode(204);
        assertEquals(List.of("internal", "local", "corp", "xn--bcher-kva.example.net"), hosts.suffixes());
        ADMIN.delete(SUFFIXES + "/{suffix}", "bücher.example.net").then().statusCode(204);
        assertEquals(List.of("internal", "local", "corp"), hosts.suffixes());
        for (String unknown : List.of("prod.example.net", "example.net", "no_name")) {
            ADMIN.delete(SUFFIXES + "/" + unknown).then().statusCode(404);
        }
        ADMIN.delete(SUFFIXES + "/local")
                .then()
                .statusCode(409)
                .body("detail", containsString(".local is internal in every installation"));
        assertEquals(List.of("internal", "local", "corp"), hosts.suffixes());
    }

    @Test
    void whatIsListedIsHeldBackFromThePublicUntilItIsRemoved() {
        String incident = EditionTest.ready();
        ADMIN.log(incident, "It ran on db-7.Prod.Example.net alone", "audience", "PUBLIC", "starred", true);
        String key = ADMIN.get(incident + "/postmortem").path("sections[0].key");
        EditionTest.write(incident, key, "{{timeline.starred}}", "PUBLIC");
        list("prod.example.net").then().statusCode(201);
        EditionTest.publish(ADMIN, incident)
                .then()
                .statusCode(409)
                .body("checks.code", contains("LEAK"))
                .body("checks[0].message", containsString("internal host db-7.Prod.Example.net"));
        ADMIN.delete(SUFFIXES + "/prod.example.net").then().statusCode(204);
        EditionTest.publish(ADMIN, incident).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is needed",
        "' ', is needed",
        "https://db.example.net/, must be what host names end with",
        "10.0.0.5, must be a name",
        "com, is a part of the public internet",
        "co.uk, is a part of the public internet",
        "reports.example.org, is where Hindsight itself is found (reports.example.org)",
        ".Example.ORG, is where Hindsight itself is found (reports.example.org)",
    })
    void whatWouldHoldBackEveryReportIsRefused(String suffix, String fault) {
        list(suffix)
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("suffix")))
                .body("violations[0].message", containsString(fault))
                .body("detail", containsString(fault));
        assertEquals(List.of("internal", "local", "corp"), hosts.suffixes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod.example.org", "s.example.org", "eports.example.org", "a.reports.example.org"})
    void whatLiesBesideOrBelowTheOwnAddressMayBeListed(String suffix) {
        list(suffix).then().statusCode(201);
    }

    @Test
    void aBodyMustNameASuffixAndNothingElse() {
        ADMIN.post(SUFFIXES, fields()).then().statusCode(400).body("violations[0].field", equalTo("suffix"));
        ADMIN.post(SUFFIXES, fields("suffix", "prod.example.net", "since", "2026"))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("since"));
        ADMIN.post(SUFFIXES, fields("suffix", List.of("prod.example.net")))
                .then()
                .statusCode(400);
        assertEquals(List.of("internal", "local", "corp"), hosts.suffixes());
    }

    @Test
    void aHundredAreEnough() {
        for (int n = 0; n < InternalHosts.MOST; n++) {
            list("n" + n + ".example.net").then().statusCode(201);
        }
        list("one-more.example.net").then().statusCode(409).body("detail", containsString("100 suffixes already"));
        list("n7.example.net").then().statusCode(200);
        ADMIN.delete(SUFFIXES + "/n7.example.net").then().statusCode(204);
        list("one-more.example.net").then().statusCode(201);
        assertEquals(3 + InternalHosts.MOST, hosts.suffixes().size());
    }

    @Test
    void nobodyButAdminsSeesOrChangesThem() {
        list("prod.example.net").then().statusCode(201);
        String one = SUFFIXES + "/prod.example.net";
        for (String role : List.of("VIEWER", "RESPONDER", "PUBLISHER")) {
            Api person = Api.person(role);
            person.get(SUFFIXES).then().statusCode(403);
            person.post(SUFFIXES, fields("suffix", "lan")).then().statusCode(403);
            person.delete(one).then().statusCode(403);
            Visitor visitor = Visitor.as(person);
            assertEquals(403, visitor.get(PAGE).statusCode());
            assertTrue(visitor.page("/").select("a[href=" + PAGE + "]").isEmpty());
        }
        anonymous().get(SUFFIXES).then().statusCode(401);
        anonymous().body(fields("suffix", "lan")).post(SUFFIXES).then().statusCode(401);
        anonymous().delete(one).then().statusCode(401);
        assertThat(where(Visitor.stranger().get(PAGE)), containsString("/sign-in"));
        assertEquals(List.of("internal", "local", "corp", "prod.example.net"), hosts.suffixes());
    }

    @Test
    void thePageListsAddsAndRemoves() {
        Api grace = Api.person("ADMIN");
        Visitor admin = Visitor.as(grace);
        Document page = admin.page(PAGE);
        assertEquals(
                "Internal hosts",
                page.select("nav[aria-label=Settings] a[aria-current=page]").text());
        assertEquals(
                List.of(".internal built in", ".local built in", ".corp built in"),
                page.select("tbody tr").eachText());
        assertTrue(page.select("tbody form").isEmpty(), "what is built in stays");

        String added = where(admin.send(page, FORM, "suffix", "*.Prod.example.net"));
        page = admin.page(added);
        assertThat(page.select("[role=status]").text(), containsString("Added."));
        String row = page.select("tbody tr").last().text();
        assertThat(row, containsString(".prod.example.net"));
        assertThat(
                row, containsString(ADMIN.get("/api/v1/users/" + grace.email()).path("name")));
        assertTrue(page.select("tbody tr").last().select("time[datetime^=20]").hasText());
        assertEquals("", page.select("input[name=suffix]").val(), "the form is empty again");

        page = admin.page(where(admin.send(page, FORM, "suffix", "prod.example.net")));
        assertThat(page.select("[role=status]").text(), containsString("already"));
        assertEquals(4, page.select("tbody tr").size());

        page = admin.page(where(admin.press(page, "[aria-label='Remove .prod.example.net']")));
        assertThat(page.select("[role=status]").text(), containsString("Removed."));
        assertEquals(3, page.select("tbody tr").size());
        assertEquals(List.of("internal", "local", "corp"), hosts.suffixes());
    }

    @Test
    void aRefusedFormKeepsWhatWasTypedAndSaysAtTheFieldWhatIsWrong() {
        Visitor admin = Visitor.as(ADMIN);
        Response refused = admin.send(admin.page(PAGE), FORM, "suffix", "https://db.prod \"x\"");
        assertEquals(400, refused.statusCode());
        Document page = Visitor.document(refused);
        assertEquals("https://db.prod \"x\"", page.select("#suffix").val());
        assertEquals("true", page.select("#suffix").attr("aria-invalid"));
        assertThat(page.select("#suffix-fault").text(), containsString("must be what host names end with"));
        assertThat(page.select("#suffix").attr("aria-describedby"), containsString("suffix-fault"));
        assertThat(page.select("[role=alert] a[href=#suffix]").text(), containsString("suffix must be what"));
        assertEquals(3, page.select("tbody tr").size());

        page = Visitor.document(admin.send(page, FORM, "suffix", "example.org"));
        assertThat(page.select("#suffix-fault").text(), containsString("is where Hindsight itself is found"));
        where(admin.send(page, FORM, "suffix", "prod.example.org"));
        assertTrue(hosts.suffixes().contains("prod.example.org"));
    }
}
