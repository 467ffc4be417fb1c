package org.ionspice.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a value and its partials as a graph, in which none stands twice. Both branches
 * of a choice are regions of their own, which see what is outside but not each other.
 */
final class Graph {
  /** What a node computes from its arguments. */
  enum Kind {
    /** The number {@code payload}, a Double. */
    LITERAL,
    /** Constant, or input, number {@code payload}, an Integer. */
    CONSTANT,
    INPUT,
    TIME,
    TEMPERATURE,
    NEGATE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    /** A call of {@code payload}, a functional interface of doubles. */
    CALL,
    /** The static method {@code payload} of a table, an {@link Table}. */
    SEGMENT,
    TABLE_VALUE,
    TABLE_SLOPE,
    /** The second argument when the first is not zero, else the third. */
    SELECT,
    /** The result of a choice. */
    RESULT;

    /** Returns whether it costs no more to compute it again than to keep it. */
    boolean isLeaf() {
      return compareTo(TEMPERATURE) <= 0;
    }
  }

  /** Where a table stands among the constants. */
  record Table(int from, int count) {}

  /** A number that is computed. */
  static final class Node {
    final Kind kind;
    final @Nullable Object payload;
    final Node[] arguments;
    final Region region;

    /** How many uses there are, and the region of the last one counted. */
    int uses;

    @Nullable Region user;

    /** The local variable it is kept in; -1 for none. */
    int local = -1;

    private int depth;

    private Node(Kind kind, @Nullable Object payload, Node[] arguments, Region region) {
      this.kind = kind;
      this.payload = payload;
      this.arguments = arguments;
      this.region = region;
    }

    /** Finds how many computations stand inside each other here, when none of the rest is kept. */
    int nest() {
      depth = 0;
      for (Node argument : arguments) {
        depth = Math.max(depth, argument.local >= 0 ? 0 : argument.depth + 1);
      }
      return depth;
    }

    private void use(Region by) {
      uses++;
      user = by;
    }
  }

  private record Key(Kind kind, @Nullable Object payload, List<Node> arguments) {}

  /** A choice: what both regions leave in its results; null is zero. */
  record Choice(
      Node condition,
      Region yes,
      Region no,
      List<Node> results,
      List<@Nullable Node> ofYes,
      List<@Nullable Node> ofNo) {}

  /** Operations one after the other: nodes and choices. */
  static final class Region {
    private final @Nullable Region outer;
    private final Map<Key, Node> known = new HashMap<>();
    final List<Object> items = new ArrayList<>();

    private Region(@Nullable Region outer) {
      this.outer = outer;
    }

    private @Nullable Node find(Key key) {
      for (Region r = this; r != null; r = r.outer) {
        Node node = r.known.get(key);
        if (node != null) {
          return node;
        }
      }
      return null;
    }
  }

  final Region root = new Region(null);
  private Region here = root;
  private int size;

  /** Returns how many nodes there are. */
  int size() {
    return size;
  }

  Node node(Kind kind, @Nullable Object payload, Node... arguments) {
    Key key = new Key(kind, payload, Arrays.asList(arguments));
    Node known = here.find(key);
    if (known != null) {
      return known;
    }
    Node made = new Node(kind, payload, arguments, here);
    size++;
    here.known.put(key, made);
    here.items.add(made);
    return made;
  }

  /** Opens a region in the present one, and makes it the present one. */
  Region open() {
    here = new Region(here);
    return here;
  }

  /** Goes back to the region around the present one. */
  void close() {
    here = Objects.requireNonNull(here.outer);
  }

  /** Adds a choice to the present region; returns its results. */
  List<Node> choose(
      Node condition,
      Region yes,
      Region no,
      List<@Nullable Node> ofYes,
      List<@Nullable Node> ofNo) {
    List<Node> results = new ArrayList<>();
    for (int k = 0; k < ofYes.size(); k++) {
      results.add(new Node(Kind.RESULT, null, new Node[0], here));
    }
    size += results.size() + 1;
    here.items.add(new Choice(condition, yes, no, results, ofYes, ofNo));
    return results;
  }

  /** Counts the uses of all nodes that the outputs need; a node without uses is not needed. */
  void countUses(List<Node> outputs) {
    outputs.forEach(o -> o.use(root));
    countUses(root);
  }

  private static void countUses(Region region) {
    // What an item needs stands before it.
    for (int i = region.items.size() - 1; i >= 0; i--) {
      Object item = region.items.get(i);
      if (item instanceof Node node) {
        if (node.uses > 0) {
          for (Node argument : node.arguments) {
            argument.use(region);
          }
        }
        continue;
      }
      Choice choice = (Choice) item;
      if (choice.results().stream().allMatch(r -> r.uses == 0)) {
        continue;
      }
      choice.condition().use(region);
      for (int k = 0; k < choice.results().size(); k++) {
        if (choice.results().get(k).uses > 0) {
          use(choice.ofYes().get(k), choice.yes());
          use(choice.ofNo().get(k), choice.no());
        }
      }
      countUses(choice.yes());
      countUses(choice.no());
    }
  }

  private static void use(@Nullable Node node, Region by) {
    if (node != null) {
      node.use(by);
    }
  }
}
