// SPDX-License-Identifier: Apache-2.0

/**
 * Object rings with mistakes put in on purpose, so that the tools can be seen to find them. In the package of the real ones,
 * on the class path, to use the same slots.
 */
package io.annulus.objects;
