package org.hindsight.platform.database;

import static io.restassured.RestAssured.get;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseTest {

    @Inject
    AgroalDataSource database;

    @Test
    void isTheOneThatTheEnvironmentNames() throws SQLException {
        try (Connection connection = database.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            assertEquals(TestDatabase.isPostgres() ? "PostgreSQL" : "H2", product);
            if (!TestDatabase.isPostgres()) {
                assertThat(connection.getMetaData().getURL(), startsWith("jdbc:h2:synced:"));
            }
        }
    }

    @Test
    void isPartOfReadiness() {
        get("/q/health/ready").then().statusCode(200).body("checks.data.'<default>'", hasItem("UP"));
    }
}
