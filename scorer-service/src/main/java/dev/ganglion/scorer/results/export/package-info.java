/** Everything, page after page, for programs that take all of it. */
package dev.ganglion.scorer.results.export;
