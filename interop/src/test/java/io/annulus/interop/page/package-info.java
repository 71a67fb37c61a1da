// SPDX-License-Identifier: Apache-2.0

/**
 * Pages of {@code docs} that are followed by a test: what they say is typed, is typed, on a host's shell and a guest's console.
 */
package io.annulus.interop.page;
