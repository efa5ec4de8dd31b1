package dev.ganglion.llm.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecipeDigestTest {

    private static final ObjectMapper YAML = new YAMLMapper();

    @Property(tries = 300)
    void keyOrderAndNameDoNotMatter(@ForAll("recipes") Map<String, Object> recipe, @ForAll Random random)
            throws JsonProcessingException {
        // Given
        Map<String, Object> shuffled = shuffled(recipe, random);
        shuffled.put("name", "another");

        // When
        String before = digest(YAML.writeValueAsString(recipe));
        String after = digest(YAML.writeValueAsString(shuffled));

        // Then
        assertThat(after).isEqualTo(before);
    }

    @Property(tries = 300)
    void everyValueMatters(@ForAll("recipes") Map<String, Object> recipe, @ForAll Random random)
            throws JsonProcessingException {
        // Given
        Map<String, Object> changed = new LinkedHashMap<>(recipe);
        List<String> fields =
                recipe.keySet().stream().filter(field -> !field.equals("name")).toList();
        String field = fields.get(random.nextInt(fields.size()));
        switch (random.nextInt(3)) {
            case 0 -> changed.remove(field);
            case 1 -> changed.put(field, List.of(recipe.get(field)));
            default -> changed.put(field + "x", changed.remove(field));
        }

        // When
        String before = digest(YAML.writeValueAsString(recipe));
        String after = digest(YAML.writeValueAsString(changed));

        // Then
        assertThat(after).isNotEqualTo(before);
    }

    @Example
    void commentsLayoutAndSpellingOfAValueDoNotMatter() {
        // Given
        String plain = "name: a\nmethod: m\ntemperature: 0.5\nexamples: [1, 2]\nprompt: {user: \"hi\\n\"}\n";
        String other =
                """
                # mine
                name: b
                prompt:
                    user: |
                        hi
                examples:   # few
                - 1
                - 2
                method: "m"
                temperature: 5.0e-1
                """;

        // When, Then
        assertThat(digest(other)).isEqualTo(digest(plain)).isEqualTo(digest(plain.replace("\n", "\r\n")));
    }

    @Example
    void typesAreToldApart() {
        // When, Then
        assertThat(List.of(
                        digest("a: 1"), digest("a: \"1\""), digest("a: [1]"), digest("a: {b: 1}"), digest("a: true")))
                .doesNotHaveDuplicates();
    }

    @Example
    void theDigestOfARecipeStaysWhatItIs() {
        // The names of consumer groups and results depend on it: a change here is a break.
        assertThat(digest("name: a\nservice: explainer\nmethod: token-lookup\nexamples: [1, 0.50]\n"))
                .isEqualTo("36800eb667907a9360a6400de33d89de5ff2c1bae53a980e05791dddd6ff3b8c");
    }

    @Provide
    Arbitrary<Map<String, Object>> recipes() {
        Arbitrary<String> fields =
                Arbitraries.strings().withCharRange('a', 'f').ofMinLength(1).ofMaxLength(4);
        Arbitrary<Object> values = Arbitraries.lazyOf(
                () -> Arbitraries.strings().ascii().ofMaxLength(8).map(text -> text),
                () -> Arbitraries.integers().map(number -> number),
                () -> Arbitraries.of(true, false).map(flag -> flag),
                () -> Arbitraries.integers().list().ofMaxSize(3).map(list -> list),
                () -> Arbitraries.maps(fields, Arbitraries.integers())
                        .ofMaxSize(3)
                        .map(map -> map));
        return Combinators.combine(Arbitraries.maps(fields, values).ofMinSize(1).ofMaxSize(5), fields)
                .as((content, name) -> {
                    Map<String, Object> recipe = new LinkedHashMap<>(content);
                    recipe.put("name", name);
                    return recipe;
                });
    }

    private static Map<String, Object> shuffled(Map<String, Object> recipe, Random random) {
        List<String> fields = new ArrayList<>(recipe.keySet());
        Collections.shuffle(fields, random);
        Map<String, Object> shuffled = new LinkedHashMap<>();
        fields.forEach(field -> shuffled.put(field, recipe.get(field)));
        return shuffled;
    }

    private static String digest(String yaml) {
        return RecipeDigest.of((ObjectNode) new RecipeYaml("recipe.yaml", yaml).tree(), 1);
    }
}
