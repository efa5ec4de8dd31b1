/**
 * The demo subject model: where it lies ({@link dev.ganglion.demo.DemoModel}), the program that trains such a model from
 * plain text ({@link dev.ganglion.demo.TrainDemoModel}), and the one that draws the demo's corpus ({@link
 * dev.ganglion.demo.DrawDemoCorpus}).
 */
package dev.ganglion.demo;
