package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/**
 * Turns the vectors of queries and keys by angles that grow with the token's place: number i of the first half of what is
 * turned goes with number i of the second half.
 *
 * @param cosines [tokens, 1, turned / 2]
 * @param sines [tokens, 1, turned / 2]
 */
record Rotation(NDArray cosines, NDArray sines) {

    /**
     * @param vectors [batch, tokens, heads, size of a head], of which the first numbers are turned
     * @return as many, an array of its own
     */
    NDArray apply(NDArray vectors) {
        long half = cosines.getShape().get(2);
        long size = vectors.getShape().get(3);
        long[] borders = size == 2 * half ? new long[] {half} : new long[] {half, 2 * half};
        NDList parts = vectors.split(borders, 3);
        NDArray first = parts.get(0);
        NDArray second = parts.get(1);
        NDList turned = new NDList(
                first.mul(cosines).subi(second.mul(sines)), second.mul(cosines).addi(first.mul(sines)));
        if (parts.size() > 2) {
            turned.add(parts.get(2));
        }
        return NDArrays.concat(turned, 3);
    }
}
