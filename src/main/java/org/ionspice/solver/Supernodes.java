package org.ionspice.solver;

import java.util.Arrays;

/**
 * The shape of a multifrontal factorisation of a matrix with a symmetric pattern: an order, runs of
 * columns that share their rows (supernodes), and the tree along which they pass updates upwards.
 *
 * <p>Elimination tree after J. W. H. Liu, SIAM J. Matrix Anal. Appl. 11, 134 (1990),
 * doi:10.1137/0611010; supernodes are merged with their parent where few zeros are added, after C.
 * Ashcraft and R. Grimes, ACM Trans. Math. Softw. 15, 291 (1989), doi:10.1145/76909.76910.
 */
final class Supernodes {
  /** Unknown at each position. */
  final int[] order;

  /** First position of each supernode, then the size. Children come before their parents. */
  final int[] starts;

  /** Parent supernode, -1 for a root. */
  final int[] parents;

  /** Last child of each supernode, and the child of the same parent before it; -1 for none. */
  final int[] lastChild;

  final int[] siblingBefore;

  /** Positions, ascending, of the rows below the diagonal block of each supernode. */
  final int[][] rows;

  /** Where a supernode's rows below stand in its parent's front. */
  final int[][] placesInParent;

  /**
   * Entries of the matrix by supernode: place among the values, and place in the front, whose row is
   * in the upper sixteen bits.
   */
  final int[] entryStarts;

  final int[] entrySlots;
  final int[] entryTargets;

