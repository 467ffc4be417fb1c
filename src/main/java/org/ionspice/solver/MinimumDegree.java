package org.ionspice.solver;

import java.util.Arrays;

/**
 * Orders a graph so that elimination in that order fills in little.
 *
 * <p>Approximate minimum degree after P. R. Amestoy, T. A. Davis and I. S. Duff, "An approximate
 * minimum degree ordering algorithm", SIAM J. Matrix Anal. Appl. 17 (1996) 886-905. The partly
 * eliminated graph is kept as a quotient graph: each uncovered vertex i knows the eliminated
 * vertices ("elements") next to it and the vertices next to it by original edges; each element
 * knows its vertices. Used from that paper: element absorption, also the aggressive one, mass
 * elimination, merging of indistinguishable vertices found by hash, and the approximate external
 * degree (its equation 4.1). Vertices with very many
 * neighbours, such as supply rails, come last.
 */
final class MinimumDegree {
  private final int size;

  /** Vertices a principal vertex stands for, itself included; 0 once merged or eliminated. */
  private final int[] weight;

  private final int[] degree;

  /** Original edges of each vertex not yet covered by an element, [0, neighbourCount). */
  private final int[][] neighbours;

  private final int[] neighbourCount;
  private final int[][] elements;
  private final int[] elementCount;

  /** Vertices of each living element; empty for others. */
  private final int[][] members;

  /** Summed weight of the members. */
  private final int[] elementDegree;

  private final boolean[] living;

  /** Minus {@link #stamp}: weight of an element's members outside the current one. */
  private final long[] outside;

  private long stamp = 1;
  private long largestDegree = 1;

  private final int[] mark;
  private int markStamp;

  /**
   * Doubly linked lists of the vertices of equal degree, first come first served: elimination then
   * goes round the graph in waves, which fills in less than digging on at one place.
   */
  private final int[] degreeHead;

  private final int[] degreeTail;
  private final int[] next;
  private final int[] previous;
  private int lowest;

  private final int[] hashHead;
  private final int[] hashNext;
  private final int[] hash;

  /** Vertices that are eliminated directly after another one. */
  private final int[] firstFollower;

  private final int[] nextFollower;

  private final int[] pivots;
  private int pivotCount;
  private int eliminatedWeight;
  private int denseCount;
  private int[] current = new int[16];
  private int currentCount;

  private static final int[] NONE = {};

  private MinimumDegree(int size) {
    this.size = size;
    weight = new int[size];
    degree = new int[size];
    neighbours = new int[size][];
    neighbourCount = new int[size];
    elements = new int[size][];
    elementCount = new int[size];
    members = new int[size][];
    elementDegree = new int[size];
    living = new boolean[size];
    outside = new long[size];
    mark = new int[size];
    degreeHead = new int[size + 1];
    degreeTail = new int[size + 1];
    next = new int[size];
    previous = new int[size];
    hashHead = new int[size];
    hashNext = new int[size];
    hash = new int[size];
    firstFollower = new int[size];
    nextFollower = new int[size];
    pivots = new int[size];
    Arrays.fill(weight, 1);
    Arrays.fill(elements, NONE);
    Arrays.fill(members, NONE);
    Arrays.fill(degreeHead, -1);
    Arrays.fill(degreeTail, -1);
    Arrays.fill(hashHead, -1);
    Arrays.fill(firstFollower, -1);
    Arrays.fill(nextFollower, -1);
  }

  /**
   * Returns the vertices in elimination order.
   *
   * @param size number of vertices
   * @param starts start of each vertex's edges, length size + 1
   * @param edges neighbours, in one direction or both, self-loops allowed
   */
  static int[] order(int size, int[] starts, int[] edges) {
    var graph = new MinimumDegree(size);
    graph.link(starts, edges);
    graph.postponeDense();
    graph.eliminateAll();
    return graph.expand();
  }

  /** Returns the unknowns of a matrix in elimination order; pivots are on the diagonal. */
  static int[] order(SparsePattern pattern) {
    return order(pattern.size(), pattern.columnStarts(), pattern.rowIndices());
  }

