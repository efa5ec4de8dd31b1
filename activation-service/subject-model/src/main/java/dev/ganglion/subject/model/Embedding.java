package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;

/** The hidden state a model begins with: a learned vector for each token, and one for each position. */
final class Embedding {

    private final NDArray tokens;
    private final NDArray positions;

    /**
     * @param tokens [vocabulary, width]
     * @param positions [context, width]
     */
    Embedding(NDArray tokens, NDArray positions) {
        this.tokens = tokens;
        this.positions = positions;
    }

    /**
     * @param ids int32 [batch, tokens], all of them in the vocabulary
     * @return [batch, tokens, width], in the manager of the ids
     */
    NDArray of(NDArray ids) {
        NDArray places = ids.getManager().arange((int) ids.getShape().get(1));
        return look(ids, tokens).addi(look(places, positions));
    }

    private static NDArray look(NDArray ids, NDArray table) {
        return ai.djl.nn.core.Embedding.embedding(ids, table, SparseFormat.DENSE)
                .singletonOrThrow();
    }
}