  private Supernodes(SparsePattern pattern, int[] order, int[] starts, int[] parents, int[][] rows) {
    this.order = order;
    this.starts = starts;
    this.parents = parents;
    this.rows = rows;
    int count = starts.length - 1;
    lastChild = new int[count];
    siblingBefore = new int[count];
    Arrays.fill(lastChild, -1);
    Arrays.fill(siblingBefore, -1);
    int[] supernodeOf = new int[order.length];
    for (int s = 0; s < count; s++) {
      Arrays.fill(supernodeOf, starts[s], starts[s + 1], s);
      if (parents[s] >= 0) {
        siblingBefore[s] = lastChild[parents[s]];
        lastChild[parents[s]] = s;
      }
    }
    placesInParent = new int[count][];
    for (int s = 0; s < count; s++) {
      placesInParent[s] = new int[parents[s] < 0 ? 0 : rows[s].length];
      for (int k = 0; k < placesInParent[s].length; k++) {
        placesInParent[s][k] = place(parents[s], rows[s][k]);
      }
    }
    int[] position = new int[order.length];
    for (int k = 0; k < order.length; k++) {
      position[order[k]] = k;
    }
    entryStarts = new int[count + 1];
    entrySlots = new int[pattern.entryCount()];
    entryTargets = new int[pattern.entryCount()];
    for (int column = 0; column < order.length; column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        int low = Math.min(position[column], position[pattern.rowIndices()[p]]);
        entryStarts[supernodeOf[low] + 1]++;
      }
    }
    for (int s = 0; s < count; s++) {
      entryStarts[s + 1] += entryStarts[s];
    }
    int[] next = entryStarts.clone();
    for (int column = 0; column < order.length; column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        int row = position[pattern.rowIndices()[p]];
        int s = supernodeOf[Math.min(position[column], row)];
        entrySlots[next[s]] = p;
        entryTargets[next[s]++] = place(s, row) << 16 | place(s, position[column]);
      }
    }
  }

  /** Returns where a position stands in the front of a supernode. */
  private int place(int s, int position) {
    int pivots = starts[s + 1] - starts[s];
    return position < starts[s + 1]
        ? position - starts[s]
        : pivots + Arrays.binarySearch(rows[s], position);
  }

  int count() {
    return starts.length - 1;
  }

  int pivots(int s) {
    return starts[s + 1] - starts[s];
  }

  int frontSize(int s) {
    return pivots(s) + rows[s].length;
  }

  /** Returns the row of a target in its front. */
  static int row(int target) {
    return target >>> 16;
  }

  /** Returns the column of a target in its front. */
  static int column(int target) {
    return target & 0xffff;
  }

  /** Returns the size of the largest front. */
  int largestFront() {
    int largest = 0;
    for (int s = 0; s < count(); s++) {
      largest = Math.max(largest, frontSize(s));
    }
    return largest;
  }

  /** Returns how much the stack of updates holds at most, whole ones or their upper triangles. */
  int stackSize(boolean triangles) {
    long depth = 0;
    long deepest = 0;
    long[] waiting = new long[count()];
    for (int s = 0; s < count(); s++) {
      depth -= waiting[s];
      if (parents[s] >= 0) {
        long u = rows[s].length;
        long update = triangles ? u * (u + 1) / 2 : u * u;
        depth += update;
        waiting[parents[s]] += update;
      }
      deepest = Math.max(deepest, depth);
    }
    return Math.toIntExact(deepest);
  }

  /** Returns the multiplications and additions of a factorisation. */
  double flops() {
    double sum = 0;
    for (int s = 0; s < count(); s++) {
      double m = frontSize(s);
      for (int k = 1; k <= pivots(s); k++) {
        sum += 2 * (m - k) * (m - k) + (m - k);
      }
    }
    return sum;
  }

  /** Returns the entries of L and U, the diagonal once. */
  long fill() {
    long sum = 0;
    for (int s = 0; s < count(); s++) {
      sum += (long) pivots(s) * (2L * frontSize(s) - pivots(s));
    }
    return sum;
  }

  /** Analyses a pattern; the sum of it and its transpose is what counts. */
  static Supernodes of(SparsePattern pattern) {
    return of(pattern, MinimumDegree.order(pattern));
  }

  /** Analyses a pattern whose unknowns are eliminated in the given order or one as good. */
  static Supernodes of(SparsePattern pattern, int[] degreeOrder) {
    int n = pattern.size();
    int[][] graph = symmetric(pattern);
    int[] position = inverse(degreeOrder);
    int[] parent = tree(graph[0], graph[1], degreeOrder, position);
    int[] post = postorder(parent);
    int[] order = new int[n];
    int[] newPosition = inverse(post);
    int[] parents = new int[n];
    for (int k = 0; k < n; k++) {
      order[k] = degreeOrder[post[k]];
      parents[k] = parent[post[k]] < 0 ? -1 : newPosition[parent[post[k]]];
    }
    return supernodes(pattern, graph[0], graph[1], order, parents);
  }

  private static int[] inverse(int[] order) {
    int[] position = new int[order.length];
    for (int k = 0; k < order.length; k++) {
      position[order[k]] = k;
    }
    return position;
  }

  /** Returns starts and neighbours of the graph of the matrix and its transpose, no loops. */
  private static int[][] symmetric(SparsePattern pattern) {
    int n = pattern.size();
    int[] starts = new int[n + 1];
    int[] columnStarts = pattern.columnStarts();
    int[] rowIndices = pattern.rowIndices();
    for (int c = 0; c < n; c++) {
      for (int p = columnStarts[c]; p < columnStarts[c + 1]; p++) {
        if (rowIndices[p] != c) {
          starts[c + 1]++;
          if (StateElimination.slot(pattern, c, rowIndices[p]) < 0) {
            starts[rowIndices[p] + 1]++;
          }
        }
      }
    }
    for (int c = 0; c < n; c++) {
      starts[c + 1] += starts[c];
    }
    int[] neighbours = new int[starts[n]];
    int[] next = starts.clone();
    for (int c = 0; c < n; c++) {
      for (int p = columnStarts[c]; p < columnStarts[c + 1]; p++) {
        if (rowIndices[p] != c) {
          neighbours[next[c]++] = rowIndices[p];
          if (StateElimination.slot(pattern, c, rowIndices[p]) < 0) {
            neighbours[next[rowIndices[p]]++] = c;
          }
        }
      }
    }
    return new int[][] {starts, neighbours};
  }

  /** Returns the parent of each position in the elimination tree. */
  private static int[] tree(int[] starts, int[] neighbours, int[] order, int[] position) {
    int n = order.length;
    int[] parent = new int[n];
    int[] ancestor = new int[n];
    for (int k = 0; k < n; k++) {
      parent[k] = -1;
      ancestor[k] = -1;
      for (int p = starts[order[k]]; p < starts[order[k] + 1]; p++) {
        int i = position[neighbours[p]];
        while (i < k && i >= 0) {
          int above = ancestor[i];
          ancestor[i] = k;
          if (above < 0) {
            parent[i] = k;
          }
          i = above < 0 || above == k ? k : above;
        }
      }
    }
    return parent;
  }

  private static int[] postorder(int[] parent) {
    int n = parent.length;
    int[] firstChild = new int[n];
    int[] sibling = new int[n];
    Arrays.fill(firstChild, -1);
    for (int k = n - 1; k >= 0; k--) {
      if (parent[k] >= 0) {
        sibling[k] = firstChild[parent[k]];
        firstChild[parent[k]] = k;
      }
    }
    int[] post = new int[n];
    int[] stack = new int[n + 1];
    int next = 0;
    for (int root = 0; root < n; root++) {
      if (parent[root] >= 0) {
        continue;
      }
      int depth = 0;
      stack[depth++] = root;
      while (depth > 0) {
        int k = stack[depth - 1];
        if (firstChild[k] >= 0) {
          int child = firstChild[k];
          firstChild[k] = sibling[child];
          stack[depth++] = child;
        } else {
          post[next++] = k;
          depth--;
        }
      }
    }
    return post;
  }

  private static Supernodes supernodes(
      SparsePattern pattern, int[] starts, int[] neighbours, int[] order, int[] parents) {
    int n = order.length;
    int[] position = inverse(order);
    int[][] below = new int[n][]; // rows below each column, dropped when the parent has them
    int[] childCount = new int[n];
    int[] mark = new int[n];
    Arrays.fill(mark, -1);
    int[] found = new int[n];
    int[] firstColumns = new int[n + 1];
    int count = 0;
    int[][] children = new int[n][];
    for (int k = 0; k < n; k++) {
      int size = 0;
      mark[k] = k;
      for (int p = starts[order[k]]; p < starts[order[k] + 1]; p++) {
        int row = position[neighbours[p]];
        if (row > k && mark[row] != k) {
          mark[row] = k;
          found[size++] = row;
        }
      }
      int only = -1;
      for (int c = 0; c < childCount[k]; c++) {
        only = children[k][c];
        for (int row : below[only]) {
          if (mark[row] != k) {
            mark[row] = k;
            found[size++] = row;
          }
        }
      }
      boolean continues = childCount[k] == 1 && only == k - 1 && below[only].length == size + 1;
      below[k] = Arrays.copyOf(found, size);
      Arrays.sort(below[k]);
      for (int c = 0; c < childCount[k]; c++) {
        int child = children[k][c];
        boolean lastOfSupernode = !(continues && child == k - 1);
        if (!lastOfSupernode) {
          below[child] = null;
        }
      }
      if (!continues) {
        firstColumns[count++] = k;
      }
      int parent = parents[k];
      if (parent >= 0) {
        if (children[parent] == null) {
          children[parent] = new int[2];
        } else if (childCount[parent] == children[parent].length) {
          children[parent] = Arrays.copyOf(children[parent], 2 * childCount[parent]);
        }
        children[parent][childCount[parent]++] = k;
      }
      children[k] = null;
    }
    firstColumns[count] = n;
    return merge(pattern, order, parents, Arrays.copyOf(firstColumns, count + 1), below);
  }

  /** Joins a supernode to the parent that follows it when that adds few zeros. */
  private static Supernodes merge(
      SparsePattern pattern, int[] order, int[] parents, int[] firstColumns, int[][] below) {
    int[] starts = new int[firstColumns.length];
    int[][] rows = new int[firstColumns.length][];
    int count = 0;
    double[] zeros = new double[firstColumns.length];
    for (int s = 0; s + 1 < firstColumns.length; s++) {
      int start = firstColumns[s];
      int end = firstColumns[s + 1];
      int[] under = below[end - 1];
      double added = 0;
      // The supernode before is a child if its parent column lies in this one.
      while (count > 0) {
        int[] childRows = rows[count - 1];
        int childStart = starts[count - 1];
        boolean child = childRows.length > 0 && childRows[0] < end && parents[start - 1] < end;
        if (!child || childRows[0] < start) {
          break;
        }
        int width = start - childStart;
        double missing = (double) width * (end - start + under.length - childRows.length);
        double total = (double) (end - childStart) * (end - childStart + under.length);
        double share = (added + zeros[count - 1] + missing) / total;
        int columns = end - childStart;
        boolean join =
            share == 0
                || columns <= 4
                || columns <= 16 && share < 0.4
                || columns <= 48 && share < 0.1
                || share < 0.05;
        if (!join) {
          break;
        }
        added += zeros[count - 1] + missing;
        start = childStart;
        count--;
      }
      starts[count] = start;
      rows[count] = under;
      zeros[count] = added;
      count++;
    }
    starts[count] = order.length;
    int[] supernodeOf = new int[order.length];
    for (int s = 0; s < count; s++) {
      Arrays.fill(supernodeOf, starts[s], starts[s + 1], s);
    }
    int[] up = new int[count];
    for (int s = 0; s < count; s++) {
      up[s] = rows[s].length == 0 ? -1 : supernodeOf[rows[s][0]];
    }
    return new Supernodes(
        pattern,
        order,
        Arrays.copyOf(starts, count + 1),
        up,
        Arrays.copyOf(rows, count));
  }
}
