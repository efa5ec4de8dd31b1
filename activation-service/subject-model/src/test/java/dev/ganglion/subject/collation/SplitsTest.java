package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SplitsTest {

    /** What the reference implementation gives. */
    static Stream<JsonNode> golden() throws IOException {
        try (InputStream in = SplitsTest.class.getResourceAsStream("splits.json")) {
            JsonNode splits = new ObjectMapper().readTree(in).get("splits");
            return StreamSupport.stream(splits.spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void theyAreThoseOfTheReference(JsonNode golden) {
        // Given
        Split split = Split.valueOf(golden.get("split").asText().toUpperCase(Locale.ROOT));
        int mostPerSplit = golden.get("n_per_split").isNull()
                ? Integer.MAX_VALUE
                : golden.get("n_per_split").asInt();

        // When
        List<Integer> top = indices(split, ExcerptSet.TOP, golden.get("top").asInt(), mostPerSplit);
        List<Integer> random =
                indices(split, ExcerptSet.RANDOM, golden.get("random").asInt(), mostPerSplit);

        // Then
        assertThat(top).isEqualTo(integers(golden.get("top_idx")));
        assertThat(random).isEqualTo(integers(golden.get("random_idx")));
    }

    @ParameterizedTest
    @CsvSource({
        "TOP,20,20",
        "TOP,50,20",
        "TOP,19,16",
        "TOP,4,4",
        "TOP,3,0",
        "RANDOM,20,15",
        "RANDOM,14,12",
        "RANDOM,2,0"
    })
    void ofFewExcerptsEachSplitHasEquallyMany(ExcerptSet set, int count, int dealt) {
        // When
        long inSplit = IntStream.range(0, count)
                .filter(i -> Splits.of(set, i, count) != Split.NONE)
                .count();

        // Then
        assertThat(inSplit).isEqualTo(dealt);
        assertThat(IntStream.range(0, dealt)).allMatch(i -> Splits.of(set, i, count) != Split.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUANTILE", "HARD_NEGATIVE"})
    void excerptsThatAreNeverScoredByCorrelationAreInNone(ExcerptSet set) {
        assertThat(IntStream.range(0, 20)).allMatch(i -> Splits.of(set, i, 20) == Split.NONE);
    }

    private static List<Integer> indices(Split split, ExcerptSet set, int count, int mostPerSplit) {
        return IntStream.range(0, count)
                .filter(i -> Splits.of(set, i, count, mostPerSplit) == split)
                .boxed()
                .toList();
    }

    private static List<Integer> integers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }
}
