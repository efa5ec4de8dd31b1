package dev.ganglion.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedriveGroupTest {

    private static final Instant SINCE = Instant.parse("2026-11-23T12:00:00Z");

    private static DeadLetter letter(String service, String recipe, long offset) {
        return new DeadLetter(
                service + "-service.dlq", 0, offset, "k", "r", null, null, recipe, 1, null, "open", null, 0, null);
    }

    @Test
    void thereIsOneReplayForEachServiceAndRecipeThatFailed() {
        // Given
        List<DeadLetter> letters = List.of(
                letter("simulator", "json@0a0b0c0d", 1),
                letter("explainer", "terse@1a2b3c4d", 1),
                letter("simulator", "json@0a0b0c0d", 2),
                letter("scorer", null, 5));

        // When
        List<RedriveGroup> groups =
                RedriveGroup.of(letters, new DeadLetterFilter(null, null, "too long", SINCE, null, "demo/0-mlp/3"));

        // Then
        assertThat(groups)
                .extracting(RedriveGroup::service, RedriveGroup::recipe, group -> group.letters()
                        .size())
                .containsExactly(
                        tuple("explainer", "terse@1a2b3c4d", 1),
                        tuple("scorer", null, 1),
                        tuple("simulator", "json@0a0b0c0d", 2));
        assertThat(groups).allSatisfy(group -> {
            assertThat(group.obstacle()).isNull();
            assertThat(String.join(" ", group.selected()))
                    .isEqualTo("--dead-letters --reason too long --since 2026-11-23T12:00:00Z --key demo/0-mlp/3");
        });
    }

    @Test
    void oneAloneIsNamedByItsPlace() {
        assertThat(RedriveGroup.of(letter("scorer", null, 5)).selected())
                .containsExactly("--dead-letters", "--record", "0@5");
    }

    @Test
    void whatTheProjectionCouldNotReadIsNotTheScorers() {
        // Given
        DeadLetter projections = new DeadLetter(
                "scorer-service.dlq", 0, 1, "k", "r", null, "projection", null, 1, null, "open", null, 0, null);

        // When
        List<RedriveGroup> groups = RedriveGroup.of(
                List.of(letter("scorer", null, 5), projections),
                new DeadLetterFilter(null, null, null, null, null, null));

        // Then
        assertThat(groups).extracting(RedriveGroup::obstacle).hasSize(2).containsOnlyOnce((String) null);
    }

    @Test
    void requestsAndWhatNamesNoRecipeCannotBeReplayed() {
        assertThat(RedriveGroup.of(letter("activation", null, 5)).obstacle()).contains("infra/ganglion activate");
        assertThat(RedriveGroup.of(letter("explainer", null, 5)).obstacle()).contains("which recipe failed");
    }
}
