// SPDX-License-Identifier: Apache-2.0

/**
 * {@code annulus man}: manual pages, made from the same model that {@code --help} is made from, so that they cannot differ. A
 * page a command, as git has them; {@code docs/man} holds them as they are installed.
 */
package io.annulus.cli.manual;
