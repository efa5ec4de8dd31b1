package dev.ganglion.scorer.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.local.KafkaAndPostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Tables that were filled before a migration have what it adds. */
@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class MigrationTest {

    private static final String SCHEMA = "of_yesterday";

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @Test
    void scoresThatWereThereKnowTheirCalibration() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            // Given
            flyway("1").migrate();
            insert(statement, 1, "{\"value\":0.25}");
            insert(statement, 2, "{\"undefined\":\"too few excerpts\"}");

            // When
            flyway("2").migrate();

            // Then
            try (ResultSet rows =
                    statement.executeQuery("select calibration from " + SCHEMA + ".scores order by neuron_index")) {
                rows.next();
                assertThat(rows.getDouble(1)).isEqualTo(0.25);
                rows.next();
                assertThat(rows.getObject(1)).isNull();
            }
            statement.execute("drop schema " + SCHEMA + " cascade");
        }
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(url, user, "")
                .schemas(SCHEMA)
                .locations("db/projection")
                .target(target)
                .load();
    }

    private static void insert(Statement statement, int neuron, String calibration) throws SQLException {
        statement.execute("insert into " + SCHEMA + ".scores values (gen_random_uuid(), 'm', 0, 'mlp', " + neuron
                + ", gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'words', 'e', 'd', 'm', 's', 'd', 'm', '1',"
                + " 0.5, null, '{\"scores\":[{\"split\":\"valid\",\"on\":\"top-and-random\",\"correlation\":{\"value\":0.5}},"
                + "{\"split\":\"calibration\",\"on\":\"top\",\"correlation\":{\"value\":0.75}},"
                + "{\"split\":\"calibration\",\"on\":\"top-and-random\",\"correlation\":" + calibration + "}]}', 7)");
    }
}
