package dev.ganglion.scorer.results;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The scores of one simulation; {@code score} is the one that ranks. */
@Entity(name = "Scores")
@Table(name = "scores")
class ScoresRow extends NeuronRow {

    UUID activations;
    UUID explanation;
    UUID simulation;
    String kind;
    String explainerName;
    String explainerDigest;
    String explainerMethod;
    String simulatorName;
    String simulatorDigest;
    String simulatorMethod;
    String scorer;
    Double score;
    Double scoreLow;
    Double scoreHigh;
    String undefined;
    Double calibration;

    @JdbcTypeCode(SqlTypes.JSON)
    String splits;
}
