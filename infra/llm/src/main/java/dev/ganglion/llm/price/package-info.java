/** What models cost, and exact arithmetic with it. */
package dev.ganglion.llm.price;
