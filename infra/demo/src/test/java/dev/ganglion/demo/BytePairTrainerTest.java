package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BytePairTrainerTest {

    @Test
    void theMostFrequentPairIsMergedFirstAndOfEqualOnesThatOfTheLowerIds() {
        // When
        BytePairEncoding encoding = BytePairTrainer.train(List.of("abab abab ab xyz"), 259);

        // Then: "ab" occurs five times; then " " + "ab" and "ab" + "ab" twice each
        assertThat(encoding.merges())
                .containsExactly(new BytePairEncoding.Merge("a", "b"), new BytePairEncoding.Merge("Ġ", "ab"));
        assertThat(encoding.tokens().subList(256, 259)).containsExactly("ab", "Ġab", "<|endoftext|>");
    }

    @Test
    void incrementalCountsGiveTheSameMergesAsCountingAnewEachTime() {
        // Given
        String text = TinyText.ofSentences(60) + "aaaa aaaaa aaa naïve “quotes” 日本日本 日本";

        // When
        BytePairEncoding encoding = BytePairTrainer.train(List.of(text), 340);

        // Then
        assertThat(encoding.merges())
                .isEqualTo(mergesByCountingAnew(text, encoding.merges().size()));
    }

    @Test
    void theOrderOfTheTextsDoesNotMatter() {
        String one = TinyText.ofSentences(80);
        String other = "Call me Ishmael. Call me again. ".repeat(9);

        assertThat(BytePairTrainer.train(List.of(one, other), 340))
                .isEqualTo(BytePairTrainer.train(List.of(other, one), 340));
    }

    @Test
    void theVocabularyHasTheAskedSizeAndNoTokenTwice() {
        BytePairEncoding encoding = BytePairTrainer.train(List.of(TinyText.ofSentences(100)), 330);

        assertThat(encoding.tokens()).hasSize(330).doesNotHaveDuplicates();
        assertThat(encoding.tokens().get(329)).isEqualTo("<|endoftext|>");
    }

    @Test
    void everyMergeJoinsTwoEarlierTokens() {
        BytePairEncoding encoding = BytePairTrainer.train(List.of(TinyText.ofSentences(100)), 330);

        HashSet<String> known = new HashSet<>(ByteAlphabet.symbols());
        for (BytePairEncoding.Merge merge : encoding.merges()) {
            assertThat(known).contains(merge.left(), merge.right());
            known.add(merge.left() + merge.right());
        }
    }

    @Test
    void aTextTooPoorForTheVocabularyIsRefusedWithTheSizeItGives() {
        assertThatThrownBy(() -> BytePairTrainer.train(List.of("ab ab"), 300))
                .isInstanceOf(UnusableInput.class)
                .hasMessage("The texts give a vocabulary of only 258, not 300: give more text or ask for fewer.");
    }

    @Test
    void aVocabularyWithoutRoomForTheBytesIsRefused() {
        assertThatThrownBy(() -> BytePairTrainer.train(List.of("ab ab"), 256))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("256 bytes");
    }

    /** The definition, slowly. */
    private static List<BytePairEncoding.Merge> mergesByCountingAnew(String text, int count) {
        List<String> tokens = new ArrayList<>(ByteAlphabet.symbols());
        Map<List<String>, Long> words = new HashMap<>();
        PreTokenizer.counts(List.of(text))
                .forEach((piece, times) -> words.merge(
                        Arrays.stream(ByteAlphabet.ids(piece))
                                .mapToObj(tokens::get)
                                .toList(),
                        times,
                        Long::sum));
        List<BytePairEncoding.Merge> merges = new ArrayList<>();
        Map<List<String>, Long> current = words;
        while (merges.size() < count) {
            TreeMap<String, BytePairEncoding.Merge> best = new TreeMap<>();
            Map<BytePairEncoding.Merge, Long> pairs = new HashMap<>();
            current.forEach((word, times) -> {
                for (int i = 0; i + 1 < word.size(); i++) {
                    pairs.merge(new BytePairEncoding.Merge(word.get(i), word.get(i + 1)), times, Long::sum);
                }
            });
            pairs.forEach((pair, times) -> best.put(
                    String.format(
                            "%09d %05d %05d",
                            999_999_999 - times, tokens.indexOf(pair.left()), tokens.indexOf(pair.right())),
                    pair));
            BytePairEncoding.Merge merge = best.firstEntry().getValue();
            merges.add(merge);
            if (!tokens.contains(merge.left() + merge.right())) {
                tokens.add(merge.left() + merge.right());
            }
            current = current.entrySet().stream()
                    .collect(Collectors.toMap(e -> merged(e.getKey(), merge), Map.Entry::getValue, Long::sum));
        }
        return merges;
    }

    private static List<String> merged(List<String> word, BytePairEncoding.Merge merge) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < word.size(); i++) {
            boolean here = i + 1 < word.size()
                    && word.get(i).equals(merge.left())
                    && word.get(i + 1).equals(merge.right());
            result.add(here ? merge.left() + merge.right() : word.get(i));
            i += here ? 1 : 0;
        }
        return result;
    }
}
