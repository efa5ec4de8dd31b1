/**
 * Models by their id on the Hugging Face hub: their files, brought into the cache that all tools of the hub share, and
 * checked. What is in the files is for others to read.
 */
package dev.ganglion.subject.hub;
