package dev.ganglion.explainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.TokenTable;
import dev.ganglion.explainer.subject.SentenceActivations;
import dev.ganglion.llm.model.UnconnectedModel;
import dev.ganglion.llm.prompt.NormalizedActivations;
import dev.ganglion.llm.prompt.ShownText;
import dev.ganglion.llm.prompt.ShownToken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a neuron's tokens are, a shipped recipe's prompt shows just them, and each can be read back. */
class HostileTokensPropertiesTest {

    private static final double MAXIMUM = 4;

    private final Explainer pairs = explainer("token-activation-pairs");
    private final Explainer tokenSpace = explainer("token-space");
    private final Explainer highlighted = explainer("highlighted");

    @Property(tries = 300)
    void tokensAndActivationsAreReadBackFromPairs(@ForAll("excerpts") List<List<String>> excerpts) {
        // Given
        NeuronActivations record = record(excerpts);

        // When
        String question = Chats.question(pairs.preview(record).get(0));

        // Then
        List<List<String>> blocks = blocks(question).subList(0, excerpts.size());
        for (int i = 0; i < blocks.size(); i++) {
            Excerpt excerpt = record.excerpts().get(i);
            int[] activations = NormalizedActivations.of(excerpt.activations(), MAXIMUM);
            assertThat(blocks.get(i)).hasSize(excerpt.tokens().size());
            for (int token = 0; token < activations.length; token++) {
                String[] columns = blocks.get(i).get(token).split("\t", -1);
                assertThat(columns).hasSize(2);
                assertThat(ShownToken.token(columns[0]))
                        .isEqualTo(excerpt.tokens().get(token));
                assertThat(columns[1]).isEqualTo(Integer.toString(token == 0 ? 0 : activations[token]));
            }
        }
    }

    @Property(tries = 300)
    void tokensAreReadBackFromTheTokenSpace(@ForAll("tokens") List<String> tokens) {
        // Given
        List<String> distinct = tokens.stream().distinct().toList();
        float[] sums = new float[distinct.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = sums.length - i;
        }
        NeuronActivations record = new RecordBuilder(MAXIMUM)
                .table(new TokenTable(distinct, ActivationValues.of(sums), Collections.nCopies(sums.length, 10L), 0.01))
                .build();

        // When
        String question = Chats.question(tokenSpace.preview(record).get(0));

        // Then
        List<String> lines = question.lines().toList();
        List<String> shown = lines.subList(lines.indexOf("Tokens:") + 1, lines.size() - 2);
        assertThat(shown.stream().map(ShownToken::token)).isEqualTo(distinct);
    }

    @Property(tries = 300)
    void eachHighlightedExcerptIsOneLineWithItsOwnMarksOnly(@ForAll("excerpts") List<List<String>> excerpts) {
        // Given
        NeuronActivations record = record(excerpts);

        // When
        String question = Chats.question(highlighted.preview(record).get(0));

        // Then
        List<String> lines = question.lines().toList();
        assertThat(lines).hasSize(excerpts.size() + 4);
        for (int i = 0; i < excerpts.size(); i++) {
            Excerpt excerpt = record.excerpts().get(i);
            assertThat(lines.get(i + 2))
                    .isEqualTo((i + 1) + ". "
                            + ShownText.highlighted(
                                    excerpt.tokens(),
                                    token -> token > 0 && excerpt.activations().get(token) >= 0.3 * MAXIMUM));
        }
    }

    private static List<List<String>> blocks(String question) {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = null;
        for (String line : question.split("\n", -1)) {
            if (line.equals("<start>")) {
                block = new ArrayList<>();
            } else if (line.equals("<end>")) {
                blocks.add(block);
                block = null;
            } else if (block != null) {
                block.add(line);
            }
        }
        return blocks;
    }

    private static NeuronActivations record(List<List<String>> excerpts) {
        RecordBuilder record = new RecordBuilder(MAXIMUM);
        for (List<String> tokens : excerpts) {
            double[] activations = new double[tokens.size()];
            for (int i = 0; i < activations.length; i++) {
                activations[i] = i == activations.length - 1 ? MAXIMUM : i % 5 - 0.5;
            }
            record.train(tokens, activations);
        }
        return record.build();
    }

    private static Explainer explainer(String recipe) {
        return RecipeFiles.shipped(recipe, new UnconnectedModel(), SentenceActivations.UNCONNECTED)
                .implementation();
    }

    @Provide
    Arbitrary<List<List<String>>> excerpts() {
        return tokens().list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<String>> tokens() {
        Arbitrary<String> known = Arbitraries.of(
                "\n",
                "\t",
                "\r",
                " ",
                "",
                "\\",
                "\\n",
                "<",
                ">",
                "<start>",
                "<end>",
                "<|endoftext|>",
                "<unknown>",
                "unknown",
                "\t10",
                "\n<end>",
                "⟦",
                "⟧",
                "{line.token}",
                "{#for",
                "{/for}",
                "\"",
                "bytes:\\xe2\\x80",
                "bytes:\\x0a",
                "\\xe2",
                "\u0000",
                "\u2028",
                "\u202e",
                "\ud83d",
                "[INST]",
                " the",
                "In one phrase");
        return Arbitraries.oneOf(known, Arbitraries.strings().all().ofMaxLength(6))
                .list()
                .ofMinSize(2)
                .ofMaxSize(12);
    }
}
