package dev.ganglion.scorer.results;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A neuron's record. */
@Entity(name = "NeuronRecord")
@Table(name = "neuron_record")
class NeuronRecordRow extends NeuronRow {

    long positions;
    double maximum;
    double mean;
    double variance;
    Double skewness;
    Double kurtosis;
    String subjectDigest;
    String corpus;
    String corpusDigest;
    long corpusExcerpts;
    long corpusTokens;
    String collationParameters;
    byte[] event;
}
