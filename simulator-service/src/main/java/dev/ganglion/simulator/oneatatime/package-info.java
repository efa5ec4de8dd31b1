/** The paper's other way: one call for each token, whose answer is that token's activation alone. */
package dev.ganglion.simulator.oneatatime;
