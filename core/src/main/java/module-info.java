// SPDX-License-Identifier: Apache-2.0
/** DPDK-compatible rings and shared-memory regions. */
module io.annulus {}
