package dev.ganglion.llm.model;

/**
 * How a question's answers are read. The parsed answer is what is remembered, not the server's words, so it holds all that
 * is ever wanted of them.
 *
 * @param <T> parsed answers: records that Jackson writes as a JSON object and reads back
 */
public interface AnswerFormat<T> {

    /** Names the format and its version; part of the name of every answer that is remembered. */
    String name();

    Class<T> type();

    /**
     * Reads an answer. The same completion is always read the same way.
     *
     * @throws FormatFailureException if it is not what was asked for: never guessed, never a 0 in its place
     */
    T parse(Completion completion) throws FormatFailureException;
}
