package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class ActivationValuesTest {

    @Test
    void valuesSurviveATree() throws Exception {
        // Given
        JsonMapper mapper = new JsonMapper();
        ActivationValues values = ActivationValues.of(0, 1.5f, -0.17f, 1.234e-5f, 9.876e20f);

        // When
        JsonNode tree = mapper.valueToTree(values);

        // Then
        assertThat(tree.isArray()).isTrue();
        assertThat(mapper.treeToValue(tree, ActivationValues.class)).isEqualTo(values);
        assertThat(mapper.readValue(mapper.writeValueAsBytes(tree), ActivationValues.class))
                .isEqualTo(values);
    }
}
