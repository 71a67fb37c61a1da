// SPDX-License-Identifier: Apache-2.0

/**
 * {@code annulus doctor}: looks at everything that has kept somebody from using shared memory, and says what to do about
 * it. Changes nothing but for one small region that it creates and removes at once.
 */
package io.annulus.cli.doctor;
