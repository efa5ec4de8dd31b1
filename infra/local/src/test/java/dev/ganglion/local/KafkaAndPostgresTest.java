package dev.ganglion.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class KafkaAndPostgresTest {

    @Test
    void everyStartHasTheSameBrokerAndADatabaseOfItsOwn() {
        // Given
        KafkaAndPostgres resource = new KafkaAndPostgres();
        resource.init(Map.of());

        // When
        Map<String, String> first = resource.start();
        resource.stop();
        Map<String, String> second = resource.start();

        // Then
        assertThat(first)
                .containsOnlyKeys(
                        "kafka.bootstrap.servers",
                        "quarkus.devservices.enabled",
                        "quarkus.http.test-port",
                        "quarkus.datasource.jdbc.url",
                        "quarkus.datasource.reactive.url",
                        "quarkus.datasource.username",
                        "quarkus.datasource.password");
        assertThat(second).containsEntry("kafka.bootstrap.servers", first.get("kafka.bootstrap.servers"));
        assertThat(second.get("quarkus.datasource.jdbc.url")).isNotEqualTo(first.get("quarkus.datasource.jdbc.url"));
    }

    @Test
    void withoutAClassLoaderThatKnowsKafkaAllTopicsAreMade() throws Exception {
        // Given
        KafkaAndPostgres resource = new KafkaAndPostgres();
        resource.init(Map.of("postgres", "false"));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();

        // When
        Map<String, String> settings;
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            settings = resource.start();
        } finally {
            thread.setContextClassLoader(before);
        }

        // Then
        assertThat(settings).doesNotContainKey("quarkus.datasource.jdbc.url");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.get("kafka.bootstrap.servers")))) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.all().stream().map(Topics.Topic::name).toList());
        }
    }
}
