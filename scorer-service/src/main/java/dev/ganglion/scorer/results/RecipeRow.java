package dev.ganglion.scorer.results;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A recipe's text, under each name that it was published by. */
@Entity(name = "Recipe")
@Table(name = "recipe")
class RecipeRow {

    @Id
    UUID id;

    String digest;
    String service;
    String name;
    String method;
    String text;
    long content;
}
