package org.hindsight.live;

import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hindsight.Api;
import org.hindsight.account.User;
import org.hindsight.live.Follower.Heard;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who follows an incident is seen by the others. */
@QuarkusTest
class PresenceTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration UNTIL_A_NODE_IS_GONE = Duration.ofSeconds(40);

    @Inject
    EntityManager database;

    private static Set<String> present(String incident) {
        return new TreeSet<>(ADMIN.get(incident + "/presence")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<String>getList("people.email"));
    }

    private static long id(String incident) {
        return Long.parseLong(incident.replaceAll(".*INC-", ""));
    }

    private static void becomes(String incident, Duration patience, String... emails) {
        Set<String> expected = new TreeSet<>(List.of(emails));
        long deadline = System.nanoTime() + patience.toNanos();
        Set<String> present = present(incident);
        while (!present.equals(expected)) {
            Set<String> found = present;
            assertTrue(System.nanoTime() < deadline, () -> found + " instead of " + expected);
            present = present(incident);
        }
    }

    private static Heard heard(Follower follower, String... emails) {
        Set<String> expected = new TreeSet<>(List.of(emails));
        Heard next = follower.next("presence");
        while (!new TreeSet<>(next.json().<String>getList("people.email")).equals(expected)) {
            next = follower.next("presence");
        }
        return next;
    }

    @Test
    @Tag("pages")
    void whoFollowsIsHereOnceAndGoneSoonAfterwards() {
        String incident = ADMIN.incident();
        Api jonas = Api.person("VIEWER");
        becomes(incident, SOON);
        try (Follower ada = Follower.of(ADMIN, incident, null)) {
            Heard alone = heard(ada, ADMIN.email());
            assertEquals(0, alone.id(), "it is no revision");
            assertEquals(1, alone.json().getInt("count"));
            try (Follower tab = Follower.of(jonas, incident, null)) {
                heard(ada, ADMIN.email(), jonas.email());
                try (Follower otherTab = Follower.of(jonas, incident, null)) {
                    heard(tab, ADMIN.email(), jonas.email());
                    heard(otherTab, ADMIN.email(), jonas.email());
                    becomes(incident, SOON, ADMIN.email(), jonas.email());
                }
                int no = ADMIN.log(incident, "Still one tab");
                assertEquals(no, tab.next("change").json().getInt("item.no"));
                assertEquals(Set.of(ADMIN.email(), jonas.email()), present(incident));
            }
            heard(ada, ADMIN.email());
            becomes(incident, SOON, ADMIN.email());
        }
        becomes(incident, SOON);
    }

    @Test
    void whoComesLaterLearnsWhoIsHere() {
        String incident = ADMIN.incident();
        try (Follower first = Follower.of(ADMIN, incident, null)) {
            heard(first, ADMIN.email());
            try (Follower second = Follower.of(ADMIN, incident, null)) {
                heard(second, ADMIN.email());
            }
        }
    }

    @Test
    void peopleOfAnotherNodeAreSeenUntilItGivesNoSignAnyMore() {
        String incident = ADMIN.incident();
        Api priya = Api.person("RESPONDER");
        long id = id(incident);
        Register otherNode = new Register(database);
        try (Follower ada = Follower.of(ADMIN, incident, null)) {
            heard(ada, ADMIN.email());
            QuarkusTransaction.requiringNew().run(() -> {
                otherNode.begin();
                otherNode.enter(id, User.of(priya.email()).orElseThrow().id);
                otherNode.enter(id, User.of(ADMIN.email()).orElseThrow().id);
            });
            heard(ada, ADMIN.email(), priya.email());
            becomes(incident, SOON, ADMIN.email(), priya.email());
            becomes(incident, UNTIL_A_NODE_IS_GONE, ADMIN.email());
            heard(ada, ADMIN.email());
        }
    }

    @Test
    @Tag("pages")
    void whoWritesInASectionIsSeenThere() {
        String incident = ADMIN.incident();
        Api jonas = Api.person("RESPONDER");
        try (Follower ada = Follower.of(ADMIN, incident, null)) {
            heard(ada, ADMIN.email());
            jonas.put(incident + "/presence", fields("section", "impact"))
                    .then()
                    .statusCode(204);
            Heard writing = ada.next("presence");
            assertEquals(List.of("impact"), writing.json().<String>getList("writing.section"));
            assertEquals(List.of(jonas.email()), writing.json().<String>getList("writing.person.email"));
            Whereabouts otherNode = new Whereabouts(database);
            QuarkusTransaction.requiringNew()
                    .run(() ->
                            otherNode.enter(id(incident), User.of(jonas.email()).orElseThrow(), "causes"));
            assertEquals(List.of("causes"), ada.next("presence").json().<String>getList("writing.section"));
            assertEquals(List.of("causes"), ADMIN.get(incident + "/presence").path("writing.section"));
            jonas.put(incident + "/presence", fields("section", null)).then().statusCode(204);
            assertEquals(List.of(), ada.next("presence").json().<String>getList("writing.section"));
        }
        jonas.put(incident + "/presence", fields("section", "x".repeat(101)))
                .then()
                .statusCode(400);
    }

    @Test
    @Tag("pages")
    void onlyWhoMayKnowOfTheIncidentSeesWhoIsHere() {
        String incident = ADMIN.incident("restricted", true);
        Api stranger = Api.person("RESPONDER");
        stranger.put(incident + "/presence", fields("section", "impact")).then().statusCode(404);
        stranger.get(incident + "/presence").then().statusCode(404);
        Api.anonymous().get(incident + "/presence").then().statusCode(401);
        String open = ADMIN.incident();
        try (Follower follower = Follower.of(stranger, open, null)) {
            heard(follower, stranger.email());
            ADMIN.patch(open, fields("restricted", true)).then().statusCode(200);
            follower.kindsUntilTheEnd();
        }
        becomes(open, SOON);
    }
}
