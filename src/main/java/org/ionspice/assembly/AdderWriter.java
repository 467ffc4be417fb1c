package org.ionspice.assembly;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import org.ionspice.device.Equations;
import org.ionspice.device.Point;
import org.ionspice.device.Stamp;
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
  private static final String BANK_CLASS = Type.getDescriptor(Bank.class);
  private static final String POINT_CLASS = Type.getDescriptor(LocalPoint.class);
  private static final String EQUATIONS_CLASS = Type.getDescriptor(Equations.class);

  /** What both methods take first: stamps, vectors, matrices, and where things stand. */
  private static final String SHARED =
      Type.getDescriptor(LocalStamp.class).repeat(2) + "[[D[[D[II[II[II";

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

  // Further parameters of the loop.
  private static final int BANK = 11;
  private static final int UNTIL = 12;
  private static final int EQUATIONS = 13;
  private static final int POINT = 14;
  private static final int X = 15;

  /** The first device's number, and then the present one's. */
  private static final int K = 16;

  // Locals: the arrays that are read and written, and a place in the latter.
  private static final int FROM = 17;
  private static final int SIZES = 18;
  private static final int TO = 19;
  private static final int TO_SIZES = 20;
  private static final int PLACE = 21;

  private final ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  /** The method that is being written. */
  private MethodVisitor code;

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
    code = out.visitMethod(Opcodes.ACC_FINAL, "add", "(" + SHARED + ")V", null, null);
    code.visitCode();
  }

  /**
   * Returns the sums of devices of one shape; null when they would be too long to be fast.
   *
   * @param own unknowns of a device
   * @param remembers whether devices ask for what is not among their unknowns
   */
  static @Nullable StampAdder compile(
      Shape.Entries f, Shape.Entries q, int own, boolean remembers) {
    AdderWriter writer = new AdderWriter();
    writer.sums(f, q);
    int length = writer.finish();
    writer.loop(f, q, own, remembers);
    length = Math.max(length, writer.finish());
    return length > LONGEST ? null : writer.adder();
  }

  private void sums(Shape.Entries f, Shape.Entries q) {
    load(F, "values", FROM);
    load(F, "sizes", SIZES);
    element(VECTORS, 0, TO);
    element(VECTORS, 1, TO_SIZES);
    rows(f, true);
    load(F, "partials", FROM);
    element(MATRICES, 0, TO);
    entries(f, F_SLOTS, F_AT);
    load(Q, "values", FROM);
    element(VECTORS, 2, TO);
    rows(q, false);
    load(Q, "partials", FROM);
    element(MATRICES, 1, TO);
    entries(q, Q_SLOTS, Q_AT);
  }

  /** Writes {@link StampAdder#run}: the places of a device are those of the one before, moved on. */
  private void loop(Shape.Entries f, Shape.Entries q, int own, boolean remembers) {
    String type = "(" + SHARED + BANK_CLASS + "I[" + EQUATIONS_CLASS + POINT_CLASS + "[DI)V";
    code = out.visitMethod(Opcodes.ACC_FINAL, "run", type, null, null);
    code.visitCode();
    Object[] frame = frame();
    Label begin = new Label();
    Label end = new Label();
    code.visitLabel(begin);
    code.visitFrame(Opcodes.F_FULL, frame.length, frame, 0, null);
    code.visitVarInsn(Opcodes.ILOAD, K);
    code.visitVarInsn(Opcodes.ILOAD, UNTIL);
    code.visitJumpInsn(Opcodes.IF_ICMPGE, end);
    gather(own);
    if (remembers) {
      bank("enter", POINT_CLASS, POINT, POINT);
    }
    call(F, STAMP, "begin", "()V");
    call(Q, STAMP, "begin", "()V");
    evaluate();
    bank("finish", Type.getDescriptor(LocalStamp.class).repeat(2), F, Q);
    sums(f, q);
    code.visitIincInsn(K, 1);
    code.visitIincInsn(U, own);
    code.visitIincInsn(F_AT, f.count());
    code.visitIincInsn(Q_AT, q.count());
    code.visitJumpInsn(Opcodes.GOTO, begin);
    code.visitLabel(end);
    code.visitFrame(Opcodes.F_FULL, frame.length, frame, 0, null);
  }

  /** Returns the types of the locals where the loop begins and ends. */
  private static Object[] frame() {
    Object[] frame = new Object[K + 1];
    Type[] shared = Type.getArgumentTypes("(" + SHARED + ")V");
    frame[0] = PARENT;
    for (int i = 0; i < shared.length; i++) {
      frame[i + 1] =
          shared[i] == Type.INT_TYPE ? (Object) Opcodes.INTEGER : shared[i].getInternalName();
    }
    frame[BANK] = Type.getInternalName(Bank.class);
    frame[UNTIL] = Opcodes.INTEGER;
    frame[EQUATIONS] = "[" + EQUATIONS_CLASS;
    frame[POINT] = Type.getInternalName(LocalPoint.class);
    frame[X] = "[D";
    frame[K] = Opcodes.INTEGER;
    return frame;
  }

  /** Sets x of the point to the values of the device's unknowns, from 1 on. */
  private void gather(int own) {
    code.visitVarInsn(Opcodes.ALOAD, POINT);
    code.visitFieldInsn(Opcodes.GETFIELD, Type.getInternalName(LocalPoint.class), "x", "[D");
    code.visitVarInsn(Opcodes.ASTORE, TO);
    for (int i = 1; i <= own; i++) {
      place(UNKNOWNS, U, i);
      code.visitVarInsn(Opcodes.ALOAD, TO);
      integer(i);
      code.visitVarInsn(Opcodes.ALOAD, X);
      code.visitVarInsn(Opcodes.ILOAD, PLACE);
      code.visitInsn(Opcodes.DALOAD);
      code.visitInsn(Opcodes.DASTORE);
    }
  }

  /** Calls the equations of device K. */
  private void evaluate() {
    code.visitVarInsn(Opcodes.ALOAD, EQUATIONS);
    code.visitVarInsn(Opcodes.ILOAD, K);
    code.visitInsn(Opcodes.AALOAD);
    code.visitVarInsn(Opcodes.ALOAD, POINT);
    code.visitVarInsn(Opcodes.ALOAD, F);
    code.visitVarInsn(Opcodes.ALOAD, Q);
    String stamp = Type.getDescriptor(Stamp.class);
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE,
        Type.getInternalName(Equations.class),
        "evaluate",
        "(" + Type.getDescriptor(Point.class) + stamp + stamp + ")V",
        true);
  }

  /** Calls a method of the bank with K and the locals from {@code first} to {@code last}. */
  private void bank(String method, String types, int first, int last) {
    code.visitVarInsn(Opcodes.ALOAD, BANK);
    code.visitVarInsn(Opcodes.ILOAD, K);
    for (int local = first; local <= last; local++) {
      code.visitVarInsn(Opcodes.ALOAD, local);
    }
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        Type.getInternalName(Bank.class),
        method,
        "(I" + types + ")V",
        false);
  }

  private void call(int object, String owner, String method, String type) {
    code.visitVarInsn(Opcodes.ALOAD, object);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, method, type, false);
  }

  /** Ends the method that is being written; returns its length, bytes. */
  private int finish() {
    code.visitInsn(Opcodes.RETURN);
    Label end = new Label();
    code.visitLabel(end);
    code.visitMaxs(0, 0);
    code.visitEnd();
    return end.getOffset();
  }

  private StampAdder adder() {
    out.visitEnd();
    byte[] bytes = out.toByteArray();
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
