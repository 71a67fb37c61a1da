// SPDX-License-Identifier: Apache-2.0
package pictures;

import java.util.List;

/** Draws a {@link Frame} as what it is called: the slots in a circle, and a word about each of the four indices. */
final class Circle {
    private static final int HEIGHT = 356;
    private static final int X = 190;
    private static final int Y = 196;
    private static final int INNER = 58;
    private static final int OUTER = 112;
    private static final int WORDS = 384;

    private final Frame frame;
    private final Svg svg = new Svg();

    private Circle(Frame frame) {
        this.frame = frame;
    }

    static String draw(Frame frame) {
        return new Circle(frame).draw();
    }

    private String draw() {
        for (int i = 0; i < frame.size(); i++) {
            slot(frame.first() + i);
        }
        index("consumer tail", Bar.Role.CONSUMER, frame.consumers().tail(), Svg.Align.START);
        index("consumer head", Bar.Role.CONSUMER, frame.consumers().head(), Svg.Align.START);
        index("producer tail", Bar.Role.PRODUCER, frame.producers().tail(), Svg.Align.END);
        index("producer head", Bar.Role.PRODUCER, frame.producers().head(), Svg.Align.END);
        words(
                84,
                "consumer tail",
                frame.consumers().tailText(),
                Bar.Role.CONSUMER,
                "dequeues have ended before it: free slots");
        words(148, "consumer head", frame.consumers().headText(), Bar.Role.CONSUMER, "dequeues have begun before it");
        words(
                212,
                "producer tail",
                frame.producers().tailText(),
                Bar.Role.PRODUCER,
                "enqueues have ended before it: elements");
        words(276, "producer head", frame.producers().headText(), Bar.Role.PRODUCER, "enqueues have begun before it");
        return svg.finish(HEIGHT, frame.title(), frame.description());
    }

    private void words(int y, String names, String value, Bar.Role side, String meaning) {
        svg.text(WORDS, y, Svg.Align.START, Svg.Hand.STRONG, side.dark, names);
        svg.text("class=\"" + names + "\"", WORDS + 128, y, Svg.Align.START, Svg.Hand.NUMBER, side.dark, value);
        svg.text(WORDS, y + 20, Svg.Align.START, Svg.Hand.SMALL, Svg.SOFT, meaning);
    }

    private double angle(double position) {
        return 2 * Math.PI * position / frame.size() - Math.PI / 2;
    }

    private double x(double position, double radius) {
        return X + radius * Math.cos(angle(position));
    }

    private double y(double position, double radius) {
        return Y + radius * Math.sin(angle(position));
    }

    private void slot(int position) {
        double end = position + 1;
        svg.path(
                "M %s %s A %d %d 0 0 1 %s %s L %s %s A %d %d 0 0 0 %s %s Z"
                        .formatted(
                                Svg.number(x(position, OUTER)),
                                Svg.number(y(position, OUTER)),
                                OUTER,
                                OUTER,
                                Svg.number(x(end, OUTER)),
                                Svg.number(y(end, OUTER)),
                                Svg.number(x(end, INNER)),
                                Svg.number(y(end, INNER)),
                                INNER,
                                INNER,
                                Svg.number(x(position, INNER)),
                                Svg.number(y(position, INNER))),
                Strip.fill(frame, position),
                Svg.LINE);
        double middle = position + 0.5;
        String number = Integer.toString(position);
        svg.text(x(middle, INNER - 16), y(middle, INNER - 16) + 4, Svg.Align.MIDDLE, Svg.Hand.SMALL, Svg.SOFT, number);
        char letter = frame.letters().charAt(position - frame.first());
        if (letter != ' ') {
            svg.text(
                    Strip.elementAt(number),
                    x(middle, (INNER + OUTER) / 2.0),
                    y(middle, (INNER + OUTER) / 2.0) + 6,
                    Svg.Align.MIDDLE,
                    Svg.Hand.LETTER,
                    Svg.INK,
                    String.valueOf(letter));
        }
    }

    private void index(String name, Bar.Role side, int position, Svg.Align align) {
        String fill = name.endsWith("head") ? Svg.WHITE : side.dark;
        svg.arrow(
                x(position, OUTER + 26),
                y(position, OUTER + 26),
                x(position, OUTER + 2),
                y(position, OUTER + 2),
                fill,
                side.dark);
        List<String> words = List.of(name.split(" "));
        svg.text(
                x(position, OUTER + 32),
                y(position, OUTER + 32) + 4,
                align,
                Svg.Hand.SMALL,
                side.dark,
                words.getLast());
    }
}
