package dev.ganglion.events.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.EventException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainNestingTest {

    private static final JsonMapper JACKSON = new JsonMapper();
    private static final String CHARACTERS = "ab[]{}\"\\,:Y_y\u007fé ";
    private static final EventCodec<Small> CODEC = EventCodec.of(Small.class);

    /** All that is asked for of a larger object. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Small(int before, int after) {}

    @Property
    void theEndIsFoundWhateverIsInIt(@ForAll Random random, @ForAll @IntRange(max = 9) int start) {
        // Given
        String text = tree(random, 4).toString();
        byte[] bytes = (" ".repeat(start) + text + "]}\"more").getBytes(StandardCharsets.UTF_8);
        int length = text.getBytes(StandardCharsets.UTF_8).length;

        // When
        int end = PlainNesting.end(bytes, start + 1, bytes.length);

        // Then
        assertThat(end).isEqualTo(start + length - 1);
        for (int limit = start + 1; limit <= end; limit++) {
            assertThat(PlainNesting.end(bytes, start + 1, limit)).isNegative();
        }
    }

    @Property
    void whatIsBehindAFieldThatNobodyAsksForIsRead(@ForAll Random random, @ForAll boolean pretty) {
        // Given
        JsonNode tree = tree(random, 4);
        String json = "{\"before\":1,\"unknown\":" + (pretty ? tree.toPrettyString() : tree.toString())
                + ",\"another\":{\"after\":3,\"in\":" + tree + "},\"after\":2}";

        // When
        Small read = CODEC.decode(json.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(read).isEqualTo(new Small(1, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"before\":1,\"after\":2,\"unknown\":[[1]",
                "{\"before\":1,\"after\":2,\"unknown\":[\"a]}",
                "{\"before\":1,\"after\":2,\"unknown\":[\"a\\",
                "{\"before\":1,\"after\":2,\"unknown\":[1}",
                "{\"before\":1,\"after\":2,\"unknown\":{\"a\":[1}]}",
                "{\"before\":1,\"after\":2,\"unknown\":[1]"
            })
    void whatDoesNotEndIsRefused(String json) {
        assertThatThrownBy(() -> CODEC.decode(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(EventException.class)
                .hasMessageStartingWith("malformed Small: ");
    }

    /** Arrays and objects, with everything in their texts that has a meaning outside of them. */
    private static JsonNode tree(Random random, int depth) {
        ArrayNode array = JACKSON.createArrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            switch (random.nextInt(depth == 0 ? 2 : 4)) {
                case 0 -> array.add(text(random));
                case 1 -> array.add(random.nextInt());
                case 2 -> array.add(tree(random, depth - 1));
                default -> array.addObject().set(text(random), tree(random, depth - 1));
            }
        }
        return random.nextBoolean() ? array : JACKSON.createObjectNode().set(text(random), array);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }
}
