/** What the API and the viewer share: reading parameters, and telling what went wrong. */
package dev.ganglion.scorer.web;
