/** Reading tensors from safetensors files that nobody vouches for. */
package dev.ganglion.subject.weights;
