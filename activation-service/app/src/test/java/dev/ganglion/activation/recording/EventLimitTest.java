package dev.ganglion.activation.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.activation.RequestException;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Split;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventLimitTest {

    private static final EventCodec<NeuronActivations> CODEC = EventCodec.of(NeuronActivations.class);

    private static NeuronActivations record(int excerpts, int excerptTokens, int entries, int tokenLength) {
        String token = "\u0007".repeat(tokenLength); // six bytes each in JSON
        List<Excerpt> all = IntStream.range(0, excerpts)
                .mapToObj(i -> new Excerpt(
                        "0/" + i,
                        ExcerptSet.TOP,
                        Split.NONE,
                        null,
                        Collections.nCopies(excerptTokens, token),
                        ActivationValues.of(new float[excerptTokens])))
                .toList();
        return new NeuronActivations(
                UUID.randomUUID(),
                NeuronId.mlp("demo", 0, 0),
                new Provenance("subject", "corpus", "corpus-digest", excerpts, excerpts, "collation"),
                new Statistics(1, 1, 0, 0, null, null),
                all,
                new TokenTable(
                        IntStream.range(0, entries).mapToObj(i -> token + i).toList(),
                        ActivationValues.of(new float[entries]),
                        Collections.nCopies(entries, 1L),
                        0));
    }

    @Property(tries = 60)
    void whatComesOutCanBeWrittenAndHasTheBeginningOfTheTable(
            @ForAll @IntRange(max = 60) int excerpts,
            @ForAll @IntRange(max = 1024) int entries,
            @ForAll @IntRange(max = 100) int tokenLength) {
        // Given
        NeuronActivations record = record(excerpts, 10, entries, tokenLength);

        // When
        NeuronActivations fitted = EventLimit.fitted(record);

        // Then
        assertThat(CODEC.encode(fitted)).hasSizeLessThanOrEqualTo(EventCodec.LARGEST_EVENT);
        assertThat(fitted.excerpts()).isEqualTo(record.excerpts());
        int kept = fitted.tokenTable().tokens().size();
        assertThat(fitted.tokenTable().tokens())
                .isEqualTo(record.tokenTable().tokens().subList(0, kept));
    }

    @Test
    void aRecordThatFitsStaysAsItIs() {
        // Given
        NeuronActivations record = record(60, 64, 1024, 2);

        // Then
        assertThat(EventLimit.fitted(record)).isSameAs(record);
    }

    @Test
    void aRecordThatIsTooLargeLosesNoMoreThanItMust() {
        // Given: some 0.7 MB
        NeuronActivations record = record(0, 0, 1024, 115);

        // When
        int kept = EventLimit.fitted(record).tokenTable().tokens().size();

        // Then
        assertThat(kept).isBetween(600, 740);
    }

    @Test
    void excerptsThatAreTooLargeAloneAreRefused() {
        assertThatThrownBy(() -> EventLimit.fitted(record(60, 1024, 0, 2)))
                .isInstanceOf(RequestException.class)
                .hasMessage("The excerpts of demo/0-mlp/0 take more than the 524288 bytes of an event; ask for fewer"
                        + " excerpt tokens.");
    }
}
