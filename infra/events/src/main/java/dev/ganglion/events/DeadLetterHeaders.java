package dev.ganglion.events;

/**
 * Headers of a dead letter; its key and value are the bytes as they were read. The first five are those that SmallRye
 * writes, the others ours.
 */
public final class DeadLetterHeaders {

    /** Why, in one sentence. */
    public static final String REASON = "dead-letter-reason";
    /** Class of the error. */
    public static final String ERROR = "dead-letter-exception-class-name";
    /** Topic that the record was read from. */
    public static final String TOPIC = "dead-letter-topic";
    /** Partition that it was read from. */
    public static final String PARTITION = "dead-letter-partition";
    /** Offset that it was read from. */
    public static final String OFFSET = "dead-letter-offset";
    /** Consumer group that read it. */
    public static final String GROUP = "dead-letter-group";
    /** Recipe under which it failed, {@code name@digest8}; absent where no recipe is involved. */
    public static final String RECIPE = "dead-letter-recipe";
    /** How often it was tried, from 1. */
    public static final String ATTEMPT = "dead-letter-attempt";

    private DeadLetterHeaders() {}
}
