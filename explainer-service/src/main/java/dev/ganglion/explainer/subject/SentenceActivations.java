package dev.ganglion.explainer.subject;

import dev.ganglion.events.NeuronId;
import io.smallrye.mutiny.Uni;

/** Runs sentences through the subject model. */
public interface SentenceActivations {

    /** Where nobody runs anything: for reading recipes and previewing prompts. */
    SentenceActivations UNCONNECTED = (neuron, sentence) ->
            Uni.createFrom().failure(new IllegalStateException("no activation server is connected here"));

    /**
     * What a neuron does on each token of a sentence. Whatever may pass is waited for: a busy or missing server.
     *
     * @return fails with {@link SentenceRefusedException} if the model cannot take this sentence, and with {@link
     *     UnknownSubjectException} if there is no such model or neuron
     */
    Uni<SentenceRun> of(NeuronId neuron, String sentence);
}
