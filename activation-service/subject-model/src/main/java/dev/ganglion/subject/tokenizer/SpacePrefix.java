package dev.ganglion.subject.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/**
 * The space that some tokenizers put before a text, so that its first word looks like the others. What goes on from another
 * text must not get one.
 */
final class SpacePrefix {

    private SpacePrefix() {}

    /**
     * Makes the tokenizer put no space before its text.
     *
     * @param root a {@code tokenizer.json}, changed
     * @return whether it did put one
     */
    static boolean remove(ObjectNode root) {
        boolean found = inStep(root.path("pre_tokenizer"));
        JsonNode normalizer = root.path("normalizer");
        if (isPrepend(normalizer)) {
            root.putNull("normalizer");
            return true;
        }
        return inStep(normalizer) | found;
    }

    private static boolean inStep(JsonNode step) {
        boolean found = false;
        for (String list : new String[] {"normalizers", "pretokenizers"}) {
            if (step.path(list) instanceof ArrayNode steps) {
                for (Iterator<JsonNode> each = steps.iterator(); each.hasNext(); ) {
                    JsonNode inner = each.next();
                    if (isPrepend(inner)) {
                        each.remove();
                        found = true;
                    } else {
                        found |= inStep(inner);
                    }
                }
            }
        }
        return found | (step instanceof ObjectNode object && inOne(object));
    }

    private static boolean isPrepend(JsonNode step) {
        return step.path("type").asText().equals("Prepend");
    }

    private static boolean inOne(ObjectNode step) {
        boolean metaspace = step.path("type").asText().equals("Metaspace");
        boolean byteLevel = step.path("type").asText().equals("ByteLevel");
        boolean prefixed = step.path("add_prefix_space").asBoolean(metaspace);
        if (metaspace) {
            boolean found = !step.path("prepend_scheme")
                    .asText(prefixed ? "always" : "never")
                    .equals("never");
            step.put("prepend_scheme", "never");
            step.remove("add_prefix_space");
            return found;
        }
        if (byteLevel && prefixed) {
            step.put("add_prefix_space", false);
            return true;
        }
        return false;
    }
}
