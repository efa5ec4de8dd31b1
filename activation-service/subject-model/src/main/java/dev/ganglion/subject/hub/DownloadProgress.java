package dev.ganglion.subject.hub;

import java.util.Locale;

/**
 * How far a download is.
 *
 * @param model what is downloaded
 * @param file which of its files comes now
 * @param done bytes of all its files that are there
 * @param total bytes of all its files
 * @param bytesPerSecond over the time since the download began, without what was there before; 0 if that is not known yet
 */
public record DownloadProgress(HubModelId model, String file, long done, long total, double bytesPerSecond) {

    private static final double KILO = 1000;
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    /** Seconds until all is there, or -1 if that is not known yet. */
    public long secondsLeft() {
        return bytesPerSecond > 0 ? Math.round((total - done) / bytesPerSecond) : -1;
    }

    /** As a person reads it: {@code model.safetensors: 1.2 GB of 6.4 GB (18 %), 35.0 MB/s, 2 min 30 s left}. */
    public String text() {
        String text = file + ": " + size(done) + " of " + size(total) + " (" + (total == 0 ? 100 : done * 100 / total)
                + " %)";
        return secondsLeft() < 0 || done == total
                ? text
                : text + ", " + size(Math.round(bytesPerSecond)) + "/s, " + duration(secondsLeft()) + " left";
    }

    /** Bytes for people, in powers of 1000. */
    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= KILO && unit < UNITS.length - 1) {
            value /= KILO;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    private static String duration(long seconds) {
        if (seconds >= 3600) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        return seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
    }
}
