package dev.ganglion.activation.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.Work;
import dev.ganglion.delivery.WorkInHand;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestInHandTest {

    private static final TopicPartition OURS = new TopicPartition("activation-requests", 1);

    private final RequestInHand inHand = new RequestInHand();
    private final Work work = new WorkInHand().begin("activation", OURS).orElseThrow();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void workThatNobodyGaveUpCounts() {
        // When
        inHand.begin(work);

        // Then
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(inHand.end()).isTrue();
    }

    @Test
    void workThatIsGivenUpIsInterruptedAndDoesNotCount() {
        // Given
        inHand.begin(work);

        // When
        work.giveUp();

        // Then
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(inHand.end()).isFalse();
        assertThat(Thread.currentThread().isInterrupted())
                .as("the next request begins uninterrupted")
                .isFalse();
    }

    @Test
    void workThatWasGivenUpBeforeItBeganIsInterruptedAtOnce() {
        // Given
        work.giveUp();

        // When
        inHand.begin(work);

        // Then
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(inHand.end()).isFalse();
    }

    @Test
    void givingUpBetweenTwoRequestsInterruptsNothing() {
        // Given
        inHand.begin(work);
        inHand.end();

        // When
        work.giveUp();

        // Then
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
