package dev.ganglion.llm.prompt;

import io.quarkus.qute.Engine;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.SectionNode;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.TemplateNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A piece of a recipe's prompt: a Qute template whose values are data and never templates themselves. Nothing is escaped
 * (a prompt is not HTML); an expression that names nothing is an error. Safe for use by many threads.
 */
public final class PromptTemplate {

    private static final Engine ENGINE = engine();
    private static final Set<String> LOOP_FACTS =
            Set.of("count", "index", "indexParity", "hasNext", "isLast", "isFirst", "odd", "isOdd", "even", "isEven");

    private final String field;
    private final Template template;

    private PromptTemplate(String field, Template template) {
        this.field = field;
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @param field the recipe's field, for errors
     * @param variables the values that will be given
     * @throws IllegalArgumentException with one sentence, if it is broken or wants a value that there is not
     */
    public static PromptTemplate parse(String field, String text, Set<String> variables) {
        Template template;
        try {
            template = ENGINE.parse(text);
        } catch (TemplateException e) {
            throw new IllegalArgumentException(
                    "field \"" + field + "\" is a broken template"
                            + (e.getOrigin() == null
                                    ? ""
                                    : " in its line " + e.getOrigin().getLine()) + ": "
                            + firstSentence(e),
                    e);
        }
        Set<String> known = new HashSet<>(variables);
        template.findNodes(TemplateNode::isSection).forEach(node -> declare(node.asSection(), known));
        TreeSet<String> unknown = new TreeSet<>();
        for (Expression expression : template.getExpressions()) {
            String root = expression.getParts().get(0).getName();
            if (!expression.isLiteral() && !expression.hasNamespace() && !known.contains(root)) {
                unknown.add(root);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("field \"" + field + "\" uses {" + String.join("}, {", unknown)
                    + "}; there are: " + String.join(", ", new TreeSet<>(variables)));
        }
        return new PromptTemplate(field, template);
    }

    /** Adds what the template names itself: the item of a loop with its count and the like, and its own variables. */
    private static void declare(SectionNode section, Set<String> known) {
        Map<String, String> parameters = section.getBlocks().get(0).parameters;
        switch (section.getName()) {
            case "for", "each" -> {
                String item = parameters.getOrDefault("alias", "it");
                known.add(item);
                LOOP_FACTS.forEach(fact -> known.add(item + "_" + fact));
            }
            case "let", "set" -> known.addAll(parameters.keySet());
            default -> {
                // Names nothing.
            }
        }
    }

    /**
     * Fills it in.
     *
     * @param values by name: texts, numbers, lists, records and maps
     * @throws IllegalArgumentException with one sentence, if an expression finds nothing
     */
    public String render(Map<String, ?> values) {
        TemplateInstance instance = template.instance();
        values.forEach(instance::data);
        try {
            return instance.render();
        } catch (TemplateException e) {
            throw new IllegalArgumentException("field \"" + field + "\" cannot be filled in: " + firstSentence(e), e);
        }
    }

    private static String firstSentence(TemplateException e) {
        String message =
                e.getMessage() == null ? "unknown reason" : e.getMessage().replaceAll("\\s+", " ");
        return message.length() > 300 ? message.substring(0, 300) + "…" : message;
    }

    private static Engine engine() {
        EngineBuilder builder =
                Engine.builder().addDefaults().strictRendering(true).removeStandaloneLines(true);
        builder.addValueResolver(new ReflectionValueResolver());
        return builder.build();
    }
}
