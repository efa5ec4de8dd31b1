package dev.ganglion.events.json;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PlainTextTest {

    @Property
    void itEndsWhereOneByteAfterTheOtherSaysThatItDoes(
            @ForAll @Size(max = 40) byte[] bytes, @ForAll @IntRange(max = 40) int start) {
        // Given
        int from = Math.min(start, bytes.length);

        // When
        int end = PlainText.end(bytes, from, bytes.length);

        // Then
        assertThat(end).isEqualTo(endByteByByte(bytes, from, bytes.length));
    }

    @Property
    void itEndsAtTheFirstByteThatIsNotPlainAmongPlainOnes(
            @ForAll("mostlyPlain") byte[] bytes, @ForAll @IntRange(max = 40) int most) {
        // Given
        int limit = Math.min(most, bytes.length);

        // When
        int end = PlainText.end(bytes, 0, limit);

        // Then
        assertThat(end).isEqualTo(endByteByByte(bytes, 0, limit));
    }

    @Property
    void theFirstBytesAreThoseThatThereAre(
            @ForAll @Size(max = 20) byte[] bytes,
            @ForAll @IntRange(max = 20) int start,
            @ForAll @IntRange(max = 8) int most) {
        // Given
        int from = Math.min(start, bytes.length);
        int length = Math.min(most, bytes.length - from);

        // When
        long first = PlainText.first(bytes, from, length);

        // Then
        for (int i = 0; i < Long.BYTES; i++) {
            assertThat((byte) (first >>> Byte.SIZE * i)).isEqualTo(i < length ? bytes[from + i] : 0);
        }
    }

    /** Every byte next to every other, and near the values where one kind ends and another begins. */
    @Provide
    Arbitrary<byte[]> mostlyPlain() {
        Arbitrary<Byte> plain = Arbitraries.bytes().between((byte) ' ', (byte) '~');
        Arbitrary<Byte> special =
                Arbitraries.of((byte) '"', (byte) '\\', (byte) 0x7f, (byte) 0x1f, (byte) 0, (byte) 0x80, (byte) 0xff);
        return Arbitraries.frequencyOf(Tuple.of(8, plain), Tuple.of(1, special))
                .array(byte[].class)
                .ofMaxSize(40);
    }

    private static int endByteByByte(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && bytes[at] >= ' ' && bytes[at] <= '~' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }
}
