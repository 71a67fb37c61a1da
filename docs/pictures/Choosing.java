// SPDX-License-Identifier: Apache-2.0
package pictures;

/** Draws the questions that lead to a mode. */
final class Choosing {
    private static final int HEIGHT = 512;
    private static final int LEFT = 24;
    private static final int WIDTH = 356;
    private static final int RIGHT = 460;
    private static final int RESULT_WIDTH = 236;
    private static final int BOX = 66;
    private static final int STEP = 96;
    private static final int TOP = 52;

    private final Svg svg = new Svg();

    private Choosing() {}

    static String draw() {
        return new Choosing().drawAll();
    }

    private String drawAll() {
        question(0, "Does one thread at a time do this side's", "work, or can each have a ring of its own?");
        result(0, "yes", "SINGLE", "never waits");
        question(1, "Are elements filled or looked at in place,", "or taken only once they are dealt with?");
        result(1, "yes", "MULTI_HTS", "the others wait meanwhile");
        question(2, "Can a thread be stopped in the middle: more", "threads than processors, pauses, deaths?");
        result(2, "no", "MULTI", "a processor for each thread");
        question(3, "May the others wait for it, each until its", "own deadline?");
        result(3, "yes", "MULTI_HTS", "fails with STALLED in time");
        next(0, "no");
        next(1, "no");
        next(2, "yes");
        next(3, "no");
        svg.roundBox(LEFT, y(4), WIDTH, BOX - 8, Svg.ELEMENT, Svg.INK);
        words(LEFT + WIDTH / 2.0, y(4) + 24, "MULTI_RTS", "distance from the capacity on: nobody waits");
        return svg.finish(
                HEIGHT,
                "Which mode for a side?",
                "One thread at a time, or a ring for each: SINGLE. Otherwise, with work in place: MULTI_HTS. Otherwise, if no thread"
                        + " stops in the middle: MULTI. Otherwise, if the others may wait until a deadline: MULTI_HTS. If"
                        + " not: MULTI_RTS with a distance from the capacity on.");
    }

    private static int y(int row) {
        return TOP + row * STEP;
    }

    private void question(int row, String first, String second) {
        svg.roundBox(LEFT, y(row), WIDTH, BOX, Svg.WHITE, Svg.LINE);
        svg.text(LEFT + WIDTH / 2.0, y(row) + 28, Svg.Align.MIDDLE, Svg.Hand.PLAIN, Svg.INK, first);
        svg.text(LEFT + WIDTH / 2.0, y(row) + 49, Svg.Align.MIDDLE, Svg.Hand.PLAIN, Svg.INK, second);
    }

    private void result(int row, String answer, String mode, String remark) {
        double middle = y(row) + BOX / 2.0;
        svg.arrow(LEFT + WIDTH + 2, middle, RIGHT - 2, middle, Svg.SOFT, Svg.SOFT);
        svg.text((LEFT + WIDTH + RIGHT) / 2.0, middle - 8, Svg.Align.MIDDLE, Svg.Hand.SMALL, Svg.SOFT, answer);
        svg.roundBox(RIGHT, y(row) + 4, RESULT_WIDTH, BOX - 8, Svg.ELEMENT, Svg.INK);
        words(RIGHT + RESULT_WIDTH / 2.0, y(row) + 28, mode, remark);
    }

    private void words(double x, int y, String mode, String remark) {
        svg.text(x, y, Svg.Align.MIDDLE, Svg.Hand.STRONG, Svg.INK, mode);
        svg.text(x, y + 20, Svg.Align.MIDDLE, Svg.Hand.SMALL, Svg.SOFT, remark);
    }

    private void next(int row, String answer) {
        double x = LEFT + WIDTH / 2.0;
        svg.arrow(x, y(row) + BOX + 2, x, y(row + 1) - 2, Svg.SOFT, Svg.SOFT);
        svg.text(x + 12, y(row) + BOX + 20, Svg.Align.START, Svg.Hand.SMALL, Svg.SOFT, answer);
    }
}
