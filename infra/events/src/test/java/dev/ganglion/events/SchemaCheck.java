package dev.ganglion.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Validates events by the schemas that the jar ships, and lists what they require. */
final class SchemaCheck {

    static final List<Class<?>> EVENTS = List.of(
            ActivationRequest.class,
            NeuronActivationPartial.class,
            CorpusScan.class,
            NeuronActivations.class,
            Explanation.class,
            Simulation.class,
            Scores.class,
            PublishedRecipe.class,
            DeadLetterDecision.class);

    private static final JsonNode SHARED = tree(EventSchemas.shared());

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.schemas(texts())));

    private static final Map<Class<?>, JsonSchema> SCHEMAS =
            EVENTS.stream().collect(Collectors.toMap(event -> event, SchemaCheck::load));

    private SchemaCheck() {}

    /** What is wrong with the event; empty if it is valid. */
    static List<String> problems(Class<?> event, JsonNode json) {
        return SCHEMAS.get(event).validate(json).stream()
                .map(ValidationMessage::toString)
                .toList();
    }

    /** Every field that the schema requires, for every object of this event. */
    static List<RequiredField> required(Class<?> event, JsonNode json) {
        List<RequiredField> found = new ArrayList<>();
        JsonNode root = tree(EventSchemas.of(event));
        collect(root, root, json, "", found);
        return found;
    }

    static JsonNode tree(String schema) {
        return GoldenFile.parse(schema.getBytes(StandardCharsets.UTF_8));
    }

    private static void collect(JsonNode schema, JsonNode root, JsonNode json, String at, List<RequiredField> found) {
        schema.path("required").forEach(field -> found.add(new RequiredField(at, field.asText())));
        schema.path("properties").properties().forEach(property -> {
            if (json.has(property.getKey())) {
                collect(property.getValue(), root, json.get(property.getKey()), at + "/" + property.getKey(), found);
            }
        });
        for (int i = 0; json.isArray() && schema.has("items") && i < json.size(); i++) {
            collect(schema.get("items"), root, json.get(i), at + "/" + i, found);
        }
        String reference = schema.path("$ref").asText("");
        if (!reference.isEmpty()) {
            JsonNode file = reference.startsWith("#") ? root : SHARED;
            collect(file.at(reference.substring(reference.indexOf('#') + 1)), file, json, at, found);
        }
    }

    private static JsonSchema load(Class<?> event) {
        JsonNode schema = tree(EventSchemas.of(event));
        return FACTORY.getSchema(
                SchemaLocation.of(schema.get("$id").asText()),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    private static Map<String, String> texts() {
        return Stream.concat(Stream.of(EventSchemas.shared()), EVENTS.stream().map(EventSchemas::of))
                .collect(Collectors.toMap(text -> tree(text).get("$id").asText(), text -> text));
    }

    /**
     * @param object JSON pointer to the object
     * @param field its name in it
     */
    record RequiredField(String object, String field) {}
}
