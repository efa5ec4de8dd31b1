package dev.ganglion.subject.corpus;

/**
 * Where in its corpus an excerpt stands; ordered as they stand there. Its text form is {@code 17/3}.
 *
 * @param document ordinal in the corpus, from 0
 * @param excerpt ordinal in the document, from 0
 */
public record ExcerptId(int document, int excerpt) implements Comparable<ExcerptId> {

    public ExcerptId {
        if (document < 0 || excerpt < 0) {
            throw new IllegalArgumentException("an excerpt's ordinals are not below 0: " + document + "/" + excerpt);
        }
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if the text is not one
     */
    public static ExcerptId parse(String text) {
        int slash = text.indexOf('/');
        try {
            ExcerptId id = new ExcerptId(
                    Integer.parseInt(text.substring(0, Math.max(slash, 0))),
                    Integer.parseInt(text.substring(slash + 1)));
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException notAnId) {
            // Refused below, as every other text.
        }
        throw new IllegalArgumentException("an excerpt's id has the form document/excerpt, as 17/3");
    }

    @Override
    public int compareTo(ExcerptId other) {
        int byDocument = Integer.compare(document, other.document);
        return byDocument != 0 ? byDocument : Integer.compare(excerpt, other.excerpt);
    }

    @Override
    public String toString() {
        return document + "/" + excerpt;
    }
}
