package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an explanation consists of; a simulator recipe says which kinds it takes. */
public enum ExplanationKind {
    /** A sentence or two. */
    @JsonProperty("words")
    WORDS("words"),
    /** The mean activation of each token: the paper's baseline, made without a language model. */
    @JsonProperty("token-table")
    TOKEN_TABLE("token-table");

    private final String text;

    ExplanationKind(String text) {
        this.text = text;
    }

    /** As it is written in events, columns and answers. */
    @Override
    public String toString() {
        return text;
    }
}
