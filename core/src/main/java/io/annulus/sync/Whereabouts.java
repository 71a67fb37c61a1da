// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

import java.util.function.Supplier;

/**
 * What messages say about a side.
 *
 * @param side which one of which ring, such as {@code 'orders', producer side}
 * @param blockers says who may be in the middle of an operation on it
 */
public record Whereabouts(String side, Supplier<String> blockers) {}
