// SPDX-License-Identifier: Apache-2.0

/** Memory as plain bytes, for commands that show and change it: on the host and in a virtual machine alike. */
package io.annulus.cli.bytes;
