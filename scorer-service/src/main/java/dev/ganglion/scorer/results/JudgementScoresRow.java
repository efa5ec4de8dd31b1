package dev.ganglion.scorer.results;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The scores of one simulation by judgements. */
@Entity(name = "JudgementScores")
@Table(name = "judgement_scores")
class JudgementScoresRow extends NeuronRow {

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
    Double balancedAccuracy;
    String undefined;

    @JdbcTypeCode(SqlTypes.JSON)
    String judgements;
}
