package dev.ganglion.llm.recipe;

/** A recipe that cannot be used. The message is one sentence for the operator: which file, which line, and why. */
public final class RecipeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RecipeException(String message) {
        super(message);
    }

    RecipeException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param origin the file
     * @param line from 1; 0 if there is none to point at
     */
    static RecipeException in(String origin, int line, String reason, Throwable cause) {
        return new RecipeException(origin + (line > 0 ? ", line " + line : "") + ": " + reason, cause);
    }
}
