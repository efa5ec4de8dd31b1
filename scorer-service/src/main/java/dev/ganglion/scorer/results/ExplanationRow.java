package dev.ganglion.scorer.results;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** An explanation, without the excerpts it is to be scored on. */
@Entity(name = "Explanation")
@Table(name = "explanation")
class ExplanationRow extends NeuronRow {

    UUID activations;
    String recipeName;
    String recipeDigest;
    String recipeMethod;
    int candidate;
    UUID parent;
    String kind;
    String text;
    double maximum;
}
