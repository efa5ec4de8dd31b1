package dev.ganglion.activation.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.NeuronActivations;
import java.util.List;
import java.util.Map;

/** Merged records against those of one worker; activations in events have four significant digits. */
public final class SameRecords {

    private static final double NEAR = 1e-5;
    private static final double DIGITS = 1e-3;

    private SameRecords() {}

    /** Each of both has the same neurons, and their records are the same but for what lies within the model's noise. */
    public static void assertSame(Map<String, NeuronActivations> merged, Map<String, NeuronActivations> whole) {
        assertThat(merged.keySet()).isEqualTo(whole.keySet());
        long exactly = 0;
        for (NeuronActivations expected : whole.values()) {
            NeuronActivations actual = merged.get(expected.neuron().key());
            assertThat(actual.id()).isEqualTo(expected.id());
            assertThat(actual.provenance()).isEqualTo(expected.provenance());
            assertThat(actual.statistics().count())
                    .isEqualTo(expected.statistics().count());
            assertThat(actual.statistics().mean())
                    .isCloseTo(expected.statistics().mean(), within(1e-6));
            assertThat(actual.excerpts()).hasSameSizeAs(expected.excerpts());
            for (int i = 0; i < expected.excerpts().size(); i++) {
                Excerpt one = expected.excerpts().get(i);
                Excerpt other = actual.excerpts().get(i);
                assertThat(other.split()).isEqualTo(one.split());
                assertThat(other.set()).isEqualTo(one.set());
                if (one.id().equals(other.id())) {
                    assertThat(other.tokens()).isEqualTo(one.tokens());
                    assertThat((double) other.maximum())
                            .isCloseTo(one.maximum(), within(NEAR + DIGITS * Math.abs(one.maximum())));
                }
            }
            if (ids(actual).equals(ids(expected))) {
                exactly++;
                assertThat(actual.tokenTable().mean())
                        .isCloseTo(expected.tokenTable().mean(), within(1e-6));
            }
        }
        assertThat(exactly).as("neurons with exactly the same excerpts").isGreaterThan(whole.size() * 95L / 100);
    }

    private static List<String> ids(NeuronActivations record) {
        return record.excerpts().stream().map(Excerpt::id).toList();
    }
}
