package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class NeuronIdTest {

    @Provide
    Arbitrary<NeuronId> neurons() {
        return EventArbitraries.neurons();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aKeyIsReadAsTheNeuronThatItWasWrittenFor(@ForAll("neurons") NeuronId neuron) {
        assertThat(NeuronId.parse(neuron.key())).isEqualTo(neuron).hasToString(neuron.key());
    }

    @Property(tries = 300)
    void anyOtherTextIsRefusedWithOneShortSentence(@ForAll String text) {
        assertThatThrownBy(() -> NeuronId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected model/layer-site/index")
                .message()
                .hasLineCount(1)
                .hasSizeLessThan(200)
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "gpt2",
                "gpt2/1-mlp",
                "gpt2/1-mlp/",
                "/1-mlp/2",
                "gpt2/mlp/2",
                "gpt2/-mlp/2",
                "gpt2/1-/2",
                "gpt2/1-MLP/2",
                "gpt2/1-9mlp/2",
                "GPT2/1-mlp/2",
                "openai/gpt2/1-mlp/2",
                "gpt2/1-mlp/2/3",
                "gpt2/-1-mlp/2",
                "gpt2/1-mlp/-2",
                "gpt2/1-mlp/1000000000",
                "gpt2/1000000-mlp/2",
                "gpt2/٣-mlp/2",
                " gpt2/1-mlp/2",
                "gpt2/1-mlp/2\n",
            })
    void aTextThatIsNoKeyIsRefused(String text) {
        assertThatThrownBy(() -> NeuronId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a neuron's key: expected model/layer-site/index");
    }

    /** Two keys for one neuron would put its records into two partitions. */
    @ParameterizedTest
    @ValueSource(strings = {"gpt2/01-mlp/2", "gpt2/1-mlp/02", "gpt2/00-mlp/0", "gpt2/0-mlp/00"})
    void aSecondWayToWriteAKeyIsRefused(String text) {
        assertThatThrownBy(() -> NeuronId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "GPT2, 0, mlp, 0, is not a model name",
                "a/b, 0, mlp, 0, is not a model name",
                "null, 0, mlp, 0, is not a model name",
                "gpt2, -1, mlp, 0, there is no layer -1",
                "gpt2, 1000000, mlp, 0, there is no layer 1000000",
                "gpt2, 0, mlp, -1, with a neuron -1",
                "gpt2, 0, mlp, 1000000000, with a neuron 1000000000",
                "gpt2, 0, null, 0, is not a site",
                "gpt2, 0, a-b, 0, is not a site",
                "gpt2, 0, '', 0, is not a site",
            })
    void aNeuronThatHasNoKeyCannotBeMade(String model, int layer, String site, int index, String why) {
        assertThatThrownBy(() -> new NeuronId(model, layer, site, index))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void neuronsAreOrderedByTheirNumbers() {
        assertThat(NeuronId.parse("a/9-mlp/10"))
                .isLessThan(NeuronId.parse("a/10-mlp/9"))
                .isGreaterThan(NeuronId.parse("a/9-mlp/9"))
                .isGreaterThan(NeuronId.parse("a/9-attn/11"))
                .isLessThan(NeuronId.parse("b/0-mlp/0"))
                .isEqualByComparingTo(NeuronId.mlp("a", 9, 10));
    }
}
