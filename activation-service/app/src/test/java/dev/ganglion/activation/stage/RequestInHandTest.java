package dev.ganglion.activation.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestInHandTest {

    private static final TopicPartition OURS = new TopicPartition("activation-requests", 1);
    private static final TopicPartition OTHER = new TopicPartition("activation-requests", 2);

    private final RequestInHand inHand = new RequestInHand();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void workThatNobodyGaveUpCounts() {
        // Given
        inHand.begin(OURS);

        // When
        inHand.giveUp(List.of(OTHER));

        // Then
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(inHand.end()).isTrue();
    }

    @Test
    void workWhosePartitionIsRevokedIsInterruptedAndDoesNotCount() {
        // Given
        inHand.begin(OURS);

        // When
        inHand.giveUp(List.of(OTHER, OURS));

        // Then
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(inHand.end()).isFalse();
        assertThat(inHand.isStopped()).isFalse();
    }

    @Test
    void theNextWorkBeginsUninterrupted() {
        // Given
        inHand.begin(OURS);
        inHand.giveUp(List.of(OURS));
        inHand.end();

        // When
        boolean begun = inHand.begin(OURS);

        // Then
        assertThat(begun).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(inHand.end()).isTrue();
    }

    @Test
    void aRevocationBetweenTwoRequestsInterruptsNothing() {
        // Given
        inHand.begin(OURS);
        inHand.end();

        // When
        inHand.giveUp(List.of(OURS));

        // Then
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aStopEndsTheWorkAndLetsNoneBegin() {
        // Given
        inHand.begin(OURS);

        // When
        inHand.stop();

        // Then
        assertThat(inHand.end()).isFalse();
        assertThat(inHand.begin(OURS)).isFalse();
        assertThat(inHand.isStopped()).isTrue();
    }
}
