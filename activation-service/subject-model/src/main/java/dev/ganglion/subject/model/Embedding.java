package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;

/** The hidden state a model begins with: a learned vector for each token and, in some, one for each position. */
final class Embedding {

    private final NDArray tokens;
    private final NDArray positions;

    /**
     * @param tokens [vocabulary, width]
     * @param positions [context, width], or null where attention alone knows of them
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
        NDArray hidden = look(ids, tokens);
        if (positions != null) {
            NDArray places = ids.getManager().arange((int) ids.getShape().get(1));
            hidden.addi(look(places, positions));
        }
        return hidden;
    }

    /** [vocabulary, width], not to be changed or closed. */
    NDArray tokens() {
        return tokens;
    }

    private static NDArray look(NDArray ids, NDArray table) {
        return ai.djl.nn.core.Embedding.embedding(ids, table, SparseFormat.DENSE)
                .singletonOrThrow();
    }
}
