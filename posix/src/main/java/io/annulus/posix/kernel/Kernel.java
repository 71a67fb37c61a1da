// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** Calls the kernel. Answers as the kernel does: what it returns, or an error number made negative. */
public final class Kernel {
    /** Native memory of whole 32-bit words, for structures of the kernel. */
    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    /** The same of 64 bits. */
    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    /** The same of 16 bits. */
    public static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = link();

    private Kernel() {}

    @SuppressWarnings("restricted") // The only downcall there is: what this module exists for.
    private static MethodHandle link() {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor words = FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"), words, Linker.Option.captureCallState("errno"));
    }

    /**
     * A call with one word.
     *
     * @return what the kernel returned, or a negative error number
     */
    public static long call(Syscall call, long a) {
        return call(call, a, 0, 0, 0, 0, 0);
    }

    /**
     * A call with two words.
     *
     * @return what the kernel returned, or a negative error number
     */
    public static long call(Syscall call, long a, long b) {
        return call(call, a, b, 0, 0, 0, 0);
    }

    /**
     * A call with three words.
     *
     * @return what the kernel returned, or a negative error number
     */
    public static long call(Syscall call, long a, long b, long c) {
        return call(call, a, b, c, 0, 0, 0);
    }

    /**
     * A call with four words.
     *
     * @return what the kernel returned, or a negative error number
     */
    public static long call(Syscall call, long a, long b, long c, long d) {
        return call(call, a, b, c, d, 0, 0);
    }

    /**
     * A call with six words. Addresses must stay valid until it returns: they are those of segments whose arena the
     * caller closes afterwards.
     *
     * @return what the kernel returned, or a negative error number
     */
    public static long call(Syscall call, long a, long b, long c, long d, long e, long f) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = (long) SYSCALL.invokeExact(state, (long) call.number(), a, b, c, d, e, f);
            return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
        } catch (RuntimeException | Error e1) {
            throw e1;
        } catch (Throwable e1) {
            throw new AssertionError("a downcall throws nothing of its own", e1);
        }
    }

    /**
     * A path for the kernel.
     *
     * @return its bytes and a zero
     */
    public static MemorySegment text(Arena arena, Object path) {
        return arena.allocateFrom(path.toString());
    }
}
