package dev.ganglion.scorer.results;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** The score of an explanation that another neuron lent. */
@Entity(name = "BaselineScore")
@Table(name = "baseline_score")
class BaselineScoreRow extends NeuronRow {

    UUID activations;
    UUID explanation;
    String explanationOf;
    UUID simulation;
    String kind;
    String explainerName;
    String explainerDigest;
    String explainerMethod;
    String simulatorName;
    String simulatorDigest;
    String simulatorMethod;
    String scorer;
    String measure;
    Double score;
    String undefined;
}
