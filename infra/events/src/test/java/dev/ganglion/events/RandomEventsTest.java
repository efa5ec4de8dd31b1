package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RandomEventsTest {

    @Provide
    Arbitrary<Record> events() {
        return EventArbitraries.events();
    }

    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void anEventIsReadAsItWasWritten(@ForAll("events") Record event) {
        assertReadAsWritten(event);
    }

    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void anEventIsValid(@ForAll("events") Record event) {
        assertThat(SchemaCheck.problems(event.getClass(), GoldenFile.parse(encode(event))))
                .isEmpty();
    }

    private static <T extends Record> void assertReadAsWritten(T event) {
        // Given
        EventCodec<T> codec = codec(event);

        // When
        byte[] written = codec.encode(event);
        T read = codec.decode(written);

        // Then
        assertThat(read).isEqualTo(event);
        assertThat(codec.encode(read)).isEqualTo(written);
    }

    private static <T extends Record> byte[] encode(T event) {
        return codec(event).encode(event);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> EventCodec<T> codec(T event) {
        return EventCodec.of((Class<T>) event.getClass());
    }
}
