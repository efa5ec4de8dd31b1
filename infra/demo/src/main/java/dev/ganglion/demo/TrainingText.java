package dev.ganglion.demo;

/**
 * A text to train on, cut in two: what the model and its tokenizer learn from, and what they are judged on.
 *
 * @param share of the windows in a batch, relative to the other texts'
 * @param training the text without its end
 * @param validation the last 2 %, from the start of a line or a word
 */
record TrainingText(String name, double share, String training, String validation) {

    private static final double TRAINING_PART = 0.98;

    static TrainingText read(TextArgument argument) {
        return of(argument.name(), argument.amount(), argument.read());
    }

    static TrainingText of(String name, double share, String text) {
        int cut = cut(text);
        return new TrainingText(name, share, text.substring(0, cut), text.substring(cut));
    }

    /** The last white space in the training part, so that no word or character is split; 0 if there is none. */
    private static int cut(String text) {
        int cut = (int) (text.length() * TRAINING_PART);
        while (cut > 0 && !Character.isWhitespace(text.charAt(cut))) {
            cut--;
        }
        return cut;
    }
}
