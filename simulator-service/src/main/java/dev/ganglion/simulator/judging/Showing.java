package dev.ganglion.simulator.judging;

import dev.ganglion.llm.prompt.ShownText;
import dev.ganglion.simulator.judging.Batches.Judged;
import java.util.BitSet;

/** How an excerpt is shown to the judge, on one line. */
enum Showing {
    /** As it is. */
    PLAIN {
        @Override
        String text(Judged judged, Marks marks) {
            return ShownText.of(judged.excerpt().tokens());
        }
    },
    /** With tokens marked: in one that fires those that do, in a silent one others. */
    MARKED {
        @Override
        String text(Judged judged, Marks marks) {
            BitSet marked = marks.of(judged);
            return ShownText.highlighted(judged.excerpt().tokens(), marked::get);
        }
    };

    abstract String text(Judged judged, Marks marks);
}
