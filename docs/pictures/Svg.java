// SPDX-License-Identifier: Apache-2.0
package pictures;

import java.util.Locale;

/**
 * A sheet to draw on, and the few strokes all pictures are made of. It has a background of its own, so that it looks the same
 * on a light and on a dark page, and refers to nothing outside itself.
 */
final class Svg {
    static final int WIDTH = 720;
    static final int MARGIN = 24;

    static final String INK = "#1f2328";
    static final String SOFT = "#57606a";
    static final String LINE = "#8c959f";
    static final String GREY = "#e7eaee";
    static final String WHITE = "#ffffff";
    static final String ELEMENT = "#cfe2f9";

    private static final int TITLE_BASELINE = 32;
    private static final int CORNER = 6;
    private static final String SANS = "system-ui, sans-serif";
    private static final String MONO = "ui-monospace, monospace";

    private final StringBuilder body = new StringBuilder();

    /** Letters of the sheet's three hands: its title, words, and numbers. */
    enum Hand {
        TITLE(17, SANS, "bold"),
        STRONG(14, SANS, "bold"),
        PLAIN(14, SANS, "normal"),
        SMALL(13, SANS, "normal"),
        NUMBER(14, MONO, "bold"),
        LETTER(18, MONO, "bold");

        private final String attributes;

        Hand(int size, String family, String weight) {
            attributes = "font-family=\"%s\" font-size=\"%d\" font-weight=\"%s\"".formatted(family, size, weight);
        }
    }

    /** Where a text stands from its point on. */
    enum Align {
        START,
        MIDDLE,
        END
    }

    void text(double x, double y, Align align, Hand hand, String colour, String text) {
        text("", x, y, align, hand, colour, text);
    }

    /** A text with further attributes, by which a program finds it again. */
    void text(String attributes, double x, double y, Align align, Hand hand, String colour, String text) {
        body.append("<text%s x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\" %s>%s</text>\n"
                .formatted(
                        attributes.isEmpty() ? "" : " " + attributes,
                        number(x),
                        number(y),
                        align.name().toLowerCase(Locale.ROOT),
                        colour,
                        hand.attributes,
                        escaped(text)));
    }

    void box(double x, double y, double width, double height, String fill, String stroke) {
        box("", x, y, width, height, fill, stroke);
    }

    void dashedBox(double x, double y, double width, double height, String fill, String stroke) {
        box(" stroke-dasharray=\"5 4\"", x, y, width, height, fill, stroke);
    }

    void roundBox(double x, double y, double width, double height, String fill, String stroke) {
        box(" rx=\"" + CORNER + "\"", x, y, width, height, fill, stroke);
    }

    private void box(String more, double x, double y, double width, double height, String fill, String stroke) {
        body.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"%s/>\n"
                        .formatted(number(x), number(y), number(width), number(height), fill, stroke, more));
    }

    void line(double fromX, double fromY, double toX, double toY, String colour) {
        path("M %s %s L %s %s".formatted(number(fromX), number(fromY), number(toX), number(toY)), "none", colour);
    }

    /** A line with a point at its end: full, or as an outline. */
    void arrow(double fromX, double fromY, double toX, double toY, String fill, String colour) {
        double length = Math.hypot(toX - fromX, toY - fromY);
        double dx = (toX - fromX) / length;
        double dy = (toY - fromY) / length;
        double baseX = toX - 9 * dx;
        double baseY = toY - 9 * dy;
        line(fromX, fromY, baseX, baseY, colour);
        path(
                "M %s %s L %s %s L %s %s Z"
                        .formatted(
                                number(toX),
                                number(toY),
                                number(baseX - 5 * dy),
                                number(baseY + 5 * dx),
                                number(baseX + 5 * dy),
                                number(baseY - 5 * dx)),
                fill,
                colour);
    }

    void path(String path, String fill, String colour) {
        body.append("<path d=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"/>\n".formatted(path, fill, colour));
    }

    /** The whole file. The description is for those who cannot see it. */
    String finish(int height, String title, String description) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
                <title>%s</title>
                <desc>%s</desc>
                <rect x="0.5" y="0.5" width="%d" height="%d" rx="%d" fill="%s" stroke="%s"/>
                <text x="%d" y="%d" fill="%s" %s>%s</text>
                %s</svg>
                """.formatted(
                        WIDTH,
                        height,
                        WIDTH,
                        height,
                        escaped(title),
                        escaped(description),
                        WIDTH - 1,
                        height - 1,
                        CORNER,
                        WHITE,
                        LINE,
                        MARGIN,
                        TITLE_BASELINE,
                        INK,
                        Hand.TITLE.attributes,
                        escaped(title),
                        body);
    }

    /** Roughly how wide a text is, on the wide side. */
    static double width(String text) {
        return text.length() * 7.6;
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : "%.1f".formatted(value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
