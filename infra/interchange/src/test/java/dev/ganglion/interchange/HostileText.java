package dev.ganglion.interchange;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Tokens as they should not be, but are. */
public final class HostileText {

    private HostileText() {}

    /** Any UTF-16: controls, quotes, halves of characters; and what has a meaning elsewhere. */
    public static Arbitrary<String> tokens() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(8),
                Arbitraries.of(
                        "",
                        "\u0000",
                        "\ud83d",
                        "\ude00",
                        "\uFFFD",
                        "\u202e",
                        "\u2028",
                        "bytes:\\xe2\\x80",
                        "<|endoftext|>",
                        "</script>",
                        "\"",
                        "\\",
                        "\n",
                        "\t",
                        " the",
                        "😀"));
    }
}
