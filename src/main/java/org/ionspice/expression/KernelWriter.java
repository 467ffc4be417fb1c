package org.ionspice.expression;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.ionspice.expression.Graph.Choice;
import org.ionspice.expression.Graph.Kind;
import org.ionspice.expression.Graph.Node;
import org.ionspice.expression.Graph.Region;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the graph of a form as a hidden class. The only class that knows ASM, so that runs without
 * a hot formula do not load it. Used once.
 *
 * <p>A node with one use is computed where it is used, others are kept in local variables. Functions
 * of the library are constants of the class: the very objects that the interpreter calls, and the
 * JIT compiler sees through them.
 */
final class KernelWriter {
  /** HotSpot leaves longer methods to its own interpreter, bytes. */
  static final int LONGEST = 8000;

  /** A graph of more nodes hardly fits into the longest method. */
  static final int MOST_NODES = 3000;

  /** How many computations may stand inside each other, as this class calls itself for each. */
  static final int DEEPEST = 100;

  private static final String RULES = Type.getInternalName(Rules.class);
  private static final int X = 1;
  private static final int TIME = 2;
  private static final int TEMPERATURE = 4;
  private static final int CONSTANTS = 6;
  private static final int PARTIALS = 7;

  private final Graph graph;
  private final Derivation.Dual output;
  private final int inputs;
  private final List<Object> functions = new ArrayList<>();
  private final ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
  private final MethodVisitor code;
  private int locals = 8;

  private KernelWriter(Derivation.Result derived, int inputs) {
    this.graph = derived.graph();
    this.output = derived.output();
    this.inputs = inputs;
    this.code =
        out.visitMethod(Opcodes.ACC_FINAL, "evaluate", "([DDD[D[D)D", null, null);
  }

  /** Returns the kernel of a form; null when it would be too large to be fast. */
  static @Nullable Kernel compile(Form form) {
    Derivation.Result derived = Derivation.of(form, MOST_NODES);
    return derived == null ? null : new KernelWriter(derived, form.inputs).kernel();
  }

