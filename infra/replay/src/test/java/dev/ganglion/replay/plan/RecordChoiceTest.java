package dev.ganglion.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.RecipeRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordChoiceTest {

    private static final String KEY = "gpt2-xl/31-mlp/892";
    private static final String RECIPE = "terse@1a2b3c4d";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static Replay replay(String service, String recipe, Map<String, String> options, Set<String> neurons) {
        return new Replay(
                "replay.test",
                service,
                "any",
                recipe,
                new ReplayOptions(options),
                new Bounds(Map.of(0, 10L), Map.of(0, 20L)),
                neurons,
                NOON);
    }

    private static boolean chosen(Map<String, String> options, Set<String> neurons, String key) {
        return replay("explainer", RECIPE, options, neurons)
                .records()
                .test(new TopicRecord(0, 12, key, NOON.toEpochMilli(), name -> null));
    }

    private static boolean redriven(Replay replay, Map<String, String> headers) {
        return replay.records().test(new TopicRecord(0, 12, KEY, NOON.toEpochMilli(), headers::get));
    }

    @ParameterizedTest
    @CsvSource({"9,false", "10,true", "19,true", "20,false"})
    void onlyOffsetsBetweenStartAndEndAreChosen(long offset, boolean expected) {
        // Given
        RecordChoice choice = replay("explainer", RECIPE, Map.of(), null).records();

        // When
        boolean chosen = choice.test(new TopicRecord(0, offset, KEY, 0, name -> null));

        // Then
        assertThat(chosen).isEqualTo(expected);
        assertThat(choice.test(new TopicRecord(1, offset, KEY, 0, name -> null)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"gpt2-xl,30-31,true", "gpt2,30-31,false", "gpt2-xl,0-30,false", ",31,true", "gpt2-xl,,true"})
    void modelAndLayerAreThoseOfTheKey(String model, String layers, boolean expected) {
        // Given
        Map<String, String> options = new HashMap<>();
        if (model != null) {
            options.put(ReplayOptions.MODEL, model);
        }
        if (layers != null) {
            options.put(ReplayOptions.LAYERS, layers);
        }

        // Then
        assertThat(chosen(options, null, KEY)).isEqualTo(expected);
    }

    @Test
    void whatHasNoNeuronsKeyIsOfNoModelAndNotAmongNamedNeuronsButOtherwiseChosen() {
        // Then
        assertThat(chosen(Map.of(ReplayOptions.MODEL, "gpt2-xl"), null, "poison"))
                .isFalse();
        assertThat(chosen(Map.of(ReplayOptions.LAYERS, "31"), null, null)).isFalse();
        assertThat(chosen(Map.of(), Set.of(KEY), null)).isFalse();
        assertThat(chosen(Map.of(), null, null)).isTrue();
        assertThat(chosen(Map.of(), Set.of(KEY), KEY)).isTrue();
    }

    @Test
    void aChoiceOfNoNeuronIsNotAChoiceOfAll() {
        // Then
        assertThat(chosen(Map.of(), Set.of(), KEY)).isFalse();
    }

    @Test
    void deadLettersAreThoseOfTheRecipeThatRuns() {
        // Given
        Replay redrive = replay("explainer", RECIPE, Map.of(ReplayOptions.DEAD_LETTERS, "true"), null);

        // Then
        assertThat(redriven(redrive, Map.of(DeadLetterHeaders.RECIPE, RECIPE))).isTrue();
        assertThat(redriven(redrive, Map.of(DeadLetterHeaders.RECIPE, "terse@99999999")))
                .isFalse();
        assertThat(redriven(redrive, Map.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"scorer,true", "replay.scorer.20261123T120000,true", "projection,false", ",false"})
    void deadLettersOfTheScorerAreThoseThatItsOwnGroupsRead(String group, boolean expected) {
        // Given
        Replay redrive = replay("scorer", null, Map.of(ReplayOptions.DEAD_LETTERS, "true"), null);

        // Then
        assertThat(redriven(redrive, group == null ? Map.of() : Map.of(DeadLetterHeaders.GROUP, group)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "reason,content,true",
        "reason,timeout,false",
        "since,2026-11-23T12:00:00Z,true",
        "since,2026-11-23T12:00:00.001Z,false",
        "until,2026-11-23T12:00:00Z,false",
        "until,2026-11-23T12:00:00.001Z,true",
        "key,gpt2-xl/31-mlp/892,true",
        "key,gpt2-xl/31-mlp/893,false",
        "record,0@12,true",
        "record,0@13,false"
    })
    void deadLettersAreFilteredByWhatTheySay(String option, String value, boolean expected) {
        // Given
        Replay redrive = replay("explainer", RECIPE, Map.of(ReplayOptions.DEAD_LETTERS, "true", option, value), null);

        // Then
        assertThat(redriven(
                        redrive,
                        Map.of(
                                DeadLetterHeaders.RECIPE,
                                RECIPE,
                                DeadLetterHeaders.REASON,
                                "this content is not allowed")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({",true", "terse,true", "terse@1a2b,true", "terse@1a2b3c4d5e6f,true", "terse@ffff,false", "ters,false"})
    void aRecipeIsChosenByItsNameOrItsDigest(String selector, boolean expected) {
        // Then
        assertThat(new RecipeChoice(selector).test(new RecipeRef("terse", "1a2b3c4d5e6f7a8b", "m")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"explainer.terse@1a2b3c4d", "scorer", "replay.", "replay.a b", "replay.é", ""})
    void aReplayNeverHasTheNameOfALiveGroupOrOneThatNoJobCanHave(String id) {
        // Then
        assertThatThrownBy(() -> Replay.requireId(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--id: ");
    }

    @Test
    void whoJoinsMayLeaveOptionsOutAndNotGiveOthers() {
        // Given
        ReplayOptions frozen = new ReplayOptions(Map.of("layers", "1", "neurons", "hash"));

        // Then
        frozen.requireSame(new ReplayOptions(Map.of()), "replay.a");
        frozen.requireSame(new ReplayOptions(Map.of("layers", "1")), "replay.a");
        assertThatThrownBy(() -> frozen.requireSame(new ReplayOptions(Map.of("layers", "2")), "replay.a"))
                .hasMessageStartingWith("--layers: replay replay.a was created with \"1\" and is frozen");
        assertThatThrownBy(() -> frozen.requireSame(new ReplayOptions(Map.of("model", "m")), "replay.a"))
                .hasMessageContaining("was created without it");
        assertThatThrownBy(() -> frozen.requireSame(new ReplayOptions(Map.of("neurons", "other")), "replay.a"))
                .hasMessageContaining("with other neurons");
    }
}
