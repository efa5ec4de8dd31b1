package dev.ganglion.subject.corpus;

/**
 * What was read of a corpus, and what of it is in no excerpt.
 *
 * @param documents documents, the short ones among them
 * @param excerpts excerpts cut
 * @param tokens tokens read, the skipped ones among them
 * @param skippedTokens tokens in no excerpt: those left over at the end of a document, and short documents whole
 * @param shortDocuments documents with fewer tokens than an excerpt
 */
public record CorpusCounts(long documents, long excerpts, long tokens, long skippedTokens, long shortDocuments) {}
