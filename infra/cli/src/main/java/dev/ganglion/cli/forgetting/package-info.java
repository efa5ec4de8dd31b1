/** What the results database holds of a model or a recipe, and its removal. */
package dev.ganglion.cli.forgetting;
