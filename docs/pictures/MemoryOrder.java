// SPDX-License-Identifier: Apache-2.0
package pictures;

/** Draws which store of one side pairs with which load of the other. */
final class MemoryOrder {
    private static final int HEIGHT = 436;
    private static final int LEFT = 32;
    private static final int RIGHT = 396;
    private static final int WIDTH = 292;
    private static final int LINE = 21;

    private final Svg svg = new Svg();

    private MemoryOrder() {}

    static String draw() {
        return new MemoryOrder().drawAll();
    }

    private String drawAll() {
        svg.text(LEFT, 66, Svg.Align.START, Svg.Hand.STRONG, Bar.Role.PRODUCER.dark, "producer");
        svg.text(RIGHT, 66, Svg.Align.START, Svg.Hand.STRONG, Bar.Role.CONSUMER.dark, "consumer");
        box(LEFT, 78, Bar.Role.PRODUCER, "writes elements into slots 4 and 5");
        box(LEFT, 142, Bar.Role.PRODUCER, "stores its tail, 6, with release:", "nothing above moves below it");
        box(RIGHT, 142, Bar.Role.CONSUMER, "loads that tail, 6, with acquire:", "nothing below moves above it");
        box(RIGHT, 226, Bar.Role.CONSUMER, "reads elements from slots 4 and 5");
        box(RIGHT, 290, Bar.Role.CONSUMER, "stores its tail, 6, with release:", "nothing above moves below it");
        box(LEFT, 290, Bar.Role.PRODUCER, "loads that tail, 6, with acquire:", "nothing below moves above it");
        box(LEFT, 374, Bar.Role.PRODUCER, "writes new elements into slots 4 and 5");
        down(LEFT, 118, 140);
        across(LEFT + WIDTH, RIGHT, 172);
        down(RIGHT, 202, 224);
        down(RIGHT, 266, 288);
        across(RIGHT, LEFT + WIDTH, 320);
        down(LEFT, 350, 372);
        return svg.finish(
                HEIGHT,
                "What pairs with what",
                "The producer writes elements, then stores its tail with release. The consumer loads that tail with acquire, reads"
                        + " the elements, then stores its own tail with release. The producer loads that tail with acquire,"
                        + " and only then writes new elements into the same slots.");
    }

    private void box(int x, int y, Bar.Role side, String... lines) {
        svg.roundBox(x, y, WIDTH, 18 + LINE * lines.length, side.tint, side.dark);
        for (int i = 0; i < lines.length; i++) {
            svg.text(x + WIDTH / 2.0, y + 24 + LINE * i, Svg.Align.MIDDLE, Svg.Hand.PLAIN, Svg.INK, lines[i]);
        }
    }

    private void down(int x, int from, int to) {
        svg.arrow(x + WIDTH / 2.0, from, x + WIDTH / 2.0, to, Svg.SOFT, Svg.SOFT);
    }

    private void across(int from, int to, int y) {
        int step = from < to ? 3 : -3;
        svg.arrow(from + step, y, to - step, y, Svg.INK, Svg.INK);
        svg.text((from + to) / 2.0, y - 10, Svg.Align.MIDDLE, Svg.Hand.SMALL, Svg.INK, "is read by");
    }
}
