package dev.ganglion.demo;

/** DJL counts its uses over the network unless told not to, before its first class is used. */
final class DjlPrivacy {

    private DjlPrivacy() {}

    static void optOut() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
    }
}
