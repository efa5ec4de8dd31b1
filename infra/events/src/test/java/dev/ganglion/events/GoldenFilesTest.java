package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ganglion.events.SchemaCheck.RequiredField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Yesterday's events, and whatever may have been added to them since. */
class GoldenFilesTest {

    private static Stream<GoldenFile<?>> golden() {
        return GoldenEvents.all();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aGoldenFileIsReadAsTheRecordThatItAlwaysWas(GoldenFile<?> golden) {
        assertThat((Object) EventCodec.of(golden.type()).decode(golden.bytes())).isEqualTo(golden.expected());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aGoldenFileIsValid(GoldenFile<?> golden) {
        assertThat(SchemaCheck.problems(golden.type(), golden.tree())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("golden")
    <T> void aGoldenFileIsWrittenAgainAsItWas(GoldenFile<T> golden) {
        // When
        JsonNode written = GoldenFile.parse(EventCodec.of(golden.type()).encode(golden.expected()));

        // Then: 3 and 3.0 are one number
        assertThat(written.equals(GoldenFilesTest::compare, golden.tree()))
                .as("%s%nwas %s", written, golden.tree())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void fieldsThatAreAddedLaterAreIgnored(GoldenFile<?> golden) {
        // Given
        JsonNode tree = golden.tree();
        List<ObjectNode> objects = new ArrayList<>();
        collectObjects(tree, objects);
        for (ObjectNode object : objects) {
            object.put("addedLater", 1);
            object.putObject("addedLaterToo").putArray("deep").addObject().putNull("nothing");
        }

        // When, then
        assertThat((Object) golden.decode(tree)).isEqualTo(golden.expected());
        assertThat(SchemaCheck.problems(golden.type(), tree)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aRequiredFieldThatIsRemovedIsNamed(GoldenFile<?> golden) {
        for (RequiredField required : SchemaCheck.required(golden.type(), golden.tree())) {
            // Given
            JsonNode tree = golden.tree();
            ((ObjectNode) tree.at(required.object())).remove(required.field());

            // When, then
            assertRefused(golden, tree, required);
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aRequiredFieldThatIsNullIsNamed(GoldenFile<?> golden) {
        for (RequiredField required : SchemaCheck.required(golden.type(), golden.tree())) {
            // Given
            JsonNode tree = golden.tree();
            ((ObjectNode) tree.at(required.object())).putNull(required.field());

            // When, then
            assertRefused(golden, tree, required);
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aValueOfAnotherTypeIsRefusedAndItsFieldNamed(GoldenFile<?> golden) {
        for (RequiredField field : fields(golden.tree(), "")) {
            JsonNode was = golden.tree().at(field.object()).get(field.field());
            for (JsonNode other : otherThan(was)) {
                // Given
                JsonNode tree = golden.tree();
                ((ObjectNode) tree.at(field.object())).set(field.field(), other);

                // When, then
                assertRefused(golden, tree, field);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aNullInAnArrayIsRefusedAndItsFieldNamed(GoldenFile<?> golden) {
        for (RequiredField field : fields(golden.tree(), "")) {
            // Given
            JsonNode tree = golden.tree();
            JsonNode array = tree.at(field.object()).get(field.field());
            if (!array.isArray() || array.isEmpty()) {
                continue;
            }
            ((ArrayNode) array).set(array.size() - 1, NullNode.instance);

            // When, then
            assertRefused(golden, tree, field);
        }
    }

    private static void assertRefused(GoldenFile<?> golden, JsonNode tree, RequiredField field) {
        assertThatThrownBy(() -> golden.decode(tree))
                .as("%s in %s", field, tree)
                .isInstanceOf(EventException.class)
                .hasMessageStartingWith("malformed " + golden.type().getSimpleName() + ": ")
                .message()
                .containsPattern("\\b" + Pattern.quote(field.field()) + "\\b");
        assertThat(SchemaCheck.problems(golden.type(), tree)).as("%s", field).isNotEmpty();
    }

    private static List<RequiredField> fields(JsonNode json, String at) {
        List<RequiredField> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            fields.add(new RequiredField(at, field.getKey()));
            fields.addAll(fields(field.getValue(), at + "/" + field.getKey()));
        }
        for (int i = 0; json.isArray() && i < json.size(); i++) {
            fields.addAll(fields(json.get(i), at + "/" + i));
        }
        return fields;
    }

    private static List<JsonNode> otherThan(JsonNode was) {
        return Stream.<JsonNode>of(
                        IntNode.valueOf(7),
                        TextNode.valueOf("7"),
                        TextNode.valueOf(""),
                        BooleanNode.TRUE,
                        JsonNodeFactory.instance.arrayNode().add(was),
                        JsonNodeFactory.instance.objectNode().set("index", was))
                .filter(other -> other.getNodeType() != was.getNodeType() || other.isArray())
                .toList();
    }

    private static void collectObjects(JsonNode json, List<ObjectNode> found) {
        if (json instanceof ObjectNode object) {
            found.add(object);
        }
        json.forEach(child -> collectObjects(child, found));
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
