package org.ionspice.assembly;

import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the sums of a bank's stamps as a hidden class without loops, which adds the same numbers in
 * the same order. The only class of the package that knows ASM. Used once.
 */
final class AdderWriter {
  /** HotSpot leaves longer methods to its own interpreter, bytes. */
  private static final int LONGEST = 8000;

  private static final String PARENT = Type.getInternalName(StampAdder.class);
  private static final String STAMP = Type.getInternalName(LocalStamp.class);

  // Parameters of the method.
  private static final int F = 1;
  private static final int Q = 2;
  private static final int VECTORS = 3;
  private static final int MATRICES = 4;
  private static final int UNKNOWNS = 5;
  private static final int U = 6;
  private static final int F_SLOTS = 7;
  private static final int F_AT = 8;
  private static final int Q_SLOTS = 9;
  private static final int Q_AT = 10;

  // Locals: the arrays that are read and written, and a place in the latter.
  private static final int FROM = 11;
  private static final int SIZES = 12;
  private static final int TO = 13;
  private static final int TO_SIZES = 14;
  private static final int PLACE = 15;

  private final ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
  private final MethodVisitor code;

  private AdderWriter() {
    out.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        PARENT.replace("StampAdder", "Sums"),
        null,
        PARENT,
        null);
    MethodVisitor init = out.visitMethod(0, "<init>", "()V", null, null);
    init.visitCode();
    init.visitVarInsn(Opcodes.ALOAD, 0);
    init.visitMethodInsn(Opcodes.INVOKESPECIAL, PARENT, "<init>", "()V", false);
    init.visitInsn(Opcodes.RETURN);
    init.visitMaxs(0, 0);
    init.visitEnd();
    String stamp = Type.getDescriptor(LocalStamp.class);
    code =
        out.visitMethod(
            Opcodes.ACC_FINAL, "add", "(" + stamp + stamp + "[[D[[D[II[II[II)V", null, null);
    code.visitCode();
  }

  /** Returns the sums of devices of one shape; null when they would be too long to be fast. */
  static @Nullable StampAdder compile(Shape.Entries f, Shape.Entries q) {
    AdderWriter writer = new AdderWriter();
    writer.load(F, "values", FROM);
    writer.load(F, "sizes", SIZES);
    writer.element(VECTORS, 0, TO);
    writer.element(VECTORS, 1, TO_SIZES);
    writer.rows(f, true);
    writer.load(F, "partials", FROM);
    writer.element(MATRICES, 0, TO);
    writer.entries(f, F_SLOTS, F_AT);
    writer.load(Q, "values", FROM);
    writer.element(VECTORS, 2, TO);
    writer.rows(q, false);
    writer.load(Q, "partials", FROM);
    writer.element(MATRICES, 1, TO);
    writer.entries(q, Q_SLOTS, Q_AT);
    return writer.adder();
  }

  private @Nullable StampAdder adder() {
    code.visitInsn(Opcodes.RETURN);
    Label end = new Label();
    code.visitLabel(end);
    code.visitMaxs(0, 0);
    code.visitEnd();
    out.visitEnd();
    byte[] bytes = out.toByteArray();
    if (end.getOffset() > LONGEST) {
      return null;
    }
    try {
      return (StampAdder)
          MethodHandles.lookup()
              .defineHiddenClass(bytes, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated sums do not load", e);
    }
  }

  /** Keeps a field of a stamp in a local. */
  private void load(int stamp, String field, int local) {
    code.visitVarInsn(Opcodes.ALOAD, stamp);
    code.visitFieldInsn(Opcodes.GETFIELD, STAMP, field, "[D");
    code.visitVarInsn(Opcodes.ASTORE, local);
  }

  /** Keeps an element of an array of arrays in a local. */
  private void element(int arrays, int index, int local) {
    code.visitVarInsn(Opcodes.ALOAD, arrays);
    integer(index);
    code.visitInsn(Opcodes.AALOAD);
    code.visitVarInsn(Opcodes.ASTORE, local);
  }

  private void rows(Shape.Entries of, boolean sized) {
    int[] rows = of.rows();
    for (int r = 0; r < rows.length; r++) {
      place(UNKNOWNS, U, rows[r]);
      begin(TO);
      sum(of.rowSums(), r, FROM, true);
      end();
      if (sized) {
        begin(TO_SIZES);
        sum(of.rowSums(), r, SIZES, false);
        end();
      }
    }
  }

  private void entries(Shape.Entries of, int slots, int at) {
    for (int e = 0; e < of.count(); e++) {
      StampSums sums = of.entrySums();
      if (sums.starts()[e] < sums.starts()[e + 1]) {
        place(slots, at, e);
        begin(TO);
        sum(sums, e, FROM, true);
        end();
      }
    }
  }

  /** Takes {@code places[at + offset]} as the place that is written next. */
  private void place(int places, int at, int offset) {
    code.visitVarInsn(Opcodes.ALOAD, places);
    code.visitVarInsn(Opcodes.ILOAD, at);
    integer(offset);
    code.visitInsn(Opcodes.IADD);
    code.visitInsn(Opcodes.IALOAD);
    code.visitVarInsn(Opcodes.ISTORE, PLACE);
  }

  private void begin(int array) {
    code.visitVarInsn(Opcodes.ALOAD, array);
    code.visitVarInsn(Opcodes.ILOAD, PLACE);
    code.visitInsn(Opcodes.DUP2);
    code.visitInsn(Opcodes.DALOAD);
  }

  private void end() {
    code.visitInsn(Opcodes.DADD);
    code.visitInsn(Opcodes.DASTORE);
  }

  private void sum(StampSums sums, int s, int from, boolean signed) {
    code.visitInsn(Opcodes.DCONST_0);
    for (int t = sums.starts()[s]; t < sums.starts()[s + 1]; t++) {
      code.visitVarInsn(Opcodes.ALOAD, from);
      integer(sums.stamps()[t]);
      code.visitInsn(Opcodes.DALOAD);
      code.visitInsn(signed && sums.signs()[t] < 0 ? Opcodes.DSUB : Opcodes.DADD);
    }
  }

  private void integer(int value) {
    if (value <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value <= Byte.MAX_VALUE) {
      code.visitIntInsn(Opcodes.BIPUSH, value);
    } else {
      code.visitIntInsn(Opcodes.SIPUSH, value);
    }
  }
}
