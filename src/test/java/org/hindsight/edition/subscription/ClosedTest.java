package org.hindsight.edition.subscription;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import org.hindsight.Api;
import org.hindsight.Visitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Without a public address no link can be sent, and so nobody is asked for theirs. */
@QuarkusTest
@Tag("pages")
class ClosedTest {

    @Test
    void withoutAPublicAddressNobodyCanSubscribe() {
        Visitor reader = Visitor.stranger();
        assertTrue(reader.page("/reports").select("a[href^=/reports/subscribe]").isEmpty());
        assertEquals(404, reader.get("/reports/subscribe").statusCode());
        assertEquals(404, reader.get("/reports/subscribe/sent").statusCode());
        Api.anonymous()
                .body(fields("email", "ana@example.org"))
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(404);
        ADMIN.get("/api/v1/mail").then().body("open", equalTo(false)).body("address", nullValue());
        Visitor.as(ADMIN).page("/settings/mail");
    }
}
