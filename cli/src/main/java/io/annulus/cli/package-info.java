// SPDX-License-Identifier: Apache-2.0

/**
 * The {@code annulus} command: {@code annulus <noun> <verb>}, one package a noun, one class a verb.
 *
 * <p>A verb reads its arguments into fields, opens what it needs, prints data on standard output and throws when it
 * cannot: {@link io.annulus.cli.output} decides what becomes of it. Everything here is also reachable from Java through
 * {@code io.annulus}; the command adds no power of its own.
 */
package io.annulus.cli;