  private @Nullable Kernel kernel() {
    String parent = Type.getInternalName(Kernel.class);
    out.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        Type.getInternalName(Kernel.class).replace("Kernel", "Formula"),
        null,
        parent,
        null);
    MethodVisitor init = out.visitMethod(0, "<init>", "()V", null, null);
    init.visitCode();
    init.visitVarInsn(Opcodes.ALOAD, 0);
    init.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, "<init>", "()V", false);
    init.visitInsn(Opcodes.RETURN);
    init.visitMaxs(0, 0);
    init.visitEnd();
    code.visitCode();
    evaluate();
    Label end = new Label();
    code.visitLabel(end);
    code.visitMaxs(0, 0);
    code.visitEnd();
    out.visitEnd();
    byte[] bytes = out.toByteArray();
    return end.getOffset() > LONGEST ? null : define(bytes);
  }

  private Kernel define(byte[] bytes) {
    try {
      return (Kernel)
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes, functions, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a generated formula does not load", e);
    }
  }

  private void evaluate() {
    List<Node> outputs = new ArrayList<>();
    outputs.add(output.value());
    outputs.addAll(output.partials().values());
    graph.countUses(outputs);
    emit(graph.root);
    // Sums up what is not finite: a finite number times zero is a zero.
    push(output.value());
    int value = keep();
    times0(value);
    for (int i = 0; i < inputs; i++) {
      Node partial = output.partials().get(i);
      code.visitVarInsn(Opcodes.ALOAD, PARTIALS);
      integer(i);
      if (partial == null) {
        code.visitInsn(Opcodes.DCONST_0);
      } else {
        push(partial);
        code.visitInsn(Opcodes.DCONST_0);
        code.visitInsn(Opcodes.DADD);
      }
      code.visitInsn(Opcodes.DASTORE);
      if (partial != null) {
        code.visitVarInsn(Opcodes.ALOAD, PARTIALS);
        integer(i);
        code.visitInsn(Opcodes.DALOAD);
        code.visitInsn(Opcodes.DCONST_0);
        code.visitInsn(Opcodes.DMUL);
        code.visitInsn(Opcodes.DADD);
      }
    }
    Label bad = new Label();
    code.visitInsn(Opcodes.DCONST_0);
    code.visitInsn(Opcodes.DCMPL);
    code.visitJumpInsn(Opcodes.IFNE, bad);
    code.visitVarInsn(Opcodes.DLOAD, value);
    code.visitInsn(Opcodes.DRETURN);
    code.visitLabel(bad);
    code.visitLdcInsn(Double.NaN);
    code.visitInsn(Opcodes.DRETURN);
  }

  private void times0(int local) {
    code.visitVarInsn(Opcodes.DLOAD, local);
    code.visitInsn(Opcodes.DCONST_0);
    code.visitInsn(Opcodes.DMUL);
  }

  /** Moves the top of the stack to a new local variable; returns which. */
  private int keep() {
    int local = locals;
    locals += 2;
    code.visitVarInsn(Opcodes.DSTORE, local);
    return local;
  }

  private void emit(Region region) {
    for (Object item : region.items) {
      if (item instanceof Choice choice) {
        emit(choice);
        continue;
      }
      Node node = (Node) item;
      boolean there = node.uses == 1 && node.user == region && node.nest() < DEEPEST;
      if (node.uses > 0 && !there && !node.kind.isLeaf()) {
        compute(node);
        node.local = keep();
      }
    }
  }

  private void emit(Choice choice) {
    List<Node> results = choice.results();
    if (results.stream().allMatch(r -> r.uses == 0)) {
      return;
    }
    for (Node result : results) {
      if (result.uses > 0) {
        result.local = locals;
        locals += 2;
      }
    }
    Label otherwise = new Label();
    Label nothing = new Label();
    Label end = new Label();
    push(choice.condition());
    int condition = keep();
    code.visitVarInsn(Opcodes.DLOAD, condition);
    code.visitInsn(Opcodes.DUP2);
    code.visitInsn(Opcodes.DCMPL);
    code.visitJumpInsn(Opcodes.IFNE, nothing);
    code.visitVarInsn(Opcodes.DLOAD, condition);
    code.visitInsn(Opcodes.DCONST_0);
    code.visitInsn(Opcodes.DCMPL);
    code.visitJumpInsn(Opcodes.IFEQ, otherwise);
    branch(choice.yes(), results, choice.ofYes());
    code.visitJumpInsn(Opcodes.GOTO, end);
    code.visitLabel(otherwise);
    branch(choice.no(), results, choice.ofNo());
    code.visitJumpInsn(Opcodes.GOTO, end);
    code.visitLabel(nothing);
    for (Node result : results) {
      if (result.uses > 0) {
        code.visitLdcInsn(result == results.get(0) ? Double.NaN : 0.0);
        code.visitVarInsn(Opcodes.DSTORE, result.local);
      }
    }
    code.visitLabel(end);
  }

  private void branch(Region region, List<Node> results, List<@Nullable Node> values) {
    emit(region);
    for (int k = 0; k < results.size(); k++) {
      Node value = values.get(k);
      if (results.get(k).uses > 0) {
        if (value == null) {
          code.visitInsn(Opcodes.DCONST_0);
        } else {
          push(value);
        }
        code.visitVarInsn(Opcodes.DSTORE, results.get(k).local);
      }
    }
  }

  private void push(Node node) {
    if (node.local >= 0) {
      code.visitVarInsn(Opcodes.DLOAD, node.local);
    } else {
      compute(node);
    }
  }

  private void compute(Node node) {
    switch (node.kind) {
      case LITERAL -> code.visitLdcInsn(Objects.requireNonNull(node.payload));
      case CONSTANT -> element(CONSTANTS, (Integer) node.payload);
      case INPUT -> element(X, (Integer) node.payload);
      case TIME -> code.visitVarInsn(Opcodes.DLOAD, TIME);
      case TEMPERATURE -> code.visitVarInsn(Opcodes.DLOAD, TEMPERATURE);
      case NEGATE -> operate(node, Opcodes.DNEG);
      case ADD -> operate(node, Opcodes.DADD);
      case SUBTRACT -> operate(node, Opcodes.DSUB);
      case MULTIPLY -> operate(node, Opcodes.DMUL);
      case DIVIDE -> operate(node, Opcodes.DDIV);
      case REMAINDER -> operate(node, Opcodes.DREM);
      case CALL -> call(node);
      case SEGMENT, TABLE_VALUE, TABLE_SLOPE -> table(node);
      case SELECT -> select(node);
      case RESULT -> throw new IllegalStateException("a result without a choice");
    }
  }

  private void arguments(Node node) {
    for (Node argument : node.arguments) {
      push(argument);
    }
  }

  private void operate(Node node, int opcode) {
    arguments(node);
    code.visitInsn(opcode);
  }

  private void element(int array, int index) {
    code.visitVarInsn(Opcodes.ALOAD, array);
    integer(index);
    code.visitInsn(Opcodes.DALOAD);
  }

  private void integer(int value) {
    if (value < 6) {
      code.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value <= Byte.MAX_VALUE) {
      code.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value <= Short.MAX_VALUE) {
      code.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      code.visitLdcInsn(value);
    }
  }

  private void call(Node node) {
    Object function = Objects.requireNonNull(node.payload);
    Class<?> type =
        switch (node.arguments.length) {
          case 1 -> DoubleUnaryOperator.class;
          case 2 -> DoubleBinaryOperator.class;
          default -> Rules.TernaryOperator.class;
        };
    int index = functions.indexOf(function);
    if (index < 0) {
      index = functions.size();
      functions.add(function);
    }
    Handle bootstrap =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/MethodHandles",
            "classDataAt",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)"
                + "Ljava/lang/Object;",
            false);
    code.visitLdcInsn(new ConstantDynamic("_", Type.getDescriptor(type), bootstrap, index));
    arguments(node);
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE,
        Type.getInternalName(type),
        "applyAsDouble",
        "(" + "D".repeat(node.arguments.length) + ")D",
        true);
  }

  private void table(Node node) {
    Graph.Table table = (Graph.Table) Objects.requireNonNull(node.payload);
    code.visitVarInsn(Opcodes.ALOAD, CONSTANTS);
    integer(table.from());
    integer(table.count());
    push(node.arguments[0]);
    if (node.kind == Kind.SEGMENT) {
      code.visitMethodInsn(Opcodes.INVOKESTATIC, RULES, "segment", "([DIID)I", false);
      code.visitInsn(Opcodes.I2D);
      return;
    }
    code.visitInsn(Opcodes.D2I);
    if (node.kind == Kind.TABLE_VALUE) {
      push(node.arguments[1]);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, RULES, "tableValue", "([DIIID)D", false);
    } else {
      code.visitMethodInsn(Opcodes.INVOKESTATIC, RULES, "tableSlope", "([DIII)D", false);
    }
  }

  private void select(Node node) {
    arguments(node);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, RULES, "select", "(DDD)D", false);
  }
}
