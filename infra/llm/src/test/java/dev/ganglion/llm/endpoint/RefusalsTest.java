package dev.ganglion.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.ganglion.llm.endpoint.Failure.Kind;
import dev.ganglion.llm.model.RefusedException;
import dev.ganglion.llm.scripted.Reply;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether a refusal is believed. */
class RefusalsTest {

    private static final String URL = "http://host/v1";
    private static final int MOST = 3;
    private static final Failure UNWANTED =
            Failure.unwanted("the server refuses the request with status 400 (it says: too long)");

    private final Refusals refusals = new Refusals(URL, MOST);

    private Kind refused(int request) {
        return refusals.judged(Requests.chat("request " + request), UNWANTED).kind();
    }

    private void answered(int request) {
        refusals.answered(Requests.chat("request " + request));
    }

    @Test
    void aRefusalIsBelievedWhenAnotherRequestWasAnsweredSince() {
        // Given
        answered(0);
        Kind first = refused(1);

        // When
        answered(2);

        // Then
        assertThat(first).isEqualTo(Kind.UNWANTED);
        assertThat(refused(1)).isEqualTo(Kind.REFUSED);
    }

    @Test
    void aSingleRequestIsBelievedAtLastThoughNothingElseIsAsked() {
        assertThat(IntStream.range(0, Refusals.TIMES).mapToObj(i -> refused(1)))
                .containsExactly(Kind.UNWANTED, Kind.UNWANTED, Kind.REFUSED);
    }

    @Test
    void severalInARowAreTheDeploymentsFaultAndTheSentenceSaysWhatToDo() {
        // Given
        refused(1);
        refused(2);

        // When
        Failure third = refusals.judged(Requests.chat("request 3"), UNWANTED);

        // Then
        assertThat(third.kind()).isEqualTo(Kind.DEPLOYMENT);
        assertThat(third.sentence())
                .startsWith(URL + " answers nothing but refusals, 3 in a row")
                .contains("(it says: too long)")
                .contains("LLM_REFUSALS_IN_A_ROW");
        assertThat(third.perhapsBilled()).isFalse();
    }

    @Test
    void whileNothingIsAnsweredNoRefusalIsBelievedHoweverOften() {
        // Given
        IntStream.rangeClosed(1, MOST).forEach(this::refused);

        // Then
        assertThat(IntStream.range(0, 100).mapToObj(i -> refused(i % 5))).containsOnly(Kind.DEPLOYMENT);
    }

    @Test
    void requestsThatComeOneByOneAreAtFaultUntilTheyAreTooMany() {
        // Given a trickle: each is asked until it is believed before the next one comes
        Kind[] last = new Kind[MOST];
        for (int request = 0; request < MOST; request++) {
            for (int time = 0; time < Refusals.TIMES; time++) {
                last[request] = refused(request);
            }
        }

        // Then
        assertThat(last).containsExactly(Kind.REFUSED, Kind.REFUSED, Kind.DEPLOYMENT);
    }

    @Test
    void afterAnAnswerTheRefusalsOfBeforeAreBelievedAndNewOnesAreDoubted() {
        // Given
        IntStream.rangeClosed(1, MOST).forEach(this::refused);

        // When
        answered(9);

        // Then
        assertThat(refused(1)).isEqualTo(Kind.REFUSED);
        assertThat(refused(7)).isEqualTo(Kind.UNWANTED);
    }

    @Test
    void whoWantsItHasEveryRefusalBelievedAtOnce() {
        // Given
        Refusals credulous = new Refusals(URL, 0);

        // Then
        assertThat(IntStream.range(0, 10).mapToObj(i -> credulous
                        .judged(Requests.chat("request " + i), UNWANTED)
                        .kind()))
                .containsOnly(Kind.REFUSED);
    }

    @Test
    void aServerThatRefusesEverythingPausesAndAfterItsRecoveryCallsGoThrough() {
        try (Rig rig = new Rig()) {
            // Given
            rig.server.script(call -> Reply.problem(400, "context_length_exceeded", "at most 512 tokens"));

            // When
            for (int i = 0; i < Rig.QUICK.refusalsInARow(); i++) {
                int request = i;
                assertThat(catchThrowable(() -> rig.ask(Requests.chat("request " + request))))
                        .isInstanceOf(TryAgainException.class);
            }

            // Then
            assertThat(rig.endpoint.snapshot().pausedFor()).isEqualTo("deployment");
            assertThat(rig.endpoint.snapshot().paused()).contains("at most 512 tokens");

            // When
            rig.server.script(call -> Reply.chat("hello"));

            // Then
            assertThat(rig.ask(Requests.chat("request 0")).text()).isEqualTo("hello");
            await().until(() -> rig.endpoint.snapshot().paused() == null);
            assertThat(rig.calls("deployment")).isEqualTo(1);
        }
    }

    @Test
    void whatAContentFilterKeepsBackIsBelievedAtOnce() {
        try (Rig rig = new Rig()) {
            // Given
            rig.server.script(call -> Reply.problem(400, "content_filter", "The prompt was filtered"));

            // Then
            assertThat(IntStream.range(0, 2 * Rig.QUICK.refusalsInARow())
                            .mapToObj(i -> catchThrowable(() -> rig.ask(Requests.chat("request " + i)))))
                    .hasOnlyElementsOfType(RefusedException.class);
            assertThat(rig.endpoint.snapshot().paused()).isNull();
        }
    }
}
