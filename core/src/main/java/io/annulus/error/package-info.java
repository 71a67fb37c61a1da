// SPDX-License-Identifier: Apache-2.0

/**
 * What can go wrong, as a closed list.
 *
 * <p>Everything that depends on the outside world (a file, another process, words in shared memory, a name a person typed)
 * fails with one {@link io.annulus.error.AnnulusException} that carries a {@link io.annulus.error.Reason}; each reason has
 * a stable code and a row in {@code docs/errors.md}. Mistakes in calling code (a negative count, a range outside an
 * array) are the JDK's own {@link java.lang.IllegalArgumentException} and {@link java.lang.IndexOutOfBoundsException}.
 */
package io.annulus.error;
