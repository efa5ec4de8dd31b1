package dev.ganglion.llm.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.RecipeRef;
import java.util.List;

/** A method with a parameter of each kind, and what its recipes become. */
record SentencesMethod(int version) implements Method<SentencesMethod.Parameters, SentencesMethod.Sentences> {

    @Override
    public String name() {
        return "sentences";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Sentences create(RecipeRef recipe, Parameters parameters) {
        if (parameters.examples() > 20) {
            throw new IllegalArgumentException("at most 20 examples fit");
        }
        return new Sentences(recipe, parameters);
    }

    record Parameters(
            Integer examples,
            double temperature,
            boolean shout,
            List<ExplanationKind> kinds,
            List<String> words,
            Prompt prompt) {

        Parameters {
            examples = examples == null ? 5 : examples;
            if (examples < 1) {
                throw new IllegalArgumentException("field \"examples\" must be above 0");
            }
        }
    }

    record Prompt(@JsonProperty("few-shot") List<String> fewShot, String user) {
        Prompt {
            if (user == null) {
                throw new IllegalArgumentException("missing field \"user\"");
            }
        }
    }

    record Sentences(RecipeRef recipe, Parameters parameters) {}
}
