// SPDX-License-Identifier: Apache-2.0
package pictures;

import java.util.List;
import java.util.Locale;

/** Draws a {@link Frame}: the line of positions as a strip, consumers above it, producers below. */
final class Strip {
    private static final int LEFT = 120;
    private static final int TOP = 48;
    private static final int LANE = 28;
    private static final int BAR = 20;
    private static final int LABEL = 17;
    private static final int ARROW = 24;
    private static final int CELL = 46;
    private static final int NOTE = 21;

    private final Frame frame;
    private final Svg svg = new Svg();
    private final double width;

    private Strip(Frame frame) {
        this.frame = frame;
        this.width = (double) (Svg.WIDTH - Svg.MARGIN - LEFT) / frame.letters().length();
    }

    static String draw(Frame frame) {
        return new Strip(frame).draw();
    }

    private String draw() {
        List<Bar> above = bars(Bar.Role.CONSUMER);
        List<Bar> below = bars(Bar.Role.PRODUCER);
        int y = TOP;
        for (Bar bar : above) {
            bar(bar, y);
            y += LANE;
        }
        y += 2 * LABEL + ARROW;
        int strip = y;
        indices(Bar.Role.CONSUMER, frame.consumers(), strip - ARROW - LABEL - 4, strip - 5, 1);
        cells(strip);
        y = strip + CELL + 2 * LABEL + ARROW + 4;
        indices(Bar.Role.PRODUCER, frame.producers(), y + LABEL - 4, strip + CELL + 2 * LABEL + 6, -1);
        y += 2 * LABEL + 6;
        for (Bar bar : below) {
            bar(bar, y);
            y += LANE;
        }
        y += LABEL;
        for (String note : frame.notes()) {
            svg.text("class=\"note\"", Svg.MARGIN, y, Svg.Align.START, Svg.Hand.PLAIN, Svg.INK, note);
            y += NOTE;
        }
        return svg.finish(frame.notes().isEmpty() ? y : y - 4, frame.title(), frame.description());
    }

    private List<Bar> bars(Bar.Role side) {
        return frame.bars().stream().filter(b -> b.side() == side).toList();
    }

    private double x(int position) {
        return LEFT + (position - frame.first()) * width;
    }

    private void bar(Bar bar, int y) {
        double length = bar.count() * width;
        String fill = bar.stage() == Bar.Stage.TAKEN ? bar.side().tint : Svg.WHITE;
        if (bar.stage() == Bar.Stage.TAKEN) {
            svg.box(x(bar.from()), y, length, BAR, fill, bar.side().dark);
        } else {
            svg.dashedBox(x(bar.from()), y, length, BAR, fill, bar.side().dark);
        }
        double end = x(bar.from()) + length + 8;
        if (end + Svg.width(bar.text()) < Svg.WIDTH - Svg.MARGIN / 2.0) {
            svg.text(end, y + 15, Svg.Align.START, Svg.Hand.SMALL, bar.side().dark, bar.text());
        } else {
            svg.text(x(bar.from()) - 8, y + 15, Svg.Align.END, Svg.Hand.SMALL, bar.side().dark, bar.text());
        }
    }

    private void indices(Bar.Role side, Indices indices, int baseline, int tip, int down) {
        String name = side.name().toLowerCase(Locale.ROOT);
        svg.text(Svg.MARGIN, baseline + LABEL / 2, Svg.Align.START, Svg.Hand.STRONG, side.dark, name + "s");
        if (indices.isIdle()) {
            index(side, name + " head tail", "head = tail", indices.tailText(), indices.tail(), baseline, tip, down);
        } else {
            index(side, name + " tail", "tail", indices.tailText(), indices.tail(), baseline, tip, down);
            index(side, name + " head", "head", indices.headText(), indices.head(), baseline, tip, down);
        }
    }

    private void index(
            Bar.Role side, String names, String label, String value, int position, int baseline, int tip, int down) {
        double x = x(position);
        String fill = label.equals("head") ? Svg.WHITE : side.dark;
        svg.arrow(x, tip - down * (ARROW - 8), x, tip, fill, side.dark);
        svg.text(x, baseline, Svg.Align.MIDDLE, Svg.Hand.SMALL, side.dark, label);
        svg.text("class=\"" + names + "\"", x, baseline + LABEL, Svg.Align.MIDDLE, Svg.Hand.NUMBER, side.dark, value);
    }

    private void cells(int y) {
        int below = y + CELL + LABEL;
        svg.text(Svg.MARGIN, below, Svg.Align.START, Svg.Hand.SMALL, Svg.SOFT, "position");
        svg.text(Svg.MARGIN, below + LABEL, Svg.Align.START, Svg.Hand.SMALL, Svg.SOFT, "slot");
        for (int i = 0; i < frame.letters().length(); i++) {
            int position = frame.first() + i;
            double middle = x(position) + width / 2;
            String number = Integer.toUnsignedString(position);
            svg.box(x(position), y, width, CELL, fill(frame, position), Svg.LINE);
            svg.text(middle, below, Svg.Align.MIDDLE, Svg.Hand.SMALL, Svg.SOFT, brief(position));
            String slot = Integer.toString(position & frame.size() - 1);
            svg.text(middle, below + LABEL, Svg.Align.MIDDLE, Svg.Hand.SMALL, Svg.SOFT, slot);
            if (frame.letters().charAt(i) != ' ') {
                svg.text(
                        elementAt(number),
                        middle,
                        y + CELL / 2 + 6,
                        Svg.Align.MIDDLE,
                        Svg.Hand.LETTER,
                        Svg.INK,
                        frame.letters().substring(i, i + 1));
            }
        }
    }

    private static String brief(int position) {
        return position < 0 ? "2³² − " + -position : Integer.toString(position);
    }

    /** The attributes by which a program finds an element in a picture. */
    static String elementAt(String position) {
        return "class=\"element\" data-position=\"" + position + "\"";
    }

    static String fill(Frame frame, int position) {
        return switch (frame.place(position)) {
            case OUT_OF_REACH -> Svg.GREY;
            case LEAVING -> Bar.Role.CONSUMER.tint;
            case THERE -> Svg.ELEMENT;
            case ARRIVING -> Bar.Role.PRODUCER.tint;
            case FREE -> Svg.WHITE;
        };
    }
}
