package dev.ganglion.cli.terminal;

/** Text of unknown origin on one line that is as wide as the terminal. */
public final class TerminalLine {

    private static final int WITHOUT_TERMINAL = 110;
    private static final int NARROWEST = 40;
    private static final int WIDEST = 1000;

    private TerminalLine() {}

    /** Columns of the terminal that standard output goes to, or what suits a file; infra/ganglion finds out. */
    public static int width() {
        int columns = Integer.getInteger("ganglion.columns", WITHOUT_TERMINAL);
        return columns <= 0 ? WITHOUT_TERMINAL : Math.max(NARROWEST, Math.min(WIDEST, columns));
    }

    /** At most so many columns of it, the last an ellipsis where something is left out. */
    public static String cut(String text, int columns) {
        String line = Terminal.plain(text.strip().replaceAll("\\s+", " "));
        if (line.codePoints().map(TerminalLine::columns).sum() <= columns) {
            return line;
        }
        int taken = 1;
        int end = 0;
        while (taken + columns(line.codePointAt(end)) <= columns) {
            taken += columns(line.codePointAt(end));
            end = line.offsetByCodePoints(end, 1);
        }
        return line.substring(0, end) + "…";
    }

    /** As terminals draw it: East Asian wide characters and pictures take two columns, marks on letters none. */
    private static int columns(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    private static boolean isWide(int codePoint) {
        return codePoint >= 0x1100 && codePoint <= 0x115F
                || codePoint >= 0x2E80 && codePoint <= 0xA4CF
                || codePoint >= 0xAC00 && codePoint <= 0xD7A3
                || codePoint >= 0xF900 && codePoint <= 0xFAFF
                || codePoint >= 0xFE30 && codePoint <= 0xFE6F
                || codePoint >= 0xFF00 && codePoint <= 0xFF60
                || codePoint >= 0xFFE0 && codePoint <= 0xFFE6
                || codePoint >= 0x1F300 && codePoint <= 0x1FAFF
                || codePoint >= 0x20000 && codePoint <= 0x3FFFD;
    }
}
