package dev.ganglion.subject.engine;

import ai.djl.engine.EngineException;

/** Tells a failure for want of memory from the engine's others, which come as the same exception. */
public final class OutOfMemory {

    private OutOfMemory() {}

    /** The words are those of PyTorch's allocators for the CPU (c10/core/impl/alloc_cpu.cpp) and for CUDA. */
    public static boolean is(Throwable failure) {
        if (!(failure instanceof EngineException) || failure.getMessage() == null) {
            return false;
        }
        String message = failure.getMessage();
        return message.contains("can't allocate memory")
                || message.contains("not enough memory")
                || message.contains("out of memory")
                || message.contains("CUBLAS_STATUS_ALLOC_FAILED");
    }
}
