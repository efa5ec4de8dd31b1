package dev.ganglion.subject.model;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.OutOfMemory;
import java.util.function.UnaryOperator;

/**
 * Runs the steps of a layer on a batch: on all of it, and where the memory does not hold what that takes, on halves, their
 * halves and so on. A step has no effect but its result, so one that failed for want of memory is done again on less, and
 * whoever runs the batch sees none of it. Safe for several threads.
 */
final class BatchParts {

    private final String device;
    private volatile Limit limit = new Limit(0, Long.MAX_VALUE);

    /** @param device its name, for messages */
    BatchParts(String device) {
        this.device = device;
    }

    /** How many excerpts of so many tokens run at a time. */
    private record Limit(long tokens, long excerpts) {}

    /** From now on, excerpts of so many tokens run at most this many at a time. */
    void limit(long tokens, long excerpts) {
        limit = new Limit(tokens, excerpts);
    }

    /** The limit for excerpts of so many tokens. */
    long most(long tokens) {
        Limit now = limit;
        return now.tokens == tokens ? now.excerpts : Long.MAX_VALUE;
    }

    /**
     * A step on the whole batch.
     *
     * @param batch [batch, tokens, any]; is not changed
     * @param step what it returns for a part of the batch is that part of what it returns for the whole
     * @return [batch, tokens, any], in the manager of the batch
     * @throws ModelException if there is too little memory for one excerpt
     */
    NDArray apply(NDArray batch, UnaryOperator<NDArray> step) {
        long excerpts = batch.getShape().get(0);
        long tokens = batch.getShape().get(1);
        NDList done = new NDList();
        for (long from = 0; from < excerpts; ) {
            long to = Math.min(excerpts, from + Math.min(excerpts, most(tokens)));
            try {
                done.add(part(batch, from, to, step));
                from = to;
            } catch (EngineException e) {
                if (!OutOfMemory.is(e)) {
                    throw e;
                }
                if (to - from == 1) {
                    throw tooLarge(tokens, e);
                }
                limit(tokens, (to - from) / 2);
            }
        }
        if (done.size() == 1) {
            return done.get(0);
        }
        NDArray whole = NDArrays.concat(done);
        done.close();
        return whole;
    }

    /** An operation's result joins the manager of its first operand: so the temporaries of a step join this. */
    private static NDArray part(NDArray batch, long from, long to, UnaryOperator<NDArray> step) {
        NDManager owner = batch.getManager();
        try (NDManager temporaries = owner.newSubManager()) {
            NDArray part = batch.get(new NDIndex("{}:{}", from, to));
            part.attach(temporaries);
            NDArray result = step.apply(part);
            result.attach(owner);
            return result;
        }
    }

    ModelException tooLarge(long tokens, Throwable cause) {
        return new ModelException(
                "The free memory of " + device + " does not hold what one excerpt of " + tokens
                        + " tokens needs; give it shorter excerpts, or a machine with more.",
                cause);
    }
}