  private void link(int[] starts, int[] edges) {
    int[] room = new int[size];
    for (int i = 0; i < size; i++) {
      for (int p = starts[i]; p < starts[i + 1]; p++) {
        room[i]++;
        room[edges[p]]++;
      }
    }
    for (int i = 0; i < size; i++) {
      neighbours[i] = new int[room[i]];
    }
    for (int i = 0; i < size; i++) {
      for (int p = starts[i]; p < starts[i + 1]; p++) {
        int j = edges[p];
        if (j != i) {
          neighbours[i][neighbourCount[i]++] = j;
          neighbours[j][neighbourCount[j]++] = i;
        }
      }
    }
    for (int i = 0; i < size; i++) {
      markStamp++;
      int kept = 0;
      for (int p = 0; p < neighbourCount[i]; p++) {
        int j = neighbours[i][p];
        if (mark[j] != markStamp) {
          mark[j] = markStamp;
          neighbours[i][kept++] = j;
        }
      }
      neighbourCount[i] = kept;
      degree[i] = kept;
    }
  }

  private void postponeDense() {
    double limit = Math.max(16.0, 10.0 * Math.sqrt(size));
    for (int i = 0; i < size; i++) {
      if (degree[i] > limit) {
        weight[i] = 0;
        pivots[size - ++denseCount] = i; // after everything else, found again by expand
      }
    }
    for (int i = 0; i < size; i++) {
      if (weight[i] > 0) {
        degree[i] = countPrincipal(neighbours[i], neighbourCount[i]);
        insert(i);
      }
    }
  }

  private int countPrincipal(int[] vertices, int count) {
    int principal = 0;
    for (int p = 0; p < count; p++) {
      principal += weight[vertices[p]];
    }
    return principal;
  }

  private void eliminateAll() {
    int principal = size - denseCount;
    while (eliminatedWeight < principal) {
      while (degreeHead[lowest] < 0) {
        lowest++;
      }
      int pivot = degreeHead[lowest];
      remove(pivot);
      eliminate(pivot, principal);
    }
  }

  private void eliminate(int pivot, int total) {
    pivots[pivotCount++] = pivot;
    int pivotWeight = weight[pivot];
    int covered = gather(pivot);
    eliminatedWeight += pivotWeight;
    weight[pivot] = 0;

    // Mark the new element's vertices; the marks also tell which edges it covers.
    for (int c = 0; c < currentCount; c++) {
      int i = current[c];
      for (int p = 0; p < elementCount[i]; p++) {
        int e = elements[i][p];
        if (living[e]) {
          if (outside[e] < stamp) {
            outside[e] = stamp + elementDegree[e];
          }
          outside[e] -= weight[i];
        }
      }
    }

    int newDegree = covered;
    for (int c = 0; c < currentCount; c++) {
      newDegree -= update(current[c], pivot);
    }
    stamp += largestDegree + 1;

    mergeTwins();

    int kept = 0;
    for (int c = 0; c < currentCount; c++) {
      int i = current[c];
      if (weight[i] > 0) {
        int bound = Math.min(degree[i] + newDegree, total - eliminatedWeight) - weight[i];
        degree[i] = Math.max(0, bound);
        insert(i);
        current[kept++] = i;
      }
    }
    members[pivot] = Arrays.copyOf(current, kept);
    elementDegree[pivot] = newDegree;
    largestDegree = Math.max(largestDegree, newDegree);
    living[pivot] = kept > 0;
    neighbours[pivot] = NONE;
    elements[pivot] = NONE;
  }

  /** Collects the vertices of the new element, absorbs the old ones; returns the summed weight. */
  private int gather(int pivot) {
    markStamp++;
    mark[pivot] = markStamp;
    currentCount = 0;
    int covered = take(neighbours[pivot], neighbourCount[pivot]);
    for (int p = 0; p < elementCount[pivot]; p++) {
      int e = elements[pivot][p];
      if (living[e]) {
        covered += take(members[e], members[e].length);
        living[e] = false;
        members[e] = NONE;
      }
    }
    return covered;
  }

  private int take(int[] vertices, int count) {
    int sum = 0;
    for (int p = 0; p < count; p++) {
      int i = vertices[p];
      if (weight[i] > 0 && mark[i] != markStamp) {
        mark[i] = markStamp;
        sum += weight[i];
        if (currentCount == current.length) {
          current = Arrays.copyOf(current, 2 * currentCount);
        }
        current[currentCount++] = i;
        remove(i);
      }
    }
    return sum;
  }

