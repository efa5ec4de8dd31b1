package dev.ganglion.subject.model;

import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.tokenizer.Tokenizer;
import java.util.Set;

/**
 * The language model whose neurons are to be explained.
 *
 * <p>Safe for several threads: each {@link #run} has memory of its own and only reads the weights. The engine already
 * spreads one run over all cores, so more threads do not make it faster.
 */
public interface SubjectModel extends AutoCloseable {

    ModelShape shape();

    /**
     * SHA-256 over weights, tokenizer and configuration and, unless it is float32, the precision: 64 lower-case hexadecimal
     * digits. Equal digests mean equal activations, up to the rounding of the machine.
     */
    String digest();

    Tokenizer tokenizer();

    /**
     * How many excerpts are best run together, for speed and by the memory that is free now.
     *
     * @param tokens in each excerpt
     * @return at least 1
     */
    int batchSize(int tokens);

    /**
     * Runs a batch of excerpts and hands the activations of the wanted layers to the tap. Layers above the highest
     * wanted one are not run. Where the memory does not hold what a layer needs for the batch, parts of it run one after
     * the other, and the tap gets the whole all the same.
     *
     * @param excerpts token ids [batch, tokens]; all rows as long, 1 to {@link ModelShape#contextLength} tokens
     * @param layers the wanted layers, each from 0; none runs nothing
     * @param tap called on this thread; what it throws ends the run and comes out of here
     * @throws ModelException if an excerpt, a token id or a layer is not one the model can take, or if the memory does not
     *     hold one excerpt, or what the tap is given
     */
    void run(int[][] excerpts, Set<Integer> layers, ActivationTap tap);

    /**
     * Lets somebody look at what the weights read from the hidden state and write to it.
     *
     * @param tap called on this thread; what it throws comes out of here
     * @throws ModelException if the memory does not hold what it makes of them
     * @throws InterruptedException if the tap throws it
     */
    void look(DirectionsTap tap) throws InterruptedException;

    /** Frees the weights, after the runs under way have ended. Not to be called from a tap. */
    @Override
    void close();
}
