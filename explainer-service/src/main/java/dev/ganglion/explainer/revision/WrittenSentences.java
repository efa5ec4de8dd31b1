package dev.ganglion.explainer.revision;

import java.util.List;

/** Sentences as a model wrote them: each on one line, none twice. */
record WrittenSentences(List<String> sentences) {

    WrittenSentences {
        sentences = List.copyOf(sentences);
    }
}
