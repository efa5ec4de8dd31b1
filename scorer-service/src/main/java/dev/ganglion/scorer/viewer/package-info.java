/**
 * Pages for people, made on the server. What they show was written by models and found in corpora: it is bounded here and
 * escaped by the templates.
 */
package dev.ganglion.scorer.viewer;
