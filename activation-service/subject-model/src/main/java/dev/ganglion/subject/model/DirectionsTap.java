package dev.ganglion.subject.model;

import ai.djl.ndarray.NDManager;

/** Looks at a model's weights. */
@FunctionalInterface
public interface DirectionsTap {

    /**
     * @param directions valid until this returns
     * @param scope the parent of what is made of them, on the model's device; closed when this returns
     * @throws InterruptedException if the thread is interrupted
     */
    void look(Directions directions, NDManager scope) throws InterruptedException;
}
