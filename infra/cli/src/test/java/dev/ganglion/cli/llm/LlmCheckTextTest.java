package dev.ganglion.cli.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.cli.llm.EndpointCheck.Finding;
import dev.ganglion.cli.llm.EndpointCheck.Verdict;
import dev.ganglion.cli.terminal.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;

class LlmCheckTextTest {

    private static EndpointCheck check(String problem, List<Verdict> recipes) {
        return new EndpointCheck(
                "http://host/v1",
                "tiny",
                problem,
                List.of("chat completions"),
                List.of(
                        new Finding("chat completions", true, "it answers"),
                        new Finding("echo of the prompt", false, "it has no completions")),
                20,
                8192,
                recipes);
    }

    @Test
    void itSaysWhatTheServerHasWhatItLacksAndWhichRecipesWork() {
        // When
        String text = LlmCheckText.of(
                check(null, List.of(new Verdict("terse@1a2b3c4d", true, null))),
                check(null, List.of(new Verdict("echoing@5e6f7a8b", false, "needs echo\u001b[2J"))));

        // Then
        assertThat(text.lines())
                .containsExactly(
                        "endpoint   http://host/v1",
                        "model      tiny",
                        "  yes  chat completions                     it answers",
                        "  NO   echo of the prompt                   it has no completions",
                        "context    8192 tokens",
                        "explainer recipes",
                        "  yes  terse@1a2b3c4d",
                        "simulator recipes",
                        "  NO   echoing@5e6f7a8b                     needs echo" + Terminal.plain("\u001b[2J"));
    }

    @Test
    void whatIsWrongWithTheServerIsAllThereIsToSay() {
        assertThat(LlmCheckText.of(check("nobody is there", List.of()), check("nobody is there", List.of()))
                        .lines())
                .containsExactly("endpoint   http://host/v1", "model      tiny", "problem    nobody is there");
    }
}
