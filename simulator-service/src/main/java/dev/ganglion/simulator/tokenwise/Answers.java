package dev.ganglion.simulator.tokenwise;

import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;

/** What can be said of an answer before it is read. */
public final class Answers {

    private Answers() {}

    /**
     * The whole text of an answer.
     *
     * @throws FormatFailureException if it was cut off or kept back, or is empty
     */
    public static String whole(Completion completion) {
        if (completion.truncated()) {
            throw new FormatFailureException("the answer was cut off at the most tokens it may have, \"maxTokens\"");
        }
        return written(completion);
    }

    /**
     * The text of an answer that may end where it was cut off.
     *
     * @throws FormatFailureException if it was kept back, or is empty
     */
    public static String written(Completion completion) {
        if (completion.filtered()) {
            throw new FormatFailureException("the server kept the answer back: content filter");
        }
        if (completion.text().isBlank()) {
            throw new FormatFailureException("the answer is empty");
        }
        return completion.text();
    }
}
