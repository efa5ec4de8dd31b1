package dev.ganglion.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.scripted.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AnswerReaderPropertiesTest {

    @Property(tries = 300)
    void whatAServerSaysIsWhatIsRead(@ForAll("texts") List<String> texts, @ForAll boolean chat) throws IOException {
        // Given
        List<Reply.Token> tokens =
                texts.stream().map(AnswerReaderPropertiesTest::token).toList();
        String text = String.join("", texts);
        byte[] body =
                (chat ? Reply.chat(text, "stop", tokens, 5, 6) : Reply.completion(text, "stop", tokens, 5)).body();

        // When
        Completion completion = AnswerReader.read(body);

        // Then
        assertThat(completion.text()).isEqualTo(text);
        assertThat(completion.tokens().size()).isEqualTo(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            assertThat(completion.tokens().token(i)).isEqualTo(texts.get(i));
            assertThat(completion.tokens().alternatives(i))
                    .isEqualTo(tokens.get(i).alternatives());
        }
    }

    @Property(tries = 200)
    void anAnswerThatIsCutAnywhereIsNoAnswer(
            @ForAll("texts") List<String> texts,
            @ForAll boolean chat,
            @ForAll @IntRange(min = 1, max = 10_000) int cut) {
        // Given
        List<Reply.Token> tokens =
                texts.stream().map(AnswerReaderPropertiesTest::token).toList();
        byte[] body = (chat ? Reply.chat("x", "stop", tokens, 5, 6) : Reply.completion("x", "stop", tokens, 5)).body();
        byte[] rest = Arrays.copyOf(body, body.length - 1 - cut % body.length);

        // Then
        assertThatThrownBy(() -> AnswerReader.read(rest)).isInstanceOf(IOException.class);
    }

    /** Surrogates come in pairs: half of one is no text that could be sent. */
    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> any = Arbitraries.strings()
                .withChars("ab {}[]\":,\\\t\n\u0000\u2028é中")
                .withCharRange('\u0100', '\ud7ff')
                .ofMaxLength(6);
        Arbitrary<String> special =
                Arbitraries.of("\ud83d\ude00", "<|endoftext|>", "\"top_logprobs\"", "\\u0041", "�", "null");
        return Arbitraries.oneOf(any, special).list().ofMaxSize(80);
    }

    private static Reply.Token token(String text) {
        Map<String, Double> alternatives = new HashMap<>();
        alternatives.put(text, -1.5);
        alternatives.put(text + "\"}", -2.5);
        alternatives.put("[" + text, -30.0);
        return new Reply.Token(text, alternatives);
    }
}
