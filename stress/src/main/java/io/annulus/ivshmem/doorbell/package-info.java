// SPDX-License-Identifier: Apache-2.0

/** What tests of semaphores need that is not public. */
package io.annulus.ivshmem.doorbell;
