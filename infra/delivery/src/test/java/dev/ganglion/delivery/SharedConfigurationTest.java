package dev.ganglion.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URL;
import org.junit.jupiter.api.Test;

class SharedConfigurationTest {

    @Test
    void aServiceThatIsToldOfNoBrokerHasThatOfThisMachine() throws Exception {
        // Given
        URL shared = OrderlyStop.class.getResource("/META-INF/microprofile-config.properties");

        // When
        String brokers = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(shared))
                .build()
                .getValue("kafka.bootstrap.servers", String.class);

        // Then
        assertThat(brokers).isEqualTo("localhost:9092");
    }
}