  /**
   * Cleans the lists of a vertex of the new element and bounds its degree outside that element;
   * returns its weight if nothing is left outside, so that it was eliminated at once.
   */
  private int update(int i, int pivot) {
    int[] list = elements[i];
    int kept = 0;
    int outer = 0;
    int sum = 0;
    for (int p = 0; p < elementCount[i]; p++) {
      int e = list[p];
      if (living[e]) {
        int part = (int) (outside[e] - stamp);
        if (part > 0) {
          outer += part;
          list[kept++] = e;
          sum += e;
        } else {
          living[e] = false; // aggressive absorption: the new element covers it
          members[e] = NONE;
        }
      }
    }
    elementCount[i] = kept;

    list = neighbours[i];
    kept = 0;
    for (int p = 0; p < neighbourCount[i]; p++) {
      int j = list[p];
      if (weight[j] > 0 && mark[j] != markStamp) {
        outer += weight[j];
        list[kept++] = j;
        sum += j;
      }
    }
    neighbourCount[i] = kept;

    if (kept == 0 && elementCount[i] == 0) {
      int mass = weight[i];
      eliminatedWeight += mass;
      weight[i] = 0;
      follow(pivot, i);
      return mass;
    }
    if (elementCount[i] == elements[i].length) {
      elements[i] = Arrays.copyOf(elements[i], Math.max(4, 2 * elementCount[i]));
    }
    elements[i][elementCount[i]++] = pivot;
    degree[i] = Math.min(degree[i], outer);
    int bucket = Math.floorMod(sum, size);
    hash[i] = bucket;
    hashNext[i] = hashHead[bucket];
    hashHead[bucket] = i;
    return 0;
  }

  /** Merges the vertices of the new element that have the same lists. */
  private void mergeTwins() {
    int twinStamp = markStamp;
    for (int c = 0; c < currentCount; c++) {
      int bucket = hash[current[c]];
      int first = weight[current[c]] > 0 ? hashHead[bucket] : -1;
      hashHead[bucket] = first < 0 ? hashHead[bucket] : -1;
      for (int i = first; i >= 0 && hashNext[i] >= 0; i = hashNext[i]) {
        twinStamp++;
        markAll(elements[i], elementCount[i], twinStamp);
        markAll(neighbours[i], neighbourCount[i], twinStamp);
        int before = i;
        for (int j = hashNext[i]; j >= 0; j = hashNext[j]) {
          if (same(i, j, twinStamp)) {
            weight[i] += weight[j];
            weight[j] = 0;
            follow(i, j);
            neighbours[j] = NONE;
            elements[j] = NONE;
            hashNext[before] = hashNext[j];
          } else {
            before = j;
          }
        }
      }
    }
    markStamp = twinStamp;
  }

  private void markAll(int[] list, int count, int value) {
    for (int p = 0; p < count; p++) {
      mark[list[p]] = value;
    }
  }

  private boolean same(int i, int j, int value) {
    return elementCount[i] == elementCount[j]
        && neighbourCount[i] == neighbourCount[j]
        && allMarked(elements[j], elementCount[j], value)
        && allMarked(neighbours[j], neighbourCount[j], value);
  }

  private boolean allMarked(int[] list, int count, int value) {
    for (int p = 0; p < count; p++) {
      if (mark[list[p]] != value) {
        return false;
      }
    }
    return true;
  }

  private void follow(int leader, int vertex) {
    nextFollower[vertex] = firstFollower[leader];
    firstFollower[leader] = vertex;
  }

  private void insert(int i) {
    int tail = degreeTail[degree[i]];
    next[i] = -1;
    previous[i] = tail;
    if (tail >= 0) {
      next[tail] = i;
    } else {
      degreeHead[degree[i]] = i;
    }
    degreeTail[degree[i]] = i;
    lowest = Math.min(lowest, degree[i]);
  }

  private void remove(int i) {
    if (previous[i] >= 0) {
      next[previous[i]] = next[i];
    } else {
      degreeHead[degree[i]] = next[i];
    }
    if (next[i] >= 0) {
      previous[next[i]] = previous[i];
    } else {
      degreeTail[degree[i]] = previous[i];
    }
  }

  /** Writes out each pivot with the vertices that follow it, then the dense vertices. */
  private int[] expand() {
    int[] order = new int[size];
    int[] stack = new int[size];
    int count = 0;
    for (int k = 0; k < pivotCount; k++) {
      int depth = 0;
      stack[0] = pivots[k];
      while (depth >= 0) {
        int vertex = stack[depth--];
        order[count++] = vertex;
        for (int i = firstFollower[vertex]; i >= 0; i = nextFollower[i]) {
          stack[++depth] = i;
        }
      }
    }
    System.arraycopy(pivots, count, order, count, size - count);
    return order;
  }
}
