package dev.ganglion.llm.recipe;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ganglion.events.Identity;
import java.util.TreeSet;

/** Names a recipe by its content: the parsed tree without the name, keys sorted, numbers by value. */
final class RecipeDigest {

    private RecipeDigest() {}

    /**
     * @param recipe a mapping
     * @param methodVersion the version of the code that the recipe runs
     * @return SHA-256, hexadecimal
     */
    static String of(JsonNode recipe, int methodVersion) {
        StringBuilder canonical = new StringBuilder();
        canonical.append("{\"methodVersion\":").append(methodVersion).append(",\"recipe\":");
        TreeSet<String> fields = fields(recipe);
        fields.remove("name");
        object(recipe, fields, canonical);
        return Identity.sha256(canonical.append('}').toString());
    }

    private static void write(JsonNode node, StringBuilder into) {
        if (node.isObject()) {
            object(node, fields(node), into);
        } else if (node.isArray()) {
            char before = '[';
            for (JsonNode item : node) {
                write(item, into.append(before));
                before = ',';
            }
            into.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isNumber()) {
            into.append(node.decimalValue().stripTrailingZeros());
        } else if (node.isTextual()) {
            text(node.textValue(), into);
        } else {
            into.append(node.asText());
        }
    }

    private static void object(JsonNode node, TreeSet<String> fields, StringBuilder into) {
        char before = '{';
        for (String field : fields) {
            text(field, into.append(before));
            write(node.get(field), into.append(':'));
            before = ',';
        }
        into.append(fields.isEmpty() ? "{}" : "}");
    }

    private static TreeSet<String> fields(JsonNode node) {
        TreeSet<String> fields = new TreeSet<>();
        node.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static void text(String text, StringBuilder into) {
        into.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, into);
        into.append('"');
    }
}
