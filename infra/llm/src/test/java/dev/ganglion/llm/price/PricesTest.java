package dev.ganglion.llm.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {

    @TempDir
    Path directory;

    @Test
    void listPricesComeWithTheProgram() {
        assertThat(Prices.load(Optional.empty()).of("gpt-4o-mini"))
                .contains(new Price(new BigDecimal("0.15"), new BigDecimal("0.60")));
    }

    @Test
    void aPriceThatIsNotKnownIsNotZero() {
        assertThat(Prices.load(Optional.empty()).of("llama-3")).isEmpty();
    }

    @Test
    void theOperatorsPricesWin() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("prices.yaml"),
                "# what we pay\ngpt-4o-mini: {input: 0.1, output: 0.2}\nmeta/llama-3: {input: 0, output: 0}\n");

        // When
        Prices prices = Prices.load(Optional.of(file));

        // Then
        assertThat(prices.of("gpt-4o-mini")).contains(new Price(new BigDecimal("0.1"), new BigDecimal("0.2")));
        assertThat(prices.of("meta/llama-3").orElseThrow().cost(1_000, 1_000)).isZero();
        assertThat(prices.of("gpt-4o")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m: {input: 1}",
                "m: {input: -1, output: 1}",
                "m: {input: 1, output: 1, cached: 1}",
                "m: {input: .nan, output: 1}",
                "m: 3",
                "- m",
                "m:",
                "m: {input: 1, output: 1}\nm: {input: 2, output: 2}",
                "{"
            })
    void aFileThatIsNoneIsOneSentence(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("prices.yaml"), text);
        assertThatThrownBy(() -> Prices.load(Optional.of(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the prices' file " + file)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatIsNotThereIsOneSentence() {
        assertThatThrownBy(() -> Prices.load(Optional.of(directory.resolve("none.yaml"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the prices' file " + directory.resolve("none.yaml") + " cannot be read");
    }
}
