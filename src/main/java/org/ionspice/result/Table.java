package org.ionspice.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A result kept in memory, column by column, one block a step. Not thread-safe. */
public final class Table implements ResultSink {
  /** One run of the analysis: the values of stepped parameters and the rows found with them. */
  public static final class Block {
    private final double[] stepValues;
    private final double[][] columns;
    private int size;

    private Block(double[] stepValues, int width) {
      this.stepValues = stepValues.clone();
      this.columns = new double[width][16];
    }

    /** Returns the stepped parameters' values, in the header's order. */
    public double[] stepValues() {
      return stepValues.clone();
    }

    /** Returns the number of rows. */
    public int size() {
      return size;
    }

    /** Returns entry {@code row} of the doubles' column {@code index} (complex: two a column). */
    public double at(int index, int row) {
      return columns[index][row];
    }

    /** Returns a copy of the doubles' column {@code index}, length {@link #size()}. */
    public double[] column(int index) {
      return Arrays.copyOf(columns[index], size);
    }

    private void add(double[] values) {
      if (columns.length > 0 && size == columns[0].length) {
        for (int i = 0; i < columns.length; i++) {
          columns[i] = Arrays.copyOf(columns[i], size * 2);
        }
      }
      for (int i = 0; i < columns.length; i++) {
        columns[i][size] = values[i];
      }
      size++;
    }
  }

  private Header header;
  private final List<Block> blocks = new ArrayList<>();

  @Override
  public void begin(Header header) {
    this.header = header;
  }

  @Override
  public void block(double[] stepValues) {
    blocks.add(new Block(stepValues, header.width()));
  }

  @Override
  public void row(double[] values) {
    blocks.get(blocks.size() - 1).add(values);
  }

  @Override
  public void close() {}

  /** Returns what the columns are. */
  public Header header() {
    return header;
  }

  /** Returns the blocks, one for a run without {@code .step}. */
  public List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** Returns the first block's real column {@code name}; throws when there is none. */
  public double[] column(String name) {
    int index = header.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no column " + name + " in " + header.columns());
    }
    return blocks.get(0).column(header.complex() ? 2 * index : index);
  }

  /** Returns the imaginary parts of the first block's column {@code name}. */
  public double[] imaginary(String name) {
    int index = header.indexOf(name);
    if (index < 0 || !header.complex()) {
      throw new IllegalArgumentException("no complex column " + name);
    }
    return blocks.get(0).column(2 * index + 1);
  }
}
