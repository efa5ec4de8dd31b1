package dev.ganglion.subject.collation;

/** The rows of picked excerpts, and which of them are of which candidate. */
final class PickedRows {

    private final HalfRows rows;
    private final int[] starts; // of each candidate's places [candidates + 1]
    private final int[] places; // in the picked ones, by candidate

    /** @param picked candidates [neurons × drawnExcerpts], or {@link ExcerptPicker#NOBODY}; its places are the rows' */
    PickedRows(int[] picked, int tokens) {
        this.rows = new HalfRows(picked.length, tokens);
        int candidates = 0;
        for (int candidate : picked) {
            candidates = Math.max(candidates, candidate + 1);
        }
        starts = new int[candidates + 1];
        for (int candidate : picked) {
            if (candidate != ExcerptPicker.NOBODY) {
                starts[candidate + 1]++;
            }
        }
        for (int candidate = 0; candidate < candidates; candidate++) {
            starts[candidate + 1] += starts[candidate];
        }
        places = new int[starts[candidates]];
        int[] next = starts.clone();
        for (int place = 0; place < picked.length; place++) {
            if (picked[place] != ExcerptPicker.NOBODY) {
                places[next[picked[place]]++] = place;
            }
        }
    }

    HalfRows rows() {
        return rows;
    }

    /**
     * Asks for all rows of a candidate.
     *
     * @param excerpt its index in the batch
     */
    void request(int candidate, int excerpt, RowRequests requests) {
        for (int i = starts[candidate]; i < starts[candidate + 1]; i++) {
            requests.add(excerpt, places[i]);
        }
    }
}
