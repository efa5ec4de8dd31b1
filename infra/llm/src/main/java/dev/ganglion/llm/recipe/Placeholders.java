package dev.ganglion.llm.recipe;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what a recipe leaves to the environment: <code>${LLM_MODEL:gpt-4o-mini}</code>, the model's name, so that one
 * recipe serves every server. It happens before the file is read, so the digest is of what is really asked. No other
 * variable can be named: a recipe is published, and must not publish a secret.
 */
final class Placeholders {

    private static final String VARIABLE = "LLM_MODEL";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:\\n]*)(?::([^}\\n]*))?}");
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}");

    private Placeholders() {}

    /**
     * @param environment variables and their values
     * @throws RecipeException if another variable is named, or this one is missing, or is no name of a model
     */
    static String fill(String origin, String text, Map<String, String> environment) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            if (!placeholder.group(1).equals(VARIABLE)) {
                throw refused(origin, text, placeholder, "only ${" + VARIABLE + "} can be filled in");
            }
            String value = environment.getOrDefault(VARIABLE, placeholder.group(2));
            if (value == null || !MODEL.matcher(value).matches()) {
                throw refused(
                        origin,
                        text,
                        placeholder,
                        value == null ? "set " + VARIABLE + " to the model's name" : VARIABLE + " is no model's name");
            }
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return placeholder.appendTail(filled).toString();
    }

    private static RecipeException refused(String origin, String text, Matcher at, String reason) {
        int line = (int) text.substring(0, at.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        return RecipeException.in(origin, line, reason, null);
    }
}
